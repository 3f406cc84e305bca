"""`/livez` and `/readyz`: for any host, without https, and without a query (no database is there)."""

import pytest
from django.test import Client

from comparisons.releases import release_cache
from tests.factories import release_of
from tests.wire import send

HOSTS = ["127.0.0.1:8000", "10.0.0.7", "evil.example", ""]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_server_with_a_release_is_alive_and_ready(shipped, host, method):
    release_cache.replace(release_of(shipped, 7))

    answers = [send(path, method=method, headers={"Host": host}) for path in ("/livez", "/readyz")]

    assert [(answer.status, answer.text) for answer in answers] == [(200, "alive\n"), (200, "release 7\n")]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_server_without_a_release_is_alive_and_not_ready():
    release_cache.replace()

    answers = [send(path) for path in ("/livez", "/readyz")]

    assert [(answer.status, answer.text) for answer in answers] == [(200, "alive\n"), (503, "no release\n")]


def test_health_is_not_redirected_to_https(settings):
    settings.SECURE_SSL_REDIRECT = True
    release_cache.replace()

    assert [Client().get(path).status_code for path in ("/livez", "/readyz", "/wizard/")] == [200, 503, 301]


@pytest.mark.parametrize("path", ["/livez/", "/readyz/x", "/livezx"])
def test_other_addresses_are_pages(path):
    assert send(path).status == 404


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_can_only_be_read(path):
    assert send(path, method="POST", body=b"x=1").status == 405
