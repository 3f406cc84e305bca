"""The log of who signs in, how, and who signs out; of passwords and factors that change; without addresses."""

import json
import logging
import time

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.core.management import call_command
from fido2.utils import websafe_encode

from comparisons.admin.people.second_factor.adapters import factors_of
from comparisons.editing.reset_second_factor import reset_second_factor
from comparisons.sessions import store
from tests.admin.people import person
from tests.admin.second_factors import SETTING_UP, WORDS, add_app, code_of, send_code, sign_in

pytestmark = pytest.mark.django_db

PASSKEY = f"{SETTING_UP}passkey-sign-in/"
NEW_WORDS = "lagoon-typewriter-nine"


@pytest.fixture
def ada():
    return person("ada", "Administrator")


@pytest.fixture
def grace():
    return person("grace", "Editor")


@pytest.fixture
def lines(caplog):
    """The lines since the last call. None has an address or a password."""
    caplog.set_level(logging.INFO, "comparisons.sign_in")

    def written():
        messages = [record.getMessage() for record in caplog.records if record.name == "comparisons.sign_in"]
        for secret in ("192.0.2", "127.0.0.1", WORDS, NEW_WORDS):
            assert secret not in "\n".join(messages)
        caplog.clear()
        return messages

    return written


# --- signing in and out -----------------------------------------------------------------------------------------


def test_sign_in_is_logged_with_its_factors(client, ada, lines):
    sign_in(client, "ada")
    client.post("/admin/logout/")
    secret, codes = add_app(ada)
    sign_in(client, "ada")
    send_code(client, code_of(secret))
    client.post("/admin/logout/")
    sign_in(client, "ada")
    send_code(client, codes[0])

    assert lines() == [
        "Signed in with password: account 'ada'",
        "Signed out: account 'ada'",
        "Signed in with password and app for codes: account 'ada'",
        "Signed out: account 'ada'",
        "Signed in with password and recovery codes: account 'ada'",
    ]


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([("mfa", {"type": "webauthn", "passwordless": True})], "passkey"),
        ([("password", {}), ("password", {}), ("mfa", {"type": "webauthn"})], "password and passkey"),
        ([("socialaccount", {"provider": "openid_connect"})], "socialaccount"),
        ([], "nothing that was recorded"),
    ],
)
def test_factors_are_those_that_were_used(client, rf, ada, steps, words):
    request = rf.get("/")
    request.session = client.session
    for method, more in steps:
        record_authentication(request, ada, method, **more)

    assert factors_of(request, ada) == words


@pytest.mark.parametrize("credential", ["", "no json", "{}", "[]", "7", '{"response": {"userHandle": 1}}'])
def test_refused_passkey_of_nobody_is_logged(client, ada, lines, credential):
    client.get(PASSKEY, headers={"accept": "application/json"})

    client.post(PASSKEY, {"credential": credential})

    assert lines() == ["Sign-in with a passkey failed: no account that is known"]


def test_refused_passkey_names_the_account_that_it_is_for(client, ada, lines):
    client.get(PASSKEY, headers={"accept": "application/json"})
    handle = websafe_encode(str(ada.pk).encode())
    credential = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"userHandle": handle}}

    client.post(PASSKEY, {"credential": json.dumps(credential)})

    assert lines() == ["Sign-in with a passkey failed: account 'ada'"]


def test_passkey_that_is_refused_as_second_factor_is_logged(client, ada, lines):
    add_app(ada)
    sign_in(client, "ada")

    client.post(f"{SETTING_UP}code/", {"credential": "{}"})
    send_code(client, "000000")

    assert lines() == ["Second factor failed, passkey: account 'ada'", "Second factor failed: account 'ada'"]


def test_too_many_passkeys_are_logged(client, ada, lines, monkeypatch):
    monkeypatch.setattr("comparisons.admin.people.second_factor.pages.PASSKEY_LIMIT", 0)

    client.post(PASSKEY, {"credential": "{}"})

    assert lines() == ["Sign-in with a passkey refused, too many attempts"]


def test_role_that_was_taken_between_password_and_code_is_logged(client, ada, lines):
    secret, _codes = add_app(ada)
    sign_in(client, "ada")
    ada.groups.clear()

    send_code(client, code_of(secret))

    assert lines() == ["Sign-in refused, no role: account 'ada'"]


def test_session_that_ends_by_itself_is_logged(client, ada, lines, settings, monkeypatch):
    sign_in(client, "ada")
    lines()
    later = time.time() + settings.SESSION_COOKIE_AGE
    monkeypatch.setattr(store.time, "time", lambda: later)

    client.get("/admin/")

    assert lines() == ["Session ended: account 'ada'"]


# --- what changes how people sign in ----------------------------------------------------------------------------


@pytest.fixture
def signed_in(client, ada, lines, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    sign_in(client, "ada")
    lines()
    return client


def test_own_password_is_logged_when_it_changes_and_when_it_does_not(signed_in, lines):
    path, form = "/admin/password_change/", {"new_password1": NEW_WORDS, "new_password2": NEW_WORDS}

    signed_in.get(path)
    signed_in.post(path, {**form, "old_password": "wrong"})
    signed_in.post(path, {**form, "old_password": WORDS})

    assert lines() == ["Password not changed: account 'ada'", "Password changed: account 'ada'"]


def test_password_of_another_is_logged(signed_in, grace, lines):
    path, form = f"/admin/auth/user/{grace.pk}/password/", {"usable_password": "true", "password1": NEW_WORDS}

    signed_in.get(path)
    signed_in.post(path, {**form, "password2": "something else"})
    signed_in.post(path, {**form, "password2": NEW_WORDS})

    assert lines() == ["Password set by 'ada': account 'grace'"]


def test_password_that_is_typed_again_is_logged(signed_in, lines):
    signed_in.post(f"{SETTING_UP}password/", {"password": "wrong"})
    signed_in.post(f"{SETTING_UP}password/", {"password": WORDS})

    assert lines() == ["Reauthentication failed: account 'ada'", "Reauthenticated with password: account 'ada'"]


def test_factors_that_change_are_logged(signed_in, ada, lines, django_capture_on_commit_callbacks):
    add_app(ada)

    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(f"{SETTING_UP}recovery-codes/new/")
    signed_in.post(f"{SETTING_UP}app/remove/")

    assert lines() == [
        "Second factor replaced, recovery codes: account 'ada'",
        "Second factor removed, app for codes: account 'ada'",
        "Second factor removed, recovery codes: account 'ada'",
    ]


def test_reset_of_a_factor_is_logged(grace, lines):
    reset_second_factor(grace, "ada")
    call_command("reset_second_factor", "grace")

    assert lines() == [
        "Second factor reset by 'ada': account 'grace'",
        "Second factor reset by a program: account 'grace'",
    ]
