"""Signing in: guesses are slowed down by account and by address, roles decide, and sessions end."""

import datetime
import logging
import time

import pytest
from django.conf import settings as product
from django.contrib.auth.models import Group, User
from django.test import Client, RequestFactory

from comparisons.admin.people.sign_in import client_address
from comparisons.models import SignInAttempt
from comparisons.sessions import store

pytestmark = pytest.mark.django_db

WORDS = "a password for tests"
TOO_MANY = "Too many failed sign-ins. Wait five minutes, then try again."


@pytest.fixture
def ada():
    user = User.objects.create_user("ada", password=WORDS)
    user.groups.add(Group.objects.get(name="Editor"))
    return user


def attempt(name, password, address="192.0.2.1", client=None, **headers):
    form = {"username": name, "password": password, "next": "/admin/"}
    return (client or Client()).post("/admin/login/", form, REMOTE_ADDR=address, **headers)


def is_signed_in(answer):
    return answer.status_code == 302 and answer["Location"] == "/admin/"


def pass_minutes(minutes):
    for entry in SignInAttempt.objects.all():
        SignInAttempt.objects.filter(pk=entry.pk).update(
            created_at=entry.created_at - datetime.timedelta(minutes=minutes)
        )


def test_sixth_wrong_password_in_five_minutes_is_not_looked_at_wherever_it_comes_from(ada):
    answers = [attempt("ada", f"wrong {number}", f"192.0.2.{number}") for number in range(5)]

    right = attempt("ada", WORDS, "192.0.2.9")

    assert [TOO_MANY in answer.content.decode() for answer in answers] == [False] * 5
    assert TOO_MANY in right.content.decode()
    pass_minutes(6)
    assert is_signed_in(attempt("ADA".lower(), WORDS))


def test_guesses_of_many_names_from_one_address_are_refused_and_other_addresses_are_not(ada):
    for number in range(20):
        attempt(f"name {number}", "wrong")

    assert TOO_MANY in attempt("ada", WORDS).content.decode()
    assert is_signed_in(attempt("ada", WORDS, "192.0.2.2"))


def test_right_password_makes_earlier_wrong_ones_not_count(ada):
    for _round in range(3):
        for number in range(4):
            attempt("ada", f"wrong {number}")
        assert is_signed_in(attempt("ada", WORDS))

    assert SignInAttempt.objects.count() == 0


def test_attempts_are_kept_without_names_and_addresses_and_not_longer_than_they_count(ada):
    attempt("ada", "wrong")
    digests = SignInAttempt.objects.values_list("digest", flat=True)
    pass_minutes(6)

    attempt("grace", "wrong")

    assert [len(digest) for digest in digests] == [64, 64]
    assert SignInAttempt.objects.count() == 2


def test_failures_and_refusals_are_logged_without_addresses_and_without_what_may_be_a_password(ada, caplog):
    caplog.set_level(logging.INFO, "comparisons.sign_in")

    attempt("ada", "wrong")
    attempt("my secret words", "")
    attempt("my secret words", "typed into the wrong box")
    attempt("ada", WORDS)
    for _number in range(6):
        attempt("ada", "wrong")

    lines = [record.getMessage() for record in caplog.records if record.name == "comparisons.sign_in"]
    assert lines[:3] == [
        "Sign-in failed: account 'ada'",
        "Sign-in failed: a name that no account has",
        "Signed in with password: account 'ada'",
    ]
    assert lines[-1] == "Sign-in refused, too many attempts: account 'ada'"
    assert "192.0.2" not in caplog.text


@pytest.mark.parametrize(
    ("is_behind_proxy", "forwarded", "address"),
    [
        (False, "203.0.113.9", "192.0.2.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "a forged one, 203.0.113.9", "203.0.113.9"),
        (True, "2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        (True, "::ffff:203.0.113.9", "203.0.113.9"),
        (True, "", "192.0.2.1"),
        (True, "nonsense", "unknown"),
    ],
)
def test_address_of_a_client_comes_from_the_proxy_only_where_there_is_one(
    settings, is_behind_proxy, forwarded, address
):
    settings.BEHIND_PROXY = is_behind_proxy

    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request.META) == address


def test_account_without_a_role_is_told_so_and_sees_nothing():
    User.objects.create_user("eve", password=WORDS, is_staff=True)
    client = Client()

    answer = attempt("eve", WORDS, client=client)

    assert "This account has no role yet. Ask an administrator to give you one." in answer.content.decode()
    client.force_login(User.objects.get(username="eve"))
    assert client.get("/draft/").status_code == 403
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def test_role_alone_lets_somebody_sign_in_and_see_the_draft(ada):
    client = Client()

    assert not ada.is_staff
    assert is_signed_in(attempt("ada", WORDS, client=client))
    assert client.get("/admin/").status_code == 200
    assert client.get("/draft/").status_code != 403


@pytest.mark.parametrize(
    "after", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"]
)
def test_sign_in_leads_to_no_other_site(ada, after):
    answer = Client().post("/admin/login/", {"username": "ada", "password": WORDS, "next": after})

    assert is_signed_in(answer)


def test_form_of_a_person_says_what_each_role_may_do_and_has_no_tick_for_the_staff(admin_client, ada):
    page = admin_client.get(f"/admin/auth/user/{ada.pk}/change/").content.decode()

    assert "Who has a role can sign in. Editor: changes the working copy and makes draft links" in page
    assert "Administrator: makes accounts, sets passwords and gives roles" in page
    assert 'name="is_staff"' not in page


# --- sessions ---------------------------------------------------------------------------------------------------


@pytest.fixture
def after(ada, monkeypatch):
    """Sign in, and get a page when so many minutes have passed since."""
    client = Client()
    client.force_login(ada)
    start = time.time()

    def get(minutes, path="/admin/password_change/"):
        monkeypatch.setattr(store.time, "time", lambda: start + minutes * 60)
        return client.get(path).status_code

    return get


def test_session_that_nobody_uses_ends_after_half_an_hour(after):
    assert [after(29), after(58), after(89)] == [200, 200, 302]


def test_page_that_asks_by_itself_keeps_no_session_alive(after):
    assert after(20, "/admin/open-forms/") != 302
    assert after(31) == 302


def test_session_ends_twelve_hours_after_the_sign_in_though_it_is_used(after):
    statuses = [after(minutes) for minutes in range(20, 12 * 60, 20)]

    assert {*statuses} == {200}
    assert after(12 * 60) == 302
    assert (product.SESSION_COOKIE_AGE, product.SESSION_IDLE_MINUTES) == (12 * 60 * 60, 30)


def test_other_sessions_end_when_the_password_changes(ada):
    mine, other = Client(), Client()
    mine.force_login(ada)
    other.force_login(ada)
    words = "four unlikely words together"

    mine.post("/admin/password_change/", {"old_password": WORDS, "new_password1": words, "new_password2": words})

    assert [client.get("/admin/password_change/").status_code for client in (mine, other)] == [200, 302]
