"""A web server on this machine that answers as a test says. No test sends requests elsewhere."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from comparisons.editing.link_checking import Limits
from comparisons.editing.link_checking.politeness import Hosts

NOT_TRUSTED = Path(__file__).parent / "not_trusted.pem"
"""A certificate for localhost that nobody signed, and its key, which opens nothing."""


class Server:
    """What it is asked for, and what it answers: path -> status, or status and headers, or a function."""

    def __init__(self) -> None:
        self.answers: dict[str, object] = {}
        self.asked: list[tuple[str, str]] = []
        self.moments: list[float] = []
        self.headers: list[dict[str, str]] = []
        self.at_once = self.most_at_once = 0
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.http.daemon_threads = True
        self.port = self.http.server_port

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"


def handler_of(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            server.at_once += 1
            server.most_at_once = max(server.most_at_once, server.at_once)
            server.asked.append((self.command, self.path))
            server.moments.append(time.monotonic())
            server.headers.append(dict(self.headers))
            answer = server.answers.get(self.path, 200)
            if callable(answer):
                answer = answer(self)
            if answer:
                status, headers = answer if isinstance(answer, tuple) else (answer, {})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()
            server.at_once -= 1

        do_HEAD = do_GET = answer  # noqa: N815  (names that http.server looks for)

        def log_message(self, *_args: object) -> None:
            """Says nothing."""

    return Handler


@pytest.fixture
def server():
    server = Server()
    Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture
def secure_server(server):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(NOT_TRUSTED)
    server.http.socket = context.wrap_socket(server.http.socket, server_side=True)
    server.http.handle_error = lambda *_: None  # the client hangs up, as it should
    return server


@pytest.fixture
def hosts():
    """Hosts that may be on this machine, and that need no pause."""
    return Hosts(limits())


def limits(**changed: object) -> Limits:
    values = {"user_agent": "Tests", "timeout": 10, "pause": 0, "allow_private": True, **changed}
    return Limits(**values)


@pytest.fixture
def name_servers(monkeypatch):
    """Name servers of our own: name -> numbers, a list for each time that it is asked for. Numbers are themselves."""
    known: dict[str, list[list[str]]] = {}
    real: Callable[..., object] = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *args: object, **kwargs: object) -> object:
        if host not in known:
            return real(host, port, *args, **kwargs)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in known[host].pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return known
