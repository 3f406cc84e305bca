"""The guard before Django: how many editing pages at once, which bodies are read, how much of them and for how long."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.handlers.wsgi import WSGIHandler

from comparisons.content_files import MAX_ARCHIVE
from comparisons.serving.request_guard import MAX_BODY, RequestGuard
from comparisons.views.http.request import REFUSAL
from tests.wire import connections_left_alone

THREADS = 4
SHORT = 0.05
"""Seconds: a time limit that has passed soon."""


class Client:
    """Sends what it has, and then nothing, until it hangs up."""

    def __init__(self, data=b""):
        self._data = io.BytesIO(data)
        self._gone = threading.Event()

    def read(self, size):
        return self._data.read(size) or (self._gone.wait() and b"")

    def hang_up(self):
        self._gone.set()

    @property
    def has_hung_up(self):
        return self._gone.is_set()


class Recorder:
    """An application that keeps the requests it gets, and answers once `free` is set."""

    def __init__(self):
        self.requests = []
        self.closed = 0
        self.free = threading.Event()
        self.free.set()

    def __call__(self, environ, start_response):
        self.requests.append((environ.get(REFUSAL), environ["wsgi.input"].read()))
        self.free.wait()
        return self

    def __iter__(self):
        return iter([b"an ", b"answer"])

    def close(self):
        self.closed += 1


@pytest.fixture
def application():
    return Recorder()


def guard(application, *, is_database_up=True, body_timeout=10.0):
    return RequestGuard(application, THREADS, lambda: is_database_up, body_timeout)


def ask(guarded, path, *, method="GET", body=None, length=None, **headers):
    """A request whose body is bytes, or a stream that announces `length` bytes."""
    stream, announced = (io.BytesIO(body or b""), len(body or b"")) if length is None else (body, length)
    environ = {"PATH_INFO": path, "REQUEST_METHOD": method, "wsgi.input": stream, "CONTENT_LENGTH": str(announced)}
    return b"".join(guarded({**environ, **headers}, lambda *_: None))


# --- how many -------------------------------------------------------------------------------------------------------


def test_half_of_the_threads_serve_editing_pages_and_the_others_all_else(application):
    guarded = guard(application)
    application.free.clear()

    with ThreadPoolExecutor(THREADS) as pool:
        editors = [pool.submit(ask, guarded, "/admin/") for _ in range(THREADS // 2)]
        while len(application.requests) < THREADS // 2:
            threading.Event().wait(0.01)
        more = [pool.submit(ask, guarded, path) for path in ("/admin/", "/")]
        while len(application.requests) < THREADS // 2 + 2:
            threading.Event().wait(0.01)
        application.free.set()
        answers = [request.result() for request in (*editors, *more)]

    assert sorted(str(refusal) for refusal, _ in application.requests) == ["503", "None", "None", "None"]
    assert answers == [b"an answer"] * 4


@pytest.mark.parametrize("path", ["/admin/", "/draft/frameworks/", "/preview/a-token/"])
def test_slot_is_free_again_after_an_answer_and_after_an_error(application, path):
    def broken(_environ, _start_response):
        raise RuntimeError

    guarded, failing = guard(application), guard(broken)

    for _ in range(THREADS):
        ask(guarded, path)
        with pytest.raises(RuntimeError):
            ask(failing, path)

    assert [refusal for refusal, _ in application.requests] == [None] * THREADS
    assert application.closed == THREADS


def test_editing_page_does_not_wait_for_a_database_that_is_down(application):
    guarded = guard(application, is_database_up=False)

    for path in ("/admin/", "/draft/", "/preview/a-token/", "/", "/static/icon.svg", "/admin"):
        ask(guarded, path)

    assert [refusal for refusal, _ in application.requests] == [503, 503, 503, None, None, None]


# --- bodies ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/wizard/", "/draft/", "/preview/a-token/", "/admin"])
def test_body_is_never_read_outside_of_the_forms(application, path):
    """Were it read, this would never end: the client sends nothing."""
    ask(guard(application), path, method="POST", body=Client(), length=100_000)

    assert application.requests == [(None, b"")]


@pytest.mark.parametrize(
    ("method", "headers"),
    [("GET", {}), ("HEAD", {}), ("GET", {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"})],
)
def test_page_that_is_asked_for_with_a_body_is_refused(application, method, headers):
    ask(guard(application), "/", method=method, body=Client(), length=5, **headers)

    assert application.requests == [(400, b"")]


@pytest.mark.parametrize("body", [b"", b"username=ada", b"a" * MAX_BODY])
def test_form_is_read_whole_before_the_view_runs(application, body):
    ask(guard(application), "/admin/login/", method="POST", body=body)

    assert application.requests == [(None, body)]


@pytest.mark.parametrize("length", ["", "-1", "1.5", "x"])
def test_length_that_is_no_number_means_no_body(application, length):
    ask(guard(application), "/admin/login/", method="POST", body=Client(), length=0, CONTENT_LENGTH=length)

    assert application.requests == [(None, b"")]


def test_form_that_is_too_long_is_not_read(application):
    ask(guard(application), "/admin/login/", method="POST", body=Client(), length=MAX_BODY + 1)

    assert application.requests == [(413, b"")]


def test_form_of_a_client_that_hangs_up_is_refused(application):
    client = Client(b"username=")
    client.hang_up()

    ask(guard(application), "/admin/login/", method="POST", body=client, length=100)

    assert application.requests == [(400, b"")]


def test_form_that_comes_too_slowly_is_answered_and_keeps_its_slot_until_the_client_hangs_up(application):
    guarded, clients = guard(application, body_timeout=SHORT), [Client(b"user") for _ in range(THREADS // 2)]
    environ = {"PATH_INFO": "/admin/login/", "REQUEST_METHOD": "POST", "CONTENT_LENGTH": "100"}

    late = [guarded({**environ, "wsgi.input": client}, lambda *_: None) for client in clients]
    begun = [next(iter(answer)) for answer in late]
    ask(guarded, "/admin/")
    ask(guarded, "/")
    ended = [threading.Thread(target=answer.close) for answer in late]
    for closing in ended:
        closing.start()
    were_waiting = [closing.is_alive() for closing in ended]
    for client in clients:
        client.hang_up()
    for closing in ended:
        closing.join()
    ask(guarded, "/admin/")

    assert (begun, were_waiting) == ([b"an answer"] * len(clients), [True] * len(clients))
    assert [refusal for refusal, _ in application.requests] == [*[408] * len(clients), 503, None, None]


def test_error_beside_a_slow_form_waits_for_the_client_too():
    """To end a request while its body is read would stop the whole worker."""

    def broken(_environ, _start_response):
        threading.Timer(4 * SHORT, client.hang_up).start()
        raise RuntimeError

    client, guarded = Client(b"user"), guard(broken, body_timeout=SHORT)

    with pytest.raises(RuntimeError):
        ask(guarded, "/admin/login/", method="POST", body=client, length=100)

    assert client.has_hung_up


# --- with Django ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("refusal", "heading"),
    [
        (400, "That request could not be read"),
        (408, "That took too long"),
        (413, "That is too large"),
        (503, "The editing pages are not available"),
    ],
)
def test_refusal_is_a_page_with_every_header(refusal, heading):
    started = []
    environ = {"PATH_INFO": "/admin/", "REQUEST_METHOD": "POST", "wsgi.input": io.BytesIO(), "HTTP_HOST": "127.0.0.1"}
    environ |= {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "wsgi.url_scheme": "http", REFUSAL: refusal}

    with connections_left_alone():
        response = WSGIHandler()(environ, lambda status, headers: started.extend([status, dict(headers)]))
        page = b"".join(response).decode()

    status, headers = started
    assert (int(status.split()[0]), headers["Cache-Control"]) == (refusal, "no-store")
    assert f"<h1>{heading}</h1>" in page
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers.get("Retry-After") == ("5" if refusal == 503 else None)


def test_guard_reads_as_much_as_django_and_room_for_an_archive(settings):
    assert MAX_BODY == settings.DATA_UPLOAD_MAX_MEMORY_SIZE > MAX_ARCHIVE * 2
