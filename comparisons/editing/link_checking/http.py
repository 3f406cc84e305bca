"""Send one request to a checked IP address, with a limit in seconds and in bytes.

By http.client, whose socket we can cut: a server that sends a byte now and then held urllib3 for 51 seconds.
"""

from __future__ import annotations

import ssl
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from socket import SHUT_RDWR, create_connection, socket
from threading import Timer
from typing import Any, Literal
from urllib.parse import SplitResult, urlsplit

from django.utils.encoding import iri_to_uri

from comparisons.editing.link_checking.limits import Limits
from comparisons.editing.link_checking.ssrf_guard import public_addresses_of

Method = Literal["HEAD", "GET"]
PORTS = {"http": 80, "https": 443}
HEAD_BYTES = 32 * 1024
"""The size limit of the headers of an answer."""
MAX_ADDRESSES = 3
"""How many IP addresses of a host are tried."""


class UnreadableAddressError(ValueError):
    """The text is not the address of a page."""


@dataclass(frozen=True)
class Reply:
    """The headers of an answer, as far as they are needed."""

    status: int
    location: str
    retry_after: str

    @property
    def asks_to_stop(self) -> bool:
        return self.status == 429 or (self.status == 503 and bool(self.retry_after))


def ask(method: Method, url: str, limits: Limits) -> Reply:
    """Send one request. Raises OSError (also for a timeout or TLS), HTTPException, ValueError, PrivateAddressError."""
    parts = urlsplit(url)
    host = host_of(url)
    port = parts.port or PORTS[parts.scheme]
    numbers = public_addresses_of(host, port, allow_private=limits.allow_private)
    headers = {"User-Agent": limits.user_agent, "Accept": "*/*", "Connection": "close"}
    with closing(_Connection(parts.scheme, host, port, numbers, limits)) as connection:
        try:
            connection.request(method, _target(parts), headers=headers)
            with connection.getresponse() as response:
                location, retry_after = (response.getheader(name, "") for name in ("Location", "Retry-After"))
                reply = Reply(response.status, location, retry_after)
        except (OSError, HTTPException) as error:
            if connection.is_over:
                raise TimeoutError from error
            raise
        if connection.is_over:  # http.client takes a cut in the middle of the headers for their end
            raise TimeoutError
        return reply


def host_of(url: str) -> str:
    """The host name in ASCII, as name servers need it. Raises UnreadableAddressError."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError as error:
        raise UnreadableAddressError("It cannot be read as an address.") from error
    if parts.scheme not in PORTS or not host:
        raise UnreadableAddressError(f"It leads to “{parts.scheme}:”; only http and https are checked.")
    return host


def _target(parts: SplitResult) -> str:
    query = f"?{parts.query}" if parts.query else ""
    return iri_to_uri(f"{parts.path or '/'}{query}")


class _Head:
    """The lines before the content of an answer, up to a number of bytes."""

    def __init__(self, stream: Any, left: int) -> None:
        self.stream = stream
        self.left = left

    def readline(self, limit: int) -> bytes:
        line: bytes = self.stream.readline(min(limit, self.left + 1))
        self.left -= len(line)
        if self.left < 0:
            raise HTTPException("its headers do not end")
        return line

    def flush(self) -> None:
        """Asked of every file that is closed."""

    def close(self) -> None:
        self.stream.close()


class _HeadAlone(HTTPResponse):
    """An answer of which no more than the head is read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fp: Any = _Head(self.fp, HEAD_BYTES)


class _Connection(HTTPConnection):
    """Goes to one of the numbers, whatever the name resolves to by now; and is cut when its time is over."""

    response_class = _HeadAlone

    def __init__(self, scheme: str, host: str, port: int, numbers: list[str], limits: Limits) -> None:
        super().__init__(host, port, timeout=limits.timeout)
        self.default_port = PORTS[scheme]
        self.is_over = False
        self._tls = scheme == "https"
        self._numbers = numbers[:MAX_ADDRESSES]
        self._end = Timer(limits.timeout, self._cut)
        self._end.daemon = True

    def connect(self) -> None:
        self._end.start()
        self.sock = self._open()
        if self._tls:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock.do_handshake()
        if self.is_over:
            raise TimeoutError

    def close(self) -> None:
        self._end.cancel()
        super().close()

    def _open(self) -> socket:
        *others, last = self._numbers
        for number in others:
            with suppress(OSError):
                return create_connection((number, self.port), self.timeout)
        return create_connection((last, self.port), self.timeout)

    def _cut(self) -> None:
        self.is_over = True
        with suppress(OSError, AttributeError):
            socket.shutdown(self.sock, SHUT_RDWR)
