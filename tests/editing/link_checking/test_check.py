import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.editing.link_checking import http
from comparisons.editing.link_checking.check import Finding, check
from comparisons.editing.link_checking.politeness import Hosts, RequestSkippedError
from tests.editing.link_checking.conftest import limits


def test_page_that_answers_works(server, hosts):
    finding = check(server.url("/page?of=two#part"), hosts)

    assert finding == Finding("works", 200, "", server.url("/page?of=two#part"))
    assert server.asked == [("HEAD", "/page?of=two")]


def test_request_says_who_asks_and_nothing_else(server, hosts):
    check(server.url().replace("://", "://ada:secret@"), hosts)

    assert server.headers == [
        {
            "Host": f"127.0.0.1:{server.port}",
            "Accept-Encoding": "identity",
            "User-Agent": "Tests",
            "Accept": "*/*",
            "Connection": "close",
        }
    ]


@pytest.mark.parametrize(
    ("status", "outcome", "problem"),
    [
        (404, "broken", "It answers 404 (Not Found)."),
        (500, "broken", "It answers 500 (Internal Server Error)."),
        (599, "broken", "It answers 599."),
        (304, "broken", "It answers 304 (Not Modified)."),
        (301, "broken", "It answers 301 (Moved Permanently)."),
        (403, "unclear", "It answers 403 (Forbidden), perhaps only to programs. Open it yourself."),
    ],
)
def test_status_that_is_no_page_is_reported(server, hosts, status, outcome, problem):
    server.answers["/"] = status

    assert check(server.url(), hosts) == Finding(outcome, status, problem, server.url())


def test_server_that_refuses_head_is_asked_with_get(server, hosts):
    server.answers["/"] = lambda request: 405 if request.command == "HEAD" else 200

    assert check(server.url(), hosts).outcome == "works"
    assert server.asked == [("HEAD", "/"), ("GET", "/")]


def test_server_that_hangs_up_on_head_is_asked_with_get(server, hosts):
    server.answers["/"] = lambda request: request.connection.close() if request.command == "HEAD" else 200

    assert check(server.url(), hosts).outcome == "works"


def test_content_that_never_ends_is_not_read(server, hosts):
    def flood(request):
        if request.command == "HEAD":
            return 405
        request.send_response(200)
        request.end_headers()
        while not request.wfile.closed:
            request.wfile.write(b"x" * 65536)
        return None

    server.http.handle_error = lambda *_: None
    server.answers["/"] = flood

    assert check(server.url(), hosts).outcome == "works"


def test_headers_that_never_end_are_cut_off(server, hosts):
    def flood(request):
        for number in range(1000):
            request.wfile.write(b"HTTP/1.1 200 OK\r\n" if not number else b"X-Y: " + b"z" * 1000 + b"\r\n")

    server.http.handle_error = lambda *_: None
    server.answers["/"] = flood

    assert check(server.url(), hosts).problem == "The answer cannot be read: its headers do not end."


def test_answer_that_trickles_is_cut_off_in_time(server):
    def trickle(request):
        for _ in range(100):
            request.wfile.write(b"H")
            request.wfile.flush()
            request.server.quiet.wait(0.05)

    server.http.quiet = threading.Event()
    server.http.handle_error = lambda *_: None
    server.answers["/"] = trickle

    finding = check(server.url(), Hosts(limits(timeout=0.3)))

    assert finding == Finding("broken", None, "No answer within 0.3 seconds.", server.url())


def test_answer_whose_headers_trickle_is_cut_off_in_time(server):
    """What came before the end has a status, and a part of the headers: by itself it would read as an answer."""

    def trickle(request):
        request.send_response(200)
        request.flush_headers()
        for _ in range(100):
            request.wfile.write(b"X-Y: z\r\n")
            request.server.quiet.wait(0.05)

    server.http.quiet = threading.Event()
    server.http.handle_error = lambda *_: None
    server.answers["/"] = trickle

    finding = check(server.url(), Hosts(limits(timeout=0.3)))

    assert finding == Finding("broken", None, "No answer within 0.3 seconds.", server.url())


def test_redirects_are_followed_to_the_end(server, hosts):
    server.answers["/"] = 301, {"Location": "/moved"}
    server.answers["/moved"] = 302, {"Location": server.url("/here", host="localhost")}

    finding = check(server.url(), hosts)

    assert finding == Finding("works", 200, "", server.url("/here", host="localhost"))


def test_redirects_without_end_are_reported(server, hosts):
    server.answers["/"] = 302, {"Location": "/"}

    assert check(server.url(), hosts) == Finding("broken", 302, "It redirects more than 5 times.", server.url())
    assert len(server.asked) == 6


def test_redirect_to_a_file_is_not_followed(server, hosts):
    server.answers["/"] = 302, {"Location": "file:///etc/hostname"}

    finding = check(server.url(), hosts)

    assert finding.problem == "It leads to “file:”; only http and https are checked."


def test_redirect_with_signs_that_cannot_be_shown_is_made_one_that_can(server, hosts):
    server.answers["/"] = 302, {"Location": "/a\x00b\x7f"}

    assert check(server.url(), hosts) == Finding("works", 200, "", server.url("/a%00b%7F"))


def test_private_address_is_not_asked(server):
    finding = check(server.url(), Hosts(limits(allow_private=False)))

    problem = "127.0.0.1 leads to 127.0.0.1, which is not a public address, so it gets no request."
    assert finding == Finding("broken", None, problem, server.url())
    assert server.asked == []


@pytest.fixture
def outside(server, name_servers, monkeypatch):
    """A host with a public number, whose connections end at the server of the test; and all that were made."""
    real, made = socket.create_connection, []

    def create_connection(address, timeout):
        made.append(address[0])
        return real(("127.0.0.1", server.port), timeout)

    monkeypatch.setattr(http, "create_connection", create_connection)
    return made


def test_redirect_into_a_private_network_is_not_followed(server, name_servers, outside):
    name_servers["public.example"] = [["1.2.3.4"]]
    server.answers["/"] = 302, {"Location": "http://inside.example/secret"}
    name_servers["inside.example"] = [["1.2.3.5", "10.0.0.1"]]

    finding = check("http://public.example/", Hosts(limits(allow_private=False)))

    problem = "inside.example leads to 10.0.0.1, which is not a public address, so it gets no request."
    assert finding == Finding("broken", None, problem, "http://inside.example/secret")
    assert server.asked == [("HEAD", "/")]


def test_connection_goes_to_the_number_that_was_checked(server, name_servers, outside):
    name_servers["public.example"] = [["1.2.3.4"], ["127.0.0.1"]]

    finding = check("http://public.example/", Hosts(limits(allow_private=False)))

    assert finding.outcome == "works"
    assert outside == ["1.2.3.4"]
    assert server.headers[0]["Host"] == "public.example"


def test_name_that_is_not_known_is_reported(name_servers, hosts, monkeypatch):
    def unknown(*_args, **_kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    assert check("http://gone.example/", hosts).problem == "The name gone.example cannot be found."


def test_port_on_which_nobody_listens_is_reported(hosts):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    finding = check(f"http://127.0.0.1:{port}/", hosts)

    assert finding.problem == "No connection can be made: Connection refused."


def test_certificate_that_nobody_signed_is_reported(secure_server, hosts):
    finding = check(secure_server.url(host="localhost", scheme="https"), hosts)

    assert finding.problem == "Its certificate is not accepted: self-signed certificate."
    assert finding.status is None


def test_server_without_tls_is_reported(server, hosts):
    server.http.handle_error = lambda *_: None

    finding = check(server.url(scheme="https"), hosts)

    assert finding.outcome == "broken"
    assert finding.problem.startswith("No encrypted connection can be made: ")


def test_host_that_asks_to_stop_gets_no_more_requests(server, hosts):
    server.answers["/"] = 429

    finding = check(server.url(), hosts)

    assert (finding.outcome, finding.status) == ("unclear", 429)
    assert server.asked == [("HEAD", "/")]
    with pytest.raises(RequestSkippedError):
        check(server.url("/other"), hosts)


def test_host_that_names_a_time_to_come_back_is_left_alone(server, hosts):
    server.answers["/"] = 503, {"Retry-After": "3600"}

    check(server.url(), hosts)

    with pytest.raises(RequestSkippedError):
        check(server.url("/other"), hosts)


def test_nothing_is_asked_after_the_end_of_the_run(server):
    with pytest.raises(RequestSkippedError):
        check(server.url(), Hosts(limits(run=-1)))

    assert server.asked == []


@given(
    st.text(max_size=40),
    st.sampled_from(["", "http:", "http://", "https://[", "http://a:b@:", "//", "http://a.b:9999999"]),
)
def test_every_address_gets_a_finding(text, start):
    closed = Hosts(limits(run=-1))

    try:
        finding = check(start + text, closed)
    except RequestSkippedError:
        return

    assert finding.outcome == "broken"
    assert finding.problem
