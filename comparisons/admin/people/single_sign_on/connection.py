"""One request to the provider, with limits in seconds and in bytes.

By http.client, whose socket we can cut: a server that sends a byte now and then would hold a thread for minutes.
"""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from socket import SHUT_RDWR, SOCK_STREAM, create_connection, getaddrinfo, socket
from threading import Timer
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

MAX_BYTES = 1024 * 1024
"""The longest answer that is read."""
MAX_ADDRESSES = 3
"""How many IP addresses of a host are tried."""


class ProviderError(Exception):
    """The provider answers, but not as the protocol says. The text is for the log."""


class UnavailableError(ProviderError):
    """The provider does not answer in time, or says that it cannot."""


class Deadline:
    """The end of all requests that one page makes."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds. Raises UnavailableError where none are left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise UnavailableError("the provider took too long")
        return left


def fetch_json(
    url: str, deadline: Deadline, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The object that an address answers: to a POST, if there is a form. Redirects are not followed."""
    status, body = _fetch(urlsplit(url), deadline, urlencode(form).encode() if form else None, headers or {})
    place = url.partition("?")[0]
    if status >= 500 or status == 429:
        raise UnavailableError(f"{place} answered {status}")
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        data = None
    if status != 200:
        reason = data.get("error", "") if isinstance(data, dict) else ""
        raise ProviderError(f"{place} answered {status} {str(reason)[:100]!r}")
    if not isinstance(data, dict):
        raise ProviderError(f"{place} did not answer with a JSON object")
    return data


def _fetch(parts: SplitResult, deadline: Deadline, body: bytes | None, headers: Mapping[str, str]) -> tuple[int, bytes]:
    sent = {"Accept": "application/json", "Connection": "close", **headers}
    if body is not None:
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection = _Connection(parts, deadline)
    except (ValueError, HTTPException) as error:  # of its port or its host
        raise ProviderError(f"{parts.netloc[:200]!r} is no address") from error
    with _limited(connection, deadline):
        try:
            connection.request("GET" if body is None else "POST", target, body, sent)
            with connection.getresponse() as response:
                content = response.read(MAX_BYTES + 1)
        except (OSError, HTTPException, ValueError) as error:
            why = "took too long" if connection.is_over else repr(error)[:200]
            raise UnavailableError(f"{parts.netloc}: {why}") from error
        if connection.is_over:  # http.client takes a cut in the middle for the end
            raise UnavailableError(f"{parts.netloc}: took too long")
    if len(content) > MAX_BYTES:
        raise ProviderError(f"{parts.netloc} answered with more than {MAX_BYTES} bytes")
    return response.status, content


class _Connection(HTTPConnection):
    """Is cut when the time is over."""

    def __init__(self, parts: SplitResult, deadline: Deadline) -> None:
        self._tls = parts.scheme == "https"
        self.default_port = 443 if self._tls else 80
        super().__init__(parts.hostname or "", parts.port or self.default_port, timeout=deadline.left)
        self.is_over = False
        self._deadline = deadline
        self._kept: socket | None = None
        """http.client forgets its socket while the content is still being read."""

    def connect(self) -> None:
        self.sock = self._kept = self._open()
        if self._tls:
            context = ssl.create_default_context()
            tls = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock = self._kept = tls
            tls.do_handshake()

    def _open(self) -> socket:
        resolved = getaddrinfo(self.host, self.port, type=SOCK_STREAM)[:MAX_ADDRESSES]
        *others, last = [str(address[0]) for *_, address in resolved]
        for number in others:
            with suppress(OSError):
                return create_connection((number, self.port), self._deadline.left)
        return create_connection((last, self.port), self._deadline.left)

    def cut(self) -> None:
        self.is_over = True
        if self._kept:
            with suppress(OSError):
                socket.shutdown(self._kept, SHUT_RDWR)


@contextmanager
def _limited(connection: _Connection, deadline: Deadline) -> Iterator[None]:
    timer = Timer(deadline.left, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()
