"""Requests below the path of a site reach it, with the path in `SCRIPT_NAME`; others learn where the site is."""

import pytest

from comparisons.serving.popular_pages import environ_of
from comparisons.serving.site_path import BelowPath
from tests import wire

SITE, PATH = "https://example.org/tools/plumbline", "/tools/plumbline"


def inner(environ, start_response):
    start_response("200 OK", [])
    return [f"{environ['SCRIPT_NAME']} {environ['PATH_INFO']}".encode()]


def asked(path, **request):
    return wire.send(path, through=BelowPath(inner, SITE, PATH), **request)


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        (f"{PATH}/", f"{PATH} /"),
        (f"{PATH}/frameworks/", f"{PATH} /frameworks/"),
        (f"{PATH}/livez", f"{PATH} /livez"),
        (f"{PATH}{PATH}/", f"{PATH} {PATH}/"),
        *((path, f" {path}") for path in ("/livez", "/readyz", "/metrics")),
    ],
)
def test_path_is_taken_off_for_what_is_within(path, parts):
    assert asked(path).text == parts


@pytest.mark.parametrize("path", ["/", "", "/frameworks/", "/tools", "/tools/plumblines/", "/x/tools/plumbline/"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_elsewhere_is_nothing_but_the_address_of_the_site(path, method):
    answer = asked(path, method=method)

    assert answer.status == 404
    assert (f"{SITE}/" in answer.text) is (method != "HEAD")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_path_without_its_slash_leads_to_the_site():
    answer = asked(PATH)

    assert (answer.status, answer.headers["Location"]) == (308, f"{PATH}/")


def test_pages_made_ahead_are_asked_for_as_below_the_path(settings):
    settings.SITE_PATH = PATH

    environ = environ_of(f"{PATH}/wizard/")

    assert (environ["SCRIPT_NAME"], environ["PATH_INFO"]) == (PATH, "/wizard/")
