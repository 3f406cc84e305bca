from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How far a run may go. Times are in seconds."""

    user_agent: str
    timeout: float = 10
    """For one request, from the first byte of the connection to the last of the headers."""
    run: float = 900
    """After that no request is begun."""
    pause: float = 1
    """Between two requests to a host."""
    hosts: int = 4
    """How many are asked at once."""
    redirects: int = 5
    allow_private: bool = False
    """Ask hosts in private networks too: for those who cite pages of their own."""
