"""Which addresses count as the same."""

from urllib.parse import urlsplit

DEFAULT_PORTS = {80, 443}


def normalised_url(url: str) -> str:
    """The same text for addresses of the same page. An address that cannot be parsed is its own key. Idempotent.

    Ignored: http or https, a leading `www.`, capitals in the host, the ports 80 and 443, slashes at the end, and the
    fragment. A few sites answer differently with `www.`, but the key only suggests pairs, and an editor decides: a pair
    too many costs a look, a missing one is never found. The query counts, and so do capitals in the path.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return url
    host = _without_www(parts.hostname.rstrip("."))
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port not in DEFAULT_PORTS:
        host = f"{host}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"https://{host}{parts.path.rstrip('/')}{query}"


def _without_www(host: str) -> str:
    while host.startswith("www.") and "." in host.removeprefix("www."):
        host = host.removeprefix("www.")
    return host
