import pytest
from django.test import Client

from comparisons.sessions.store import SessionStore


@pytest.mark.parametrize("key", ["abcdefgh\x00", "abcdefgh-", ""])
def test_key_that_no_session_has_is_dropped(key):
    assert SessionStore(key).session_key is None


def test_session_is_found_by_its_key(db):
    session = SessionStore()
    session["name"] = "ada"
    session.create()

    assert SessionStore(session.session_key)["name"] == "ada"


@pytest.mark.parametrize("path", ["/admin/", "/draft/"])
def test_cookie_with_a_key_that_no_session_has_asks_to_sign_in(db, path):
    """Python reads a NUL from such a cookie, which PostgreSQL refuses."""
    client = Client(HTTP_COOKIE='session="abcdefgh\\000"')

    assert client.get(path)["Location"] == f"/admin/login/?next={path}"
