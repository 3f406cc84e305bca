"""Single sign-on, from the button to the desk: who is let in, under which account, and what is recorded."""

import logging
import time

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client

from comparisons.admin.people.single_sign_on import pages
from comparisons.models import AuditLogEntry
from tests.admin.people import person
from tests.admin.second_factors import WORDS, add_app, code_of, send_code
from tests.admin.second_factors import sign_in as by_password
from tests.admin.single_sign_on.visits import BEGIN, CALLBACK, begin, come_back, name_of, roles_of, sign_in, words_on

pytestmark = pytest.mark.django_db


# --- the way there and back -------------------------------------------------------------------------------------


def test_button_leads_to_the_provider_with_state_nonce_and_pkce(client, provider, settings):
    page = client.get("/admin/login/?next=/admin/publish/").content.decode()
    assert f'<a class="button" href="{BEGIN}?next=%2Fadmin%2Fpublish%2F">Sign in with Keys</a>' in page
    assert 'name="password"' in page

    address, sent = begin(client)

    assert address.startswith(f"{provider.issuer}/authorize?")
    assert {name: sent[name] for name in ("response_type", "client_id", "redirect_uri", "scope")} == {
        "response_type": "code",
        "client_id": "plumbline",
        "redirect_uri": f"{settings.SITE_URL}{CALLBACK}",
        "scope": "openid profile email",
    }
    assert sent["code_challenge_method"] == "S256"
    assert [name for name in ("state", "nonce", "code_challenge") if len(sent[name]) < 40] == []


def test_two_sign_ins_share_no_secret(client, provider):
    _, first = begin(client)
    _, second = begin(client)

    assert [name for name in ("state", "nonce", "code_challenge") if first[name] == second[name]] == []


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_link_of_another_site_leads_to_the_sign_in_page(client, provider, site):
    answer = client.get(BEGIN, {"next": "/admin/publish/"}, headers={"Sec-Fetch-Site": site})

    assert answer["Location"] == "/admin/login/?next=%2Fadmin%2Fpublish%2F"
    assert client.get(BEGIN, headers={"Sec-Fetch-Site": "same-origin"})["Location"].startswith(provider.issuer)


def test_scope_for_groups_is_asked_for_where_the_provider_has_it(client, provider):
    provider.description["scopes_supported"] = ["openid", "groups"]

    _, sent = begin(client)

    assert sent["scope"] == "openid profile email groups"


def test_parameters_of_the_visitor_do_not_reach_the_provider(client, provider):
    _, sent = begin(client, scope="offline_access", auth_params="prompt=none", process="connect", prompt="none")

    assert (sent["scope"], "prompt" in sent) == ("openid profile email", False)


def test_first_sign_in_makes_an_account_with_the_roles_of_its_groups(client, provider, caplog):
    provider.person["groups"] = ["editors", "publishers", "all staff"]

    with caplog.at_level(logging.INFO, "comparisons.sign_in"):
        answer = sign_in(client, provider, next="/admin/sessions/")

    ada = User.objects.get(username="ada")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/sessions/")
    assert client.get("/admin/sessions/").status_code == 200
    assert (ada.email, ada.has_usable_password(), ada.is_superuser, ada.is_staff) == (
        "ada@plumbline.example",
        False,
        False,
        False,
    )
    assert roles_of("ada") == ["Editor", "Publisher"]
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.uid, account.extra_data) == (ada, provider.issuer, "s-1", {})
    assert "Signed in with single sign-on: account 'ada'" in caplog.messages


def test_new_account_and_its_roles_are_in_the_audit_log(client, provider):
    sign_in(client, provider)

    ada, editor = User.objects.get(username="ada"), Group.objects.get(name="Editor")
    entries = AuditLogEntry.objects.for_row(ada)
    assert [(entry.comment, entry.created_by, entry.before) for entry in entries] == [("single sign-on", "", None)]
    assert entries[0].after["groups"] == [[editor.pk, "Editor"]]


def test_second_sign_in_uses_the_same_account_though_name_and_address_changed(client, provider):
    sign_in(client, provider)
    provider.person |= {"preferred_username": "root", "email": "root@plumbline.example"}

    sign_in(Client(), provider)

    assert list(User.objects.values_list("username", "email")) == [("ada", "ada@plumbline.example")]


def test_claims_that_the_id_token_lacks_are_read_from_userinfo(client, provider):
    provider.user_info = {**provider.person, "groups": ["publishers"]}
    provider.claims = {"groups": None, "preferred_username": None}

    sign_in(client, provider)

    assert roles_of("ada") == ["Publisher"]


def test_id_token_goes_before_userinfo(client, provider):
    provider.user_info = {**provider.person, "groups": ["admins"]}
    provider.claims = {"preferred_username": None}

    sign_in(client, provider)

    assert roles_of("ada") == ["Editor"]


def test_secret_is_sent_in_the_body_where_the_provider_takes_it_there(client, provider):
    provider.description["token_endpoint_auth_methods_supported"] = ["client_secret_post"]

    sign_in(client, provider)

    assert name_of(client) == "ada"
    sent = next(parameters for path, parameters in provider.requests if path == "/token")
    assert sent["client_secret"] == "a client's secret, for tests only"


def test_session_gets_another_key_and_the_limits_of_any_other(client, provider):
    address, _ = begin(client)
    before = client.session.session_key

    come_back(client, provider.visit(address))

    assert client.session.session_key != before
    assert client.session["signed_in_at"] == pytest.approx(time.time(), abs=5)


def test_who_is_signed_in_and_refused_reads_why_on_the_desk(client, provider, caplog):
    client.force_login(person("grace", "Editor"))
    provider.person["groups"] = []

    refused = sign_in(client, provider)

    assert (refused["Location"], name_of(client)) == ("/admin/", "grace")
    assert "None of your groups at Keys gives you a role here." in words_on(client, refused)
    assert [line for line in caplog.messages if "no role" in line] == []


def test_somebody_else_who_is_signed_in_here_is_signed_out(client, provider):
    client.force_login(person("grace", "Editor"))

    sign_in(client, provider)

    assert name_of(client) == "ada"


@pytest.mark.parametrize("page", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_next_leads_to_no_other_site(client, provider, page):
    assert sign_in(client, provider, next=page)["Location"] == "/admin/"


# --- whose account ----------------------------------------------------------------------------------------------


def test_same_name_and_address_as_a_local_administrator_opens_another_account(client, provider):
    root = User.objects.create_superuser("Ada", "ada@plumbline.example", WORDS)

    sign_in(client, provider)

    assert name_of(client) == "ada-2"
    assert (roles_of("ada-2"), User.objects.get(username="ada-2").is_superuser) == (["Editor"], False)
    assert SocialAccount.objects.filter(user=root).count() == 0


def test_same_subject_at_another_issuer_is_somebody_else(client, provider):
    grace = person("grace", "Administrator")
    SocialAccount.objects.create(user=grace, provider="https://other.example", uid="s-1")

    sign_in(client, provider)

    assert name_of(client) == "ada"


def test_subject_of_another_case_is_somebody_else(client, provider):
    sign_in(client, provider)
    provider.person |= {"sub": "S-1"}

    sign_in(client, provider)

    assert name_of(client) == "ada-2"


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"preferred_username": None}, "ada@plumbline.example"),
        ({"preferred_username": "two words"}, "ada@plumbline.example"),
        ({"preferred_username": "<script>", "email": 7}, "person"),
        ({"preferred_username": "a" * 141, "email": None}, "person"),
        ({"preferred_username": ["ada"], "email": "no address"}, "person"),
        ({"preferred_username": "\uff52oot"}, "root"),
    ],
)
def test_name_that_cannot_be_one_is_replaced(client, provider, claims, name):
    provider.person |= claims

    sign_in(client, provider)

    assert name_of(client) == name


# --- other ways in ----------------------------------------------------------------------------------------------


def test_account_of_the_provider_signs_in_there_and_not_with_a_password(client, provider, caplog):
    sign_in(Client(), provider)
    ada = User.objects.get(username="ada")
    ada.set_password(WORDS)
    ada.save()

    refused = by_password(client, "ada")

    assert name_of(client) is None
    assert "This account signs in with Keys." in words_on(client, refused)
    assert caplog.messages[-1] == "Sign-in refused, only by single sign-on: account 'ada'"


def test_local_account_signs_in_with_its_password_beside_the_provider(client, provider):
    person("grace", "Editor")

    by_password(client, "grace")

    assert name_of(client) == "grace"


def test_passwords_and_passkeys_can_be_switched_off(client, provider, settings, monkeypatch):
    settings.LOCAL_SIGN_IN = False
    person("grace", "Editor")
    monkeypatch.setattr(User, "check_password", lambda *_arguments: pytest.fail("a password was looked at"))

    page = client.get("/admin/login/").content.decode()
    answer = by_password(client, "grace")

    assert not Session.objects.exists()
    assert ("Sign in with Keys" in page, 'name="password"' in page, "passkey-form" in page) == (True, False, False)
    assert name_of(client) is None
    assert answer.status_code == 403
    assert "Passwords and passkeys are switched off here. Sign in with Keys." in answer.content.decode()
    assert client.get("/admin/second-factor/passkey-sign-in/").status_code == 302
    sign_in(client, provider)
    assert name_of(client) == "ada"


def test_nothing_of_it_is_there_without_a_provider(client):
    page = client.get("/admin/login/").content.decode()

    assert ("single-sign-on" in page, 'name="password"' in page) == (False, True)
    assert [client.get(path).status_code for path in (BEGIN, CALLBACK)] == [404, 404]
    client.force_login(person("grace", "Editor"))
    assert client.get(f"{BEGIN}again/").status_code == 404


def test_session_ends_when_its_provider_is_no_longer_set(client, provider, settings):
    sign_in(client, provider)

    settings.OIDC_ISSUER = "https://other.example"

    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


# --- the second factor ------------------------------------------------------------------------------------------


def test_second_factor_is_the_business_of_the_provider(client, provider, settings):
    settings.REQUIRE_SECOND_FACTOR = True

    sign_in(client, provider)

    assert client.get("/admin/").status_code == 200


def test_second_factor_of_ours_can_be_required_too(client, provider, settings, caplog):
    settings.REQUIRE_SECOND_FACTOR, settings.OIDC_SECOND_FACTOR = True, "required"

    sign_in(client, provider)
    assert client.get("/admin/")["Location"] == "/admin/second-factor/"

    secret, _ = add_app(User.objects.get(username="ada"))
    other = Client()
    answer = sign_in(other, provider, next="/admin/sessions/")
    assert (answer["Location"], name_of(other)) == ("/admin/second-factor/code/", None)
    assert other.get("/admin/").status_code == 302
    with caplog.at_level(logging.INFO, "comparisons.sign_in"):
        assert send_code(other, code_of(secret))["Location"] == "/admin/sessions/"
    assert caplog.messages[-1] == "Signed in with single sign-on and app for codes: account 'ada'"
    assert other.get("/admin/").status_code == 200


def test_session_of_the_provider_needs_one_once_the_setting_says_so(client, provider, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    sign_in(client, provider)

    settings.OIDC_SECOND_FACTOR = "required"

    assert client.get("/admin/")["Location"] == "/admin/second-factor/"


def test_trust_in_the_provider_does_not_pass_to_somebody_else_in_the_same_browser(client, provider, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    sign_in(client, provider)
    person("grace", "Editor")

    by_password(client, "grace")

    assert client.get("/admin/")["Location"] == "/admin/second-factor/"


def test_trust_is_in_one_account_and_not_in_the_session(client, provider, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(person("grace", "Editor"))
    session = client.session
    session["single_sign_on"] = {"user": 0, "issuer": provider.issuer, "proved_at": 0}
    session.save()

    assert client.get("/admin/")["Location"] == "/admin/second-factor/"


# --- limits -----------------------------------------------------------------------------------------------------


def test_one_address_may_begin_so_often_in_five_minutes(client, provider, monkeypatch):
    monkeypatch.setattr(pages, "ADDRESS_LIMIT", 3)

    answers = [client.get(BEGIN) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "Too many sign-ins from your network." in answers[-1].content.decode()


def test_stranger_who_is_refused_has_no_session(client, provider, monkeypatch):
    monkeypatch.setattr(pages, "ADDRESS_LIMIT", 0)

    client.get(BEGIN)

    assert not Session.objects.exists()


@pytest.mark.parametrize("path", [BEGIN, CALLBACK])
def test_only_get_is_answered(client, provider, path):
    assert client.post(path).status_code == 405
