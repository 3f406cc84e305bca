"""A small HTTP proxy before two servers: it asks the other one where the first gives no whole answer.

As proxies do for GET. It has no health checks, so whatever a dying server does to a request comes to light.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from urllib.parse import urlsplit

HOP_BY_HOP = {"connection", "transfer-encoding", "keep-alive"}


class Proxy(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, backends: list[str]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.backends = backends
        self.numbers = count()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Proxy

    def do_GET(self) -> None:
        number = next(self.server.numbers)
        backends = self.server.backends
        for attempt in range(len(backends)):
            try:
                status, headers, body = self._ask(backends[(number + attempt) % len(backends)])
            except (OSError, HTTPException):
                continue
            self._answer(status, headers, body)
            return
        self._answer(502, [], b"")

    def _ask(self, backend: str) -> tuple[int, list[tuple[str, str]], bytes]:
        parts = urlsplit(backend)
        connection = HTTPConnection(str(parts.hostname), parts.port, timeout=10)
        try:
            connection.request("GET", self.path, headers={"Host": str(parts.hostname)})
            response = connection.getresponse()
            return response.status, response.getheaders(), response.read()
        finally:
            connection.close()

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in {*HOP_BY_HOP, "content-length", "server", "date"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def proxy(*backends: str) -> Iterator[str]:
    """The address of a proxy before these servers, as long as the block lasts."""
    server = Proxy(list(backends))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.address
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
