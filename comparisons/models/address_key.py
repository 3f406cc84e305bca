"""When two addresses are taken for one."""

from urllib.parse import urlsplit

DEFAULT_PORTS = {80, 443}


def address_key(url: str) -> str:
    """The same text for addresses of one page; the text itself for one that cannot be read. Applied twice it is itself.

    What is left out of sight: http or https, a leading `www.`, capitals in the host, the ports 80 and 443, slashes at
    the end, and the fragment. Sites exist that answer otherwise with `www.`; but the key only proposes pairs to an
    editor, who decides, so a pair too many costs a look and one too few is never seen. The query counts, and so do
    capitals in the path.
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
