"""What is refused before or instead of a page: with our own error page, which carries every header."""

import pytest

from comparisons.middleware import MAX_ADDRESS
from tests.wire import send

pytestmark = pytest.mark.usefixtures("served")

PAGES = [
    "/",
    "/frameworks/",
    "/frameworks/soc-2/",
    "/compare/",
    "/compare/iso-27001-vs-soc-2/",
    *(f"/compare/iso-27001-vs-soc-2.{suffix}" for suffix in ("pdf", "xlsx", "csv", "md", "json")),
    "/wizard/",
    "/wizard/market/",
    "/recommendation/",
    *(f"/recommendation.{suffix}" for suffix in ("pdf", "xlsx", "csv", "md", "json")),
    "/cards/home.png",
    "/cards/frameworks/soc-2.png",
    "/cards/compare/iso-27001-vs-soc-2.png",
    "/sitemap.xml",
    "/robots.txt",
    "/releases/1/",
    "/releases/1/recommendation/",
]
METHODS = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"]


def headings(answer):
    """The one that the error page has, and the header that a browser must not miss on it."""
    heading = answer.text.split("<h1>")[1].split("</h1>")[0]
    return answer.status, heading, answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("method", METHODS)
def test_page_can_only_be_read(address, method):
    answer = send(address, method=method, body=b"market=european-union")

    assert headings(answer) == (405, "That cannot be done here", "nosniff", "no-store")
    assert answer.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("address", PAGES)
def test_head_is_answered_as_get(address):
    """The web server leaves the body out; it takes its length from the header."""
    got = send(address)
    head = send(address, method="HEAD")

    assert (head.status, head.headers) == (200, got.headers)
    assert got.headers["Content-Length"] == str(len(got.body))


@pytest.mark.parametrize("address", PAGES)
def test_longest_address_is_read_and_a_longer_one_refused(address):
    room = MAX_ADDRESS - len(address)

    longest = send(address, "x=" + "a" * (room - 2))
    longer = send(address, "x=" + "a" * (room - 1))

    assert longest.status in {200, 302}
    assert headings(longer) == (414, "That address is too long", "nosniff", "no-store")


@pytest.mark.parametrize("address", PAGES)
def test_a_thousand_parameters_are_read_and_more_refused(address):
    thousand = send(address, "&".join(["x=1"] * 1000))
    more = send(address, "&".join(["x=1"] * 1001))

    assert thousand.status in {200, 302}
    assert headings(more) == (400, "That request could not be read", "nosniff", "no-store")


@pytest.mark.parametrize("host", ["evil.example", "", "127.0.0.1:x", "a b", "[::1", "127.0.0.1, evil.example"])
def test_unknown_host_is_refused(host):
    answer = send("/", headers={"Host": host})

    assert headings(answer) == (400, "That request could not be read", "nosniff", "no-store")


@pytest.mark.parametrize(
    "body",
    [b"x=" + b"a" * 3_000_000, b"&".join([b"x=1"] * 1001)],
    ids=["too big", "too many fields"],
)
def test_form_that_is_too_large_is_refused(body):
    answer = send("/admin/login/", method="POST", body=body, headers={"Cookie": f"csrf={'a' * 32}"})

    assert headings(answer) == (400, "That request could not be read", "nosniff", "no-store")


def test_form_without_a_token_is_refused():
    answer = send("/admin/login/", method="POST", body=b"username=ada")

    assert headings(answer) == (403, "Nothing was saved yet", "nosniff", "no-store")


def test_address_without_its_last_slash_leads_to_the_page():
    answer = send("/wizard", "market=european-union")

    assert (answer.status, answer.headers["Location"]) == (301, "/wizard/?market=european-union")


def test_unknown_address_gets_a_page():
    answer = send("/no-such-page/")

    assert headings(answer) == (404, "There is no such page", "nosniff", "no-store")
