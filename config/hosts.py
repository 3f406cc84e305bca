"""Host names as browsers send them: in ASCII, in lower case, IPv6 addresses in brackets and in their short form.

A name that no request can carry would refuse every visitor without a reason, so it is refused at the start.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)\Z")
PATH = r"(?:/[a-z0-9_~-][a-z0-9._~-]*)*"
"""Of a site: parts in characters that browsers, proxies and WSGI all write alike, none of them `.` or `..`."""
QUOTES_AND_SPACES = re.compile(r"[\s'\"\u2018-\u201f]")
AMBIGUOUS = "ßς\u200c\u200d"
"""Characters that old and new rules for host names write differently."""


def host_name(text: str) -> str:
    """The name of one host, without a port. Raises ValueError with a sentence that says what is wrong."""
    if "://" in text or "/" in text:
        raise ValueError(f"“{text}” is an address. Write the host name alone, for example plumbline.example.")
    if re.search(QUOTES_AND_SPACES, text):
        raise ValueError(f"“{text}” contains a space or a quotation mark, which no host name has. Leave it out.")
    if ":" in text:
        return _ipv6(text)
    if any(character in text for character in AMBIGUOUS):
        raise ValueError(f"“{text}” can be written in two ways. Write it as your registrar does, beginning with xn--.")
    try:
        name = text.encode("idna").decode().lower()
    except UnicodeError:
        name = ""
    if not all(LABEL.match(label) for label in name.removesuffix(".").split(".")):
        raise ValueError(f"“{text}” is not a host name. Write it like plumbline.example.")
    return name.removesuffix(".")


def _ipv6(text: str) -> str:
    try:
        address = ipaddress.IPv6Address(text.removeprefix("[").removesuffix("]") if text.startswith("[") else text)
    except ValueError:
        raise ValueError(f"“{text}” has a port, or is no IPv6 address. Write the host name without a port.") from None
    return f"[{address.compressed}]"


def allowed_host(text: str) -> str:
    """One entry of ALLOWED_HOSTS: a host name, `.example.org` for a domain with its subdomains, or `*` for any."""
    if text == "*":
        return text
    name = host_name(text.removeprefix("."))
    return f".{name}" if text.startswith(".") else name


def allowed_hosts(texts: list[str]) -> list[str]:
    """The entries of ALLOWED_HOSTS. Empty ones, as a comma at the end leaves them, do not count."""
    return [allowed_host(text.strip()) for text in texts if text.strip()]


def site_url(text: str) -> str:
    """The public address as browsers write it: `https://host`, a port and a path if it has them, no slash at the end.

    Raises ValueError for anything else.
    """
    advice = "Write it as https://plumbline.example or https://example.org/plumbline."
    match = re.fullmatch(rf"(https?)://(\[[^\]/?#@]*\]|[^/?#@:]+)(:[0-9]{{1,5}})?({PATH})/?", text, re.IGNORECASE)
    if not match:
        raise ValueError(f"“{text}” is not the address of a site. {advice}")
    scheme, host, port, path = match.groups()
    if port and not 0 < int(port[1:]) < 65536:
        raise ValueError(f"“{text}” has a port that does not exist. {advice}")
    if host.startswith("[") and ":" not in host:
        raise ValueError(f"“{host}” is no IPv6 address. {advice}")
    return f"{scheme.lower()}://{host_name(host)}{port or ''}{path}"


def origin_and_path(site: str) -> tuple[str, str]:
    """`https://example.org` and `/plumbline` of a site's address. The path is empty if the site has the whole host."""
    parts = urlsplit(site)
    return f"{parts.scheme}://{parts.netloc}", parts.path


def host_of(address: str) -> str:
    """The host of a site's address, as a request names it: an IPv6 address has brackets."""
    host = urlsplit(address).hostname or ""
    return f"[{host}]" if ":" in host else host
