from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The limits of a run. Times are in seconds."""

    user_agent: str
    timeout: float = 10
    """For one request, from the connection to the last byte of the headers."""
    run: float = 900
    """No request starts after this time."""
    pause: float = 1
    """Between two requests to a host."""
    hosts: int = 4
    """How many hosts get requests at the same time."""
    redirects: int = 5
    allow_private: bool = False
    """Also send requests to private networks, for sites that cite pages of their own network."""
