"""Requests as a web server hands them to the application: through every middleware, with nothing tidied up."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.handlers.wsgi import WSGIHandler


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


def send(
    path: str, query: str = "", *, method: str = "GET", body: bytes = b"", headers: dict[str, str] | None = None
) -> Answer:
    """Ask for a path and a query string; each character of either is one byte, as WSGI has it."""
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
    started: list[Any] = []
    response = application()(environ, lambda status, headers, *_: started.extend([status, headers]))
    content = b"".join(response)
    response.close()
    return Answer(int(started[0].split()[0]), dict(started[1]), content)
