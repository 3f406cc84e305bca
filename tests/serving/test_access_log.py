"""A line for each request, from memory or from Django: which page, how it went, and never who a visitor is."""

import json
import logging

import pytest
from django.contrib.auth.models import User
from django.test import Client

from comparisons.serving import access_log
from comparisons.serving.answer_cache import AnswerCache
from comparisons.serving.exchanges import ObservedApplication, remembered_routes, route_of
from comparisons.serving.log_formats import JsonFormatter, LineFormatter
from tests.wire import application, environ_of, send

ANSWERS = "obligations=card-data&industry=saas"


@pytest.fixture
def observed(cache):
    return ObservedApplication(cache, [access_log.write])


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, "comparisons.access")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "comparisons.access"]


def words(line):
    """A line without its milliseconds."""
    method, route, status, milliseconds, *rest = line.split()
    assert float(milliseconds) >= 0
    return [method, route, status, *rest]


def test_each_request_is_a_line_without_what_a_visitor_answered(observed, lines):
    requests = [
        ("/recommendation/", ANSWERS, "GET"),
        ("/compare/soc-2-vs-iso-27001/", "", "GET"),
        ("/no/such-page", "", "GET"),
        ("/", "", "DELETE"),
        ("/static/css/page.css", "", "HEAD"),
    ]

    for path, query, method in requests:
        send(path, query, method=method, through=observed)

    assert [words(line) for line in lines()] == [
        ["GET", "/recommendation/", "200", "ms"],
        ["GET", "/compare/<frameworks:slugs>/", "200", "ms"],
        ["GET", "other", "404", "ms"],
        ["other", "/", "405", "ms"],
        ["HEAD", "/static/", "404", "ms"],
    ]
    assert "card-data" not in "".join(lines())
    assert "soc-2" not in "".join(lines())


def test_answer_from_memory_has_a_line_too(observed, lines, django):
    for _ in range(4):
        assert send("/", through=observed).status == 200

    assert django.calls < 4
    assert [words(line) for line in lines()] == [["GET", "/", "200", "ms"]] * 4


def test_health_checks_have_no_line(observed, lines):
    for path in ("/livez", "/readyz"):
        assert "X-Request-ID" not in send(path, through=observed).headers

    assert lines() == []


def test_answer_and_log_name_the_request_by_the_same_random_id(observed, caplog):
    caplog.set_level(logging.INFO, "comparisons.access")
    formatted = []
    handler = logging.Handler()
    handler.emit = lambda record: formatted.append(json.loads(JsonFormatter().format(record)))
    access_log.logger.addHandler(handler)
    try:
        answers = [send("/", through=observed, headers={"X-Request-ID": "of-a-client"}) for _ in range(2)]
    finally:
        access_log.logger.removeHandler(handler)

    identifiers = [answer.headers["X-Request-ID"] for answer in answers]
    assert [entry["request_id"] for entry in formatted] == identifiers
    assert len({*identifiers, "of-a-client"}) == 3
    assert [entry["route"] for entry in formatted] == ["/", "/"]


def test_request_that_fails_has_its_line(lines):
    def fails(_environ, _start_response):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        send("/", through=ObservedApplication(fails, [access_log.write]))

    assert [words(line) for line in lines()] == [["GET", "/", "500", "ms"]]


@pytest.mark.django_db
@pytest.mark.database
def test_line_of_an_editing_page_names_the_account(lines):
    client = Client()
    client.force_login(User.objects.create_superuser("grace"))
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    observed = ObservedApplication(application(), [access_log.write])

    send("/admin/", through=observed, headers={"Cookie": cookie})
    send("/admin/", through=observed)
    send("/", through=observed, headers={"Cookie": cookie})

    assert [line.partition(" by ")[2] for line in lines()] == ["grace", "", ""]


@pytest.mark.parametrize(("is_wanted", "expected"), [(False, ""), (True, "192.0.2.7")])
def test_line_has_the_address_of_the_client_only_if_that_is_asked_for(observed, lines, settings, is_wanted, expected):
    settings.LOG_CLIENT_ADDRESS = is_wanted

    environ = environ_of("/") | {"REMOTE_ADDR": "192.0.2.7"}
    b"".join(observed(environ, lambda *_: None))

    assert lines()[0].partition(" from ")[2] == expected


def test_other_lines_of_a_request_name_it(cache):
    written = []

    def logs(environ, start_response):
        record = logging.LogRecord("comparisons.x", logging.ERROR, "", 1, "It failed", (), None)
        written.append(LineFormatter().format(record))
        return cache(environ, start_response)

    answer = send("/", through=ObservedApplication(logs, []))

    assert f" ERROR comparisons.x [{answer.headers['X-Request-ID']}]: It failed" in written[0]


@pytest.mark.parametrize("formatter", [LineFormatter, JsonFormatter])
def test_line_can_neither_be_broken_nor_have_the_token_of_a_draft_link(formatter):
    path = "/preview/1-1800000000.a-token/x\n2026-11-27 INFO comparisons.sign_in: Signed in\u2028"
    record = logging.LogRecord("comparisons.x", logging.ERROR, "", 1, "It failed at %s", (path,), None)

    text = formatter().format(record)

    assert len(text.splitlines()) == 1
    assert "It failed at /preview/.../x" in text
    assert "a-token" not in text


def test_line_in_json_is_one_line_with_the_trace(caplog):
    try:
        int("two\nlines")
    except ValueError:
        logging.getLogger("comparisons.x").exception("It failed")

    text = JsonFormatter().format(caplog.records[0])

    entry = json.loads(text)
    assert "\n" not in text
    assert (entry["level"], entry["logger"], entry["message"]) == ("ERROR", "comparisons.x", "It failed")
    assert entry["exception"].endswith(r"'two\nlines'")
    assert "request_id" not in entry


def test_route_of_a_long_address_is_not_remembered():
    route_of("/no-such-page/")
    before = remembered_routes()

    assert route_of("/no-such-page/" + "x" * 400) == "other"

    assert remembered_routes() == before


def test_answer_is_the_one_without_the_log_but_for_its_id(cache, django):
    bare = AnswerCache(django, 32 << 20)
    for path, query in [("/", ""), ("/recommendation.json", ANSWERS), ("/wizard/", ""), ("/nothing", "")]:
        through = send(path, query, through=ObservedApplication(cache, [access_log.write]))
        without = send(path, query, through=bare)

        assert through.headers.pop("X-Request-ID")
        assert (through.status, through.headers, through.body) == (without.status, without.headers, without.body)
