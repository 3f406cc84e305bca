"""A WSGI layer that keeps slow clients and a database that hangs from taking every thread of a worker.

The web server gives each request a thread. A public page is made from memory and never waits. An editing page can
wait: for the rest of a form, which a client may send as slowly as it likes, and for the database. So at most half of
the threads serve editing pages; one more request is refused with 503, and visitors always have the other half.

No body is read for a public page. A form for an editing page is read whole before a view runs, up to `MAX_BODY` bytes
and `BODY_TIMEOUT` seconds. A client that is slower gets its answer then, and its slot stays taken until it hangs up:
granian 2.8 waits for a read that has not ended before it ends a request, with the lock of the interpreter in its hand,
so the whole worker would stand still.

A refusal is a page with all headers, so Django makes it: `environ[REFUSAL]` holds its status, and
`comparisons.middleware.plain_refusals` answers with it before anything else is looked at.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable, Iterator
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


class RefusedError(Exception):
    """A body that is not read to its end; `status` is the answer. `reader` is there if it is still at it."""

    def __init__(self, status: int, reader: BodyReader | None = None) -> None:
        super().__init__(status)
        self.status, self.reader = status, reader


class BodyReader(threading.Thread):
    """Reads a body of a given length. `body` is shorter if the client hung up."""

    def __init__(self, stream: InputStream, length: int) -> None:
        super().__init__(name="request-body", daemon=True)
        self.body = b""
        self._stream, self._length = stream, length

    def run(self) -> None:
        try:
            parts = bytearray()
            while part := self._stream.read(self._length - len(parts)):
                parts += part
            self.body = bytes(parts)
        except OSError:
            self.body = b""


class SlotTaken:
    """A slot, until an answer is made and whatever still reads the body has ended."""

    def __init__(self, slots: threading.BoundedSemaphore) -> None:
        self.reader: BodyReader | None = None
        self._slots = slots

    def release(self) -> None:
        if self.reader:
            self.reader.join()
        self._slots.release()


class EarlyAnswer:
    """An answer to a client that is still sending. It ends when its slot is free."""

    def __init__(self, answer: bytes, slot: SlotTaken) -> None:
        self._answer, self.close = answer, slot.release

    def __iter__(self) -> Iterator[bytes]:
        yield self._answer


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
        self._application = application
        self._is_database_up = is_database_up
        self._body_timeout = body_timeout
        self._slots = threading.BoundedSemaphore(max(1, threads // 2))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not environ["PATH_INFO"].startswith(GUARDED):
            # A page ignores the body of a GET, and a cache before us may not: so it gets no page at all.
            is_odd = _has_body(environ) and environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            return self._application(_with_body(environ, b"", 400 if is_odd else None), start_response)
        if not self._is_database_up() or not self._slots.acquire(blocking=False):
            return self._application(_with_body(environ, b"", 503), start_response)
        slot, is_early = SlotTaken(self._slots), False
        try:
            body, refusal = self._body(environ, slot)
            answer = self._whole_answer(_with_body(environ, body, refusal), start_response)
            is_early = slot.reader is not None
        finally:
            if not is_early:
                slot.release()
        return EarlyAnswer(answer, slot) if is_early else [answer]

    def _whole_answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> bytes:
        """The slot is taken until it is made."""
        response = self._application(environ, start_response)
        try:
            return b"".join(response)
        finally:
            if hasattr(response, "close"):
                response.close()

    def _body(self, environ: WSGIEnvironment, slot: SlotTaken) -> tuple[bytes, int | None]:
        """The body, and the status if it is refused. Its reader keeps the slot if that has not ended."""
        try:
            return self._read(environ), None
        except RefusedError as error:
            slot.reader = error.reader
            return b"", error.status

    def _read(self, environ: WSGIEnvironment) -> bytes:
        """The body. Raises RefusedError: 413 if it is too long, 408 if it is too slow, 400 if its end is missing."""
        announced = environ.get("CONTENT_LENGTH") or "0"
        length = int(announced) if announced.isdecimal() else 0
        if not length or not environ["PATH_INFO"].startswith(FORMS):
            return b""
        if length > MAX_BODY:
            raise RefusedError(413)
        reader = BodyReader(environ["wsgi.input"], length)
        reader.start()
        reader.join(self._body_timeout)
        if reader.is_alive():
            raise RefusedError(408, reader)
        if len(reader.body) < length:
            raise RefusedError(400)
        return reader.body


def _has_body(environ: WSGIEnvironment) -> bool:
    return (environ.get("CONTENT_LENGTH") or "0") != "0" or "HTTP_TRANSFER_ENCODING" in environ


def _with_body(environ: WSGIEnvironment, body: bytes, refusal: int | None = None) -> WSGIEnvironment:
    """The request with this body in place of what the client sends."""
    replaced = {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
    return {**environ, **replaced, **({REFUSAL: refusal} if refusal else {})}
