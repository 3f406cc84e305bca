"""What a provider answers that is wrong, late or of someone else: refused with a sentence, and nothing is made."""

import base64
import json
import time

import jwt
import pytest
from django.contrib.auth.models import User
from django.test import Client

from comparisons.admin.people.single_sign_on import pages
from comparisons.admin.people.single_sign_on.connection import MAX_BYTES, ProviderError
from comparisons.admin.people.single_sign_on.provider import Provider
from tests.admin.single_sign_on.visits import BEGIN, CALLBACK, begin, come_back, name_of, sign_in, words_on
from tests.openid_provider import CLIENT, DISCOVERY, KEYS, SECRET, TOKEN, USER_INFO, key_pair

pytestmark = pytest.mark.django_db

WRONG = "Keys did not confirm who you are. Try again."
UNAVAILABLE = "Keys does not answer. Try again in some minutes."
STALE = "This sign-in took too long, or began in another window. Start again."

BROKEN = [
    ((200, b"<html>no JSON</html>"), WRONG),
    ((200, b"[1, 2]"), WRONG),
    ((200, b"[" * 100_000), WRONG),
    ((200, b'"\xff"'), WRONG),
    ((200, b" " * (MAX_BYTES + 1)), WRONG),
    ((200, {}), WRONG),
    ((302, b""), WRONG),
    ((404, {"error": "x"}), WRONG),
    ((500, b""), UNAVAILABLE),
    ((429, b""), UNAVAILABLE),
]


def assert_refused(client, answer, words):
    assert (answer.status_code, answer["Location"]) == (302, "/admin/login/")
    assert words in words_on(client, answer)
    assert (name_of(client), User.objects.count()) == (None, 0)


# --- the ID token -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"nonce": "of another sign-in"}, "nonce differs"),
        ({"nonce": None}, "MissingRequiredClaimError('nonce')"),
        ({"exp": int(time.time()) - 120}, "expired"),
        ({"exp": None}, "MissingRequiredClaimError('exp')"),
        ({"exp": "tomorrow"}, "Expiration Time"),
        ({"iat": int(time.time()) + 3600}, "ImmatureSignature"),
        ({"iat": None}, "MissingRequiredClaimError('iat')"),
        ({"nbf": int(time.time()) + 3600}, "ImmatureSignature"),
        ({"aud": "another program"}, "Audience"),
        ({"aud": None}, "MissingRequiredClaimError('aud')"),
        ({"aud": [CLIENT, "another program"]}, "azp differs"),
        ({"aud": [CLIENT, "another program"], "azp": "another program"}, "azp differs"),
        ({"azp": "another program"}, "azp differs"),
        ({"iss": "https://evil.example"}, "InvalidIssuer"),
        ({"iss": None}, "MissingRequiredClaimError('iss')"),
        ({"sub": None}, "MissingRequiredClaimError('sub')"),
        ({"sub": ""}, "subject"),
        ({"sub": "s" * 192}, "subject"),
        ({"sub": 1}, "Subject"),
    ],
)
def test_id_token_with_a_wrong_claim_is_refused(client, provider, caplog, claims, reason):
    provider.claims = claims

    answer = sign_in(client, provider)

    assert_refused(client, answer, WRONG)
    assert reason in caplog.text


def test_id_token_for_several_programs_that_was_given_to_us_is_accepted(client, provider):
    provider.claims = {"aud": [CLIENT, "another program"], "azp": CLIENT}

    sign_in(client, provider)

    assert name_of(client) == "ada"


def forged(provider, header, sign):
    """The provider's token endpoint answers with a token that has this header, and is signed so."""

    def token(handler):
        nonce = next(iter(provider.codes.values()))["nonce"]
        payload = provider.id_token(nonce).split(".")[1]
        head = base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
        signature = base64.urlsafe_b64encode(sign(f"{head}.{payload}".encode())).rstrip(b"=").decode()
        body = {"access_token": "at-1", "id_token": f"{head}.{payload}.{signature}"}
        handler.send(200, json.dumps(body).encode())

    provider.answers[TOKEN] = token


def by_secret(message):
    return jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(message, SECRET.encode())


@pytest.mark.parametrize(
    ("header", "sign"),
    [
        ({"alg": "none", "kid": "one"}, lambda _message: b""),
        ({"alg": "none"}, lambda _message: b""),
        ({"alg": "HS256", "kid": "one"}, by_secret),
        ({"alg": "RS256", "kid": "one"}, lambda _message: b"no signature at all"),
        ({"alg": "PS256", "kid": "one"}, lambda _message: b"no signature at all"),
        ({"alg": "ES256", "kid": "one"}, lambda _message: b"\0" * 64),
        ({"alg": ["RS256"], "kid": "one"}, lambda _message: b""),
        ({"alg": "RS256", "kid": {"one": 1}}, lambda _message: b""),
        ({"kid": "one"}, lambda _message: b""),
        ([], lambda _message: b""),
    ],
)
def test_id_token_without_a_signature_of_the_provider_is_refused(client, provider, header, sign):
    forged(provider, header, sign)

    assert_refused(client, sign_in(client, provider), WRONG)


def test_id_token_signed_with_another_key_of_the_same_name_is_refused(client, provider):
    provider.private, _ = key_pair("someone else's")

    assert_refused(client, sign_in(client, provider), WRONG)


def test_id_token_signed_with_a_key_that_the_provider_does_not_name_is_refused(client, provider, caplog):
    provider.key_name = "two"

    assert_refused(client, sign_in(client, provider), WRONG)
    assert "signed with the key 'two'" in caplog.text


@pytest.mark.parametrize("change", [{"use": "enc"}, {"alg": "RS512"}])
def test_key_for_something_else_is_not_used(client, provider, change):
    provider.keys = [{**provider.keys[0], **change}]

    assert_refused(client, sign_in(client, provider), WRONG)


@pytest.mark.parametrize("keys", [None, [], [7], [{"kid": "one"}], [{"kid": "one", "kty": "RSA", "n": 1}], {"one": 1}])
def test_list_of_keys_that_cannot_be_used_is_refused(client, provider, keys):
    provider.keys = keys

    assert_refused(client, sign_in(client, provider), WRONG)


def test_new_key_is_read_at_the_next_sign_in(client, provider):
    sign_in(Client(), provider)
    provider.private, public = key_pair("two", "EC")
    provider.algorithm, provider.key_name, provider.keys = "ES256", "two", [*provider.keys, public]

    sign_in(client, provider)

    assert name_of(client) == "ada"


def test_token_without_a_key_name_is_checked_with_the_only_key(client, provider):
    provider.key_name = None

    sign_in(client, provider)

    assert name_of(client) == "ada"


@pytest.mark.parametrize("token", [None, 7, "", "a.b.c", "x" * 5000, {"a": 1}])
def test_answer_without_an_id_token_is_refused(client, provider, token):
    provider.answers[TOKEN] = (200, {"access_token": "at-1", "id_token": token})

    assert_refused(client, sign_in(client, provider), WRONG)


@pytest.mark.parametrize(("answer", "words"), [case for case in BROKEN if case[0] != (200, {})])
def test_broken_userinfo_is_no_error_of_ours(client, provider, answer, words):
    provider.claims = {"groups": None}
    provider.answers[USER_INFO] = answer

    assert_refused(client, sign_in(client, provider), words)


@pytest.mark.parametrize("sub", ["s-2", None, 1])
def test_userinfo_of_somebody_else_is_refused(client, provider, sub):
    provider.claims = {"groups": None}
    provider.user_info = {**provider.person, "sub": sub}

    assert_refused(client, sign_in(client, provider), WRONG)


# --- state, code and what comes back ----------------------------------------------------------------------------


def test_state_of_another_browser_is_refused(client, provider):
    address, _ = begin(Client())
    begin(client)

    assert_refused(client, come_back(client, provider.visit(address)), STALE)
    assert [path for path, _ in provider.requests if path == TOKEN] == []


@pytest.mark.parametrize("query", ["", "?code=1", "?code=1&state=", "?code=1&state=made-up", "?error=access_denied"])
def test_callback_without_a_sign_in_that_waits_is_refused(client, provider, query):
    begin(client)

    assert_refused(client, client.get(CALLBACK + query), STALE)


def test_state_works_once(client, provider):
    address, _ = begin(client)
    back = provider.visit(address)
    come_back(client, back)

    again = come_back(client, back)

    assert STALE in words_on(client, again)
    assert len([path for path, _ in provider.requests if path == TOKEN]) == 1


def test_sign_in_that_took_more_than_ten_minutes_is_refused(client, provider, monkeypatch):
    address, _ = begin(client)
    back = provider.visit(address)
    session = client.session
    for state in session["socialaccount_states"].values():
        state[1] -= 601
    session["socialaccount_states"] = session["socialaccount_states"]
    session.save()

    assert_refused(client, come_back(client, back), STALE)


def test_code_without_the_verifier_of_this_browser_is_worth_nothing(client, provider):
    """Someone who puts their own code into the address of another's browser."""
    stolen, _ = begin(Client())
    code = provider.visit(stolen).split("code=")[1].split("&")[0]
    _, own = begin(client)

    assert_refused(client, client.get(CALLBACK, {"code": code, "state": own["state"]}), WRONG)


def test_answer_that_names_another_issuer_is_refused(client, provider):
    address, _ = begin(client)

    assert_refused(client, come_back(client, provider.visit(address) + "&iss=https%3A%2F%2Fevil.example"), WRONG)
    assert [path for path, _ in provider.requests if path == TOKEN] == []


@pytest.mark.parametrize(
    ("error", "words"),
    [("access_denied", "The sign-in at Keys was cancelled."), ("server_error", WRONG), ("<script>" * 99, WRONG)],
)
def test_error_of_the_provider_is_said(client, provider, error, words):
    _, sent = begin(client)

    answer = client.get(CALLBACK, {"error": error, "state": sent["state"]})

    assert_refused(client, answer, words)


# --- a provider that is down, slow or broken --------------------------------------------------------------------


def test_provider_that_is_down_is_said(client, provider, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"

    assert_refused(client, client.get(BEGIN), UNAVAILABLE)


def drip(handler):
    """A byte now and then, for much longer than anybody waits."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def drip_headers(handler):
    for _ in range(100):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nX: " if not _ else b"x")
        handler.wfile.flush()
        time.sleep(0.1)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("slowly", [drip, drip_headers, lambda _handler: time.sleep(4)])
@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, KEYS])
def test_provider_that_is_slow_holds_nobody_up(client, provider, monkeypatch, path, slowly):
    monkeypatch.setattr(pages, "TIME_LIMIT", 0.5)
    provider.answers[path] = slowly
    began = time.monotonic()

    answer = client.get(BEGIN) if path == DISCOVERY else sign_in(client, provider)

    assert time.monotonic() - began < 2.5
    assert_refused(client, answer, UNAVAILABLE)


@pytest.mark.parametrize(("answer", "words"), BROKEN)
@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, KEYS])
def test_broken_answer_of_the_provider_is_no_error_of_ours(client, provider, path, answer, words):
    provider.answers[path] = answer

    refused = client.get(BEGIN) if path == DISCOVERY else sign_in(client, provider)

    assert_refused(client, refused, words)


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"userinfo_endpoint": "ftp://evil.example/"},
        {"token_endpoint": 7},
        {"jwks_uri": "http://[bad"},
        {"scopes_supported": "openid"},
    ],
)
def test_description_that_is_not_of_this_provider_is_refused(client, provider, change):
    provider.description = change

    assert_refused(client, client.get(BEGIN), WRONG)


@pytest.mark.parametrize("address", ["http://127.0.0.1:port/", "http://127.0.0.1:99999/", "http://", "http://a b/"])
def test_address_in_the_description_that_leads_nowhere_is_no_error_of_ours(client, provider, address):
    provider.description = {"jwks_uri": address}

    answer = sign_in(client, provider)

    assert (answer.status_code, answer["Location"], name_of(client)) == (302, "/admin/login/", None)


def test_description_of_a_provider_on_https_has_no_address_without_it():
    endpoints = dict.fromkeys(("authorization_endpoint", "token_endpoint", "jwks_uri"), "https://keys.example/x")
    Provider(issuer="https://keys.example", **endpoints).check("https://keys.example")

    for name in (*endpoints, "userinfo_endpoint"):
        described = Provider(issuer="https://keys.example", **{**endpoints, name: "http://keys.example/x"})
        with pytest.raises(ProviderError, match="without https"):
            described.check("https://keys.example")


def test_description_is_asked_for_once(client, provider):
    for _ in range(3):
        begin(client)

    assert [path for path, _ in provider.requests] == [DISCOVERY]
