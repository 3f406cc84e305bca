"""A WSGI layer that keeps slow clients and a database that hangs from taking every thread of a worker.

The web server gives each request a thread. A public page is made from memory and never waits. An editing page can
wait: for the rest of a form, which a client may send as slowly as it likes, and for the database. So at most half of
the threads serve editing pages; one more request is refused with 503, and visitors always have the other half.

No body is read for a public page. A form for an editing page is read whole before a view runs, up to `MAX_BODY` bytes
and `BODY_TIMEOUT` seconds. A refusal is a page with all headers, so Django makes it: `environ[REFUSAL]` holds its
status, and `comparisons.middleware.plain_refusals` answers with it before anything else is looked at.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

from comparisons.views.http.request import EDITING, PREVIEW, REFUSAL

GUARDED = (*EDITING, PREVIEW)
"""Where a request may wait for the database."""
FORMS = "/admin/"
"""Where bodies are read at all."""

MAX_BODY = 2_621_440
"""Bytes. As many as Django reads of a form, and more than an archive of content files may have."""
BODY_TIMEOUT = 15.0
"""Seconds for a whole body. A form of a framework has 60 kB."""
READERS_PER_SLOT = 4
"""A read that has timed out keeps its own thread until the client hangs up: no server call ends it. These are few."""


class RefusedError(Exception):
    """A body that is not read to its end; `status` is the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class BodyReader(threading.Thread):
    """Reads a body of a given length. `body` is shorter if the client hung up."""

    def __init__(self, stream: InputStream, length: int, on_end: Callable[[], None]) -> None:
        super().__init__(name="request-body", daemon=True)
        self.body = b""
        self._stream, self._length, self._on_end = stream, length, on_end

    def run(self) -> None:
        try:
            parts = bytearray()
            while part := self._stream.read(self._length - len(parts)):
                parts += part
            self.body = bytes(parts)
        except OSError:
            self.body = b""
        finally:
            self._on_end()


class RequestGuard:
    """The application with these bounds. `threads` is the number of threads of one worker.

    While `is_database_up` says no, editing pages are refused at once instead of waiting for it.
    """

    def __init__(
        self,
        application: WSGIApplication,
        threads: int,
        is_database_up: Callable[[], bool],
        body_timeout: float = BODY_TIMEOUT,
    ) -> None:
        slots = max(1, threads // 2)
        self._application = application
        self._is_database_up = is_database_up
        self._body_timeout = body_timeout
        self._slots = threading.BoundedSemaphore(slots)
        self._readers = threading.BoundedSemaphore(slots * READERS_PER_SLOT)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not environ["PATH_INFO"].startswith(GUARDED):
            # A page ignores the body of a GET, and a cache before us may not: so it gets no page at all.
            is_odd = _has_body(environ) and environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            return self._application(_with_body(environ, b"", 400 if is_odd else None), start_response)
        if not self._is_database_up() or not self._slots.acquire(blocking=False):
            return self._application(_with_body(environ, b"", 503), start_response)
        try:
            return self._editing_page(environ, start_response)
        finally:
            self._slots.release()

    def _editing_page(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        """The whole answer: the slot is taken until it is made."""
        try:
            body, refusal = self._read(environ), None
        except RefusedError as error:
            body, refusal = b"", error.status
        response = self._application(_with_body(environ, body, refusal), start_response)
        try:
            return [b"".join(response)]
        finally:
            if hasattr(response, "close"):
                response.close()

    def _read(self, environ: WSGIEnvironment) -> bytes:
        """The body. Raises RefusedError: 413 if it is too long, 408 if it comes too slowly, 400 if its end is missing.

        503 if as many slow clients as we allow have not hung up yet.
        """
        announced = environ.get("CONTENT_LENGTH") or "0"
        length = int(announced) if announced.isdecimal() else 0
        if not length or not environ["PATH_INFO"].startswith(FORMS):
            return b""
        if length > MAX_BODY:
            raise RefusedError(413)
        if not self._readers.acquire(blocking=False):
            raise RefusedError(503)
        reader = BodyReader(environ["wsgi.input"], length, self._readers.release)
        reader.start()
        reader.join(self._body_timeout)
        if reader.is_alive():
            raise RefusedError(408)
        if len(reader.body) < length:
            raise RefusedError(400)
        return reader.body


def _has_body(environ: WSGIEnvironment) -> bool:
    return (environ.get("CONTENT_LENGTH") or "0") != "0" or "HTTP_TRANSFER_ENCODING" in environ


def _with_body(environ: WSGIEnvironment, body: bytes, refusal: int | None = None) -> WSGIEnvironment:
    """The request with this body in place of what the client sends."""
    replaced = {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
    return {**environ, **replaced, **({REFUSAL: refusal} if refusal else {})}
