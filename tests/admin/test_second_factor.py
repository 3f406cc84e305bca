"""The second factor: who needs one, what is refused without it, and what is recorded."""

import datetime
import logging
import time

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from comparisons.models import AuditLogEntry, DraftLink, SignInAttempt
from comparisons.releases import publish, release_cache
from comparisons.sessions import store
from tests.admin.people import person
from tests.admin.second_factors import (
    CODE_PAGE,
    SETTING_UP,
    WORDS,
    add_app,
    code_of,
    has_factor,
    key_in_app,
    send_code,
    sign_in,
)
from tests.factories import make_publishable

pytestmark = pytest.mark.django_db

DESK = ["/admin/", "/admin/publish/", "/admin/comparisons/framework/", "/admin/auth/user/", "/draft/", "/draft/method/"]
WRONG = "This code is wrong, or was used already."
TOO_MANY = "Too many wrong attempts. Wait five minutes, then try again."


@pytest.fixture
def ada():
    return person("ada", "Editor", "Administrator")


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def app(ada):
    """The key in ada's app, and her recovery codes."""
    return add_app(ada)


def comments(user):
    entries = AuditLogEntry.objects.for_row(user).filter(comment__contains="factor")
    return [(entry.comment, entry.created_by) for entry in entries]


# --- without a second factor ------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", DESK)
def test_who_has_none_sees_no_page_of_the_desk_or_the_draft(client, ada, path, method):
    sign_in(client, "ada")

    answer = getattr(client, method)(path)

    assert (answer.status_code, answer["Location"]) == (302, SETTING_UP)


@pytest.mark.parametrize("path", DESK)
def test_password_alone_opens_nothing_for_who_has_one(client, app, path):
    answer = sign_in(client, "ada", after=path)

    assert (answer.status_code, answer["Location"]) == (302, CODE_PAGE)
    assert client.get(path)["Location"] == f"/admin/login/?next={path}"


def test_who_has_none_can_set_one_up_and_sign_out(client, ada):
    sign_in(client, "ada")

    pages = [client.get(f"{SETTING_UP}{page}") for page in ("", "app/", "passkeys/add/")]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert "no-store" in pages[0]["Cache-Control"]
    assert client.post("/admin/logout/").status_code == 200
    assert client.get(SETTING_UP)["Location"] == f"/admin/login/?next={SETTING_UP}"


def test_nobody_needs_one_where_it_is_not_required(client, ada, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    sign_in(client, "ada")

    assert client.get("/admin/").status_code == 200


def test_who_has_one_is_asked_for_it_where_it_is_not_required(client, app, settings):
    settings.REQUIRE_SECOND_FACTOR = False

    assert sign_in(client, "ada")["Location"] == CODE_PAGE


def test_draft_link_shows_the_draft_to_people_without_an_account(client):
    make_publishable()
    publish.publish("First.", "ada")
    release_cache.refresh()
    link = DraftLink(recipient="An expert")
    link.start("ada", 7)
    link.save()

    assert client.get(link.address).status_code == 200


def test_session_that_began_before_the_second_factor_ends(client, ada):
    sign_in(client, "ada")
    add_app(ada)

    assert client.get(SETTING_UP)["Location"] == f"/admin/login/?next={SETTING_UP}"


# --- codes ------------------------------------------------------------------------------------------------------


def test_code_leads_on_to_the_page_that_was_asked_for(client, app, caplog):
    caplog.set_level(logging.INFO, "comparisons.sign_in")
    sign_in(client, "ada", after="/admin/publish/")

    answer = send_code(client, code_of(app[0]))

    assert (answer.status_code, answer["Location"]) == (302, "/admin/publish/")
    assert client.get("/admin/").status_code == 200
    lines = [record.getMessage() for record in caplog.records if record.name == "comparisons.sign_in"]
    assert lines == ["Signed in with password and app for codes: account 'ada'"]


def test_code_works_once_on_all_servers(client, app):
    code = code_of(app[0])
    sign_in(client, "ada")
    send_code(client, code)
    thief = Client()
    sign_in(thief, "ada")
    cache.clear()  # as in another process

    answer = send_code(thief, f"{code[:3]} {code[3:]}")

    assert WRONG in answer.content.decode()
    assert thief.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def test_sixth_wrong_code_in_five_minutes_is_not_looked_at_wherever_it_comes_from(client, app, caplog):
    sign_in(client, "ada")
    answers = [send_code(client, "000000", f"192.0.2.{number}") for number in range(5)]
    sign_in(client, "ada")  # the right password again does not help

    right = send_code(client, code_of(app[0]), "192.0.2.9")

    assert [WRONG in answer.content.decode() for answer in answers] == [True] * 5
    assert TOO_MANY in right.content.decode()
    assert client.get("/admin/").status_code == 302
    lines = [record.getMessage() for record in caplog.records if record.name == "comparisons.sign_in"]
    assert lines == [
        *["Second factor failed: account 'ada'"] * 5,
        "Second factor refused, too many attempts: account 'ada'",
    ]
    past = datetime.timedelta(minutes=6)
    for entry in SignInAttempt.objects.all():
        SignInAttempt.objects.filter(pk=entry.pk).update(created_at=entry.created_at - past)
    assert send_code(client, code_of(app[0]))["Location"] == "/admin/"


def test_recovery_code_works_once(client, app):
    _key, (first, second, *_others) = app
    sign_in(client, "ada")
    used = send_code(client, first)
    other = Client()
    sign_in(other, "ada")
    SignInAttempt.objects.all().delete()  # the code itself remembers that it was used

    again, next_one = send_code(other, first), send_code(other, second)

    assert used["Location"] == "/admin/"
    assert WRONG in again.content.decode()
    assert next_one["Location"] == "/admin/"


def test_code_without_the_password_before_it_is_no_sign_in(client, app):
    assert send_code(client, code_of(app[0]))["Location"] == "/admin/login/"
    assert client.get("/admin/").status_code == 302


def test_role_that_was_taken_away_after_the_password_lets_nobody_in(client, ada, app):
    sign_in(client, "ada")
    ada.groups.clear()

    page = client.post(CODE_PAGE, {"code": code_of(app[0])}, follow=True)

    assert "This account has no role yet." in page.content.decode()
    assert "_auth_user_id" not in client.session


# --- setting up -------------------------------------------------------------------------------------------------


@pytest.fixture
def set_up(client, ada, monkeypatch):
    """Set up an app as people do; the page after it. The transaction of a test never ends, so nothing waits for it."""
    monkeypatch.setattr(transaction, "on_commit", lambda then: then())
    sign_in(client, "ada")
    client.get(f"{SETTING_UP}app/")
    code = code_of(client.session["mfa.totp.secret"])
    page = client.post(f"{SETTING_UP}app/", {"code": code}, follow=True)
    page.code = code
    return page


def test_qr_code_is_on_white_so_that_it_is_read_on_a_dark_page_too(client, ada):
    sign_in(client, "ada")

    picture = client.get(f"{SETTING_UP}app/").context["totp_svg"]

    assert 'fill="white"' in picture


def test_app_is_set_up_and_recovery_codes_are_shown_once(client, ada, set_up):
    again = client.get(f"{SETTING_UP}recovery-codes/").content.decode()

    assert set_up.content.decode().count("<li><code>") == 10
    assert "<li><code>" not in again
    assert "Codes are shown only once." in again
    assert client.get("/admin/").status_code == 200
    assert comments(ada) == [
        ("second factor added: recovery codes", "ada"),
        ("second factor added: app for codes", "ada"),
    ]


def test_code_that_set_up_an_app_does_not_sign_in(client, ada, set_up):
    secret = key_in_app(ada)
    client.post("/admin/logout/")
    sign_in(client, "ada")

    assert WRONG in send_code(client, set_up.code).content.decode()
    assert send_code(client, code_of(secret, 1))["Location"] == "/admin/"


def test_wrong_codes_at_setting_up_are_limited_too(client, ada):
    sign_in(client, "ada")
    client.get(f"{SETTING_UP}app/")

    pages = [client.post(f"{SETTING_UP}app/", {"code": "000000"}).content.decode() for _number in range(6)]

    assert [TOO_MANY in page for page in pages] == [False] * 5 + [True]
    assert not has_factor(ada)


def test_who_removes_the_last_one_has_to_set_up_another(client, ada, set_up):
    client.post(f"{SETTING_UP}app/remove/")

    assert not has_factor(ada)
    assert client.get("/admin/")["Location"] == SETTING_UP
    assert comments(ada)[0] == ("second factor removed: recovery codes", "ada")


@pytest.mark.parametrize("part", ["app/remove/", "passkeys/add/", "recovery-codes/new/"])
def test_password_is_asked_for_again_some_minutes_after_signing_in(client, set_up, monkeypatch, part):
    later = time.time() + 301
    monkeypatch.setattr(time, "time", lambda: later)
    path = f"{SETTING_UP}{part}"

    page = client.get(path)["Location"]
    before = client.session.session_key
    wrong = client.post(page, {"password": "wrong"})
    right = client.post(page, {"password": WORDS, "next": path})

    assert page.startswith(f"{SETTING_UP}password/?next=")
    assert "This is not your password." in wrong.content.decode()
    assert right["Location"] == path
    assert client.session.session_key != before
    assert client.get(path).status_code == 200


# --- passkeys ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("credential", ["", "no json", "{}", "[]", "7", '{"response": {"userHandle": "AAAA"}}'])
def test_passkey_that_is_none_is_refused(client, app, credential):
    path = f"{SETTING_UP}passkey-sign-in/"
    client.get(path, headers={"accept": "application/json"})

    alone = client.post(path, {"credential": credential})
    sign_in(client, "ada")
    second = client.post(CODE_PAGE, {"credential": credential})

    assert alone["Location"] == "/admin/login/"
    assert second.status_code == 200
    assert client.get("/admin/").status_code == 302


def test_requests_for_passkeys_from_one_address_are_limited(client):
    ask = {"path": f"{SETTING_UP}passkey-sign-in/", "headers": {"accept": "application/json"}}

    statuses = [client.get(**ask).status_code for _number in range(41)]
    client.cookies.clear()
    sessions = Session.objects.count()
    refused = client.post(ask["path"], {"credential": "{}"})

    assert statuses == [200] * 40 + [429]
    assert refused.status_code == 429
    assert "Too many wrong attempts." in refused.content.decode()
    assert Session.objects.count() == sessions


@pytest.mark.parametrize(
    "path",
    [
        *(f"{SETTING_UP}{page}" for page in ("signup/", "email/", "reauthenticate/", "trust/", "webauthn/signup/")),
        *("/admin/account/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/signup/"),
    ],
)
def test_other_pages_of_the_library_are_not_there(client, ada, path, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    sign_in(client, "ada")

    assert client.get(path).status_code == 404


# --- a lost one -------------------------------------------------------------------------------------------------


def reset_path(user):
    return f"/admin/auth/user/{user.pk}/second-factor/"


@pytest.fixture
def grace():
    user = person("grace", "Editor")
    add_app(user)
    return user


def test_administrator_resets_a_lost_one_and_that_is_recorded(client, grace, set_up):
    page = client.get(reset_path(grace)).content.decode()
    client.post(reset_path(grace))

    assert "<li>app for codes</li>" in page
    assert not has_factor(grace)
    assert comments(grace) == [("second factor reset", "ada")]
    assert "second factor reset" in client.get("/admin/comparisons/auditlogentry/").content.decode()


def test_session_of_somebody_whose_second_factor_was_reset_ends(client, grace, set_up):
    hers = Client()
    sign_in(hers, "grace")
    send_code(hers, code_of(key_in_app(grace)))
    assert hers.get("/admin/").status_code == 200

    client.post(reset_path(grace))

    assert hers.get(SETTING_UP)["Location"] == f"/admin/login/?next={SETTING_UP}"


def test_only_who_may_change_a_person_resets_their_second_factor(client, ada, grace, set_up):
    root = person("root", is_superuser=True)
    add_app(root)

    of_superuser = client.post(reset_path(root))
    ada.groups.set(Group.objects.filter(name="Editor"))
    by_editor = client.post(reset_path(grace))

    assert (of_superuser.status_code, by_editor.status_code) == (403, 403)
    assert has_factor(root)
    assert has_factor(grace)


def test_password_is_asked_for_again_before_a_reset(client, grace, set_up, monkeypatch):
    later = time.time() + 301
    monkeypatch.setattr(store.time, "time", lambda: later)

    answer = client.post(reset_path(grace))

    assert answer["Location"].startswith(f"{SETTING_UP}password/")
    assert has_factor(grace)
