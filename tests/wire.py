"""Requests as a web server hands them to the application: through every middleware, with nothing tidied up."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from wsgiref.types import WSGIApplication

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@cache
def application() -> WSGIHandler:
    return WSGIHandler()


@contextmanager
def connections_left_alone() -> Iterator[None]:
    """As Django's own test client does: a connection that another test left open is not looked at."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def environ_of(
    path: str, query: str = "", *, method: str = "GET", body: bytes = b"", headers: dict[str, str] | None = None
) -> dict[str, Any]:
    """A request for a path and a query string; each character of either is one byte, as WSGI has it."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1:8000",
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in (headers or {}).items():
        environ["HTTP_" + name.upper().replace("-", "_")] = value
    return environ


def send(path: str, query: str = "", *, through: WSGIApplication | None = None, **request: Any) -> Answer:
    """Ask Django, or the application that is named. `request` is what `environ_of` takes."""
    environ = environ_of(path, query, **request)
    started: list[Any] = []
    with connections_left_alone():
        response = (through or application())(environ, lambda status, headers, *_: started.extend([status, headers]))
        content = b"".join(response)
        if hasattr(response, "close"):
            response.close()
    return Answer(int(started[0].split()[0]), dict(started[1]), content)
