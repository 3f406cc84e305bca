"""Where others type their password again, who comes from the provider signs in there again."""

import time

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.people import person
from tests.admin.single_sign_on.visits import BEGIN, begin, come_back, name_of, sign_in, words_on

pytestmark = pytest.mark.django_db

AGAIN = f"{BEGIN}again/"
NOT_FRESH = "Keys does not say that you have just signed in there"


@pytest.fixture
def carl(client, provider):
    """An administrator who signed in through the provider, where they had been signed in for an hour."""
    provider.just_signed_in = False
    provider.person |= {"preferred_username": "carl", "groups": ["admins"]}
    sign_in(client, provider)
    return User.objects.get(username="carl")


@pytest.fixture
def page_of_grace():
    """A page that asks for a fresh sign-in first."""
    return f"/admin/auth/user/{person('grace', 'Editor').pk}/sessions/"


def sign_in_again(client, provider, page_of_grace):
    address, sent = begin(client, again="", next=f"{AGAIN}?next={page_of_grace}")
    return sent, come_back(client, provider.visit(address))


def test_sign_in_that_asked_nobody_anything_is_not_fresh(client, provider, carl, page_of_grace):
    answer = client.get(page_of_grace)

    assert (answer.status_code, answer["Location"]) == (302, f"{AGAIN}?next={page_of_grace.replace('/', '%2F')}")
    assert "Sign in again before you change people" in client.get(answer["Location"]).content.decode()


def test_sign_in_in_which_the_provider_asked_is_fresh_for_five_minutes(
    client, provider, carl, page_of_grace, monkeypatch
):
    provider.just_signed_in = True
    sign_in(client, provider)

    assert client.get(page_of_grace).status_code == 200
    moment = time.time() + 301
    monkeypatch.setattr(time, "time", lambda: moment)
    assert client.get(page_of_grace).status_code == 302


def test_provider_is_made_to_ask_again_and_the_page_opens(client, provider, carl, page_of_grace):
    provider.just_signed_in = True
    before = client.session.session_key

    sent, answer = sign_in_again(client, provider, page_of_grace)

    assert (sent["prompt"], sent["max_age"]) == ("login", "0")
    assert client.get(answer["Location"])["Location"] == page_of_grace
    assert client.get(page_of_grace).status_code == 200
    assert client.session.session_key != before


def test_form_that_was_sent_goes_on_afterwards(client, provider, carl, page_of_grace):
    grace = Client()
    grace.force_login(User.objects.get(username="grace"))
    to_again = client.post(page_of_grace)
    provider.just_signed_in = True

    address, _ = begin(client, again="", next=to_again["Location"])
    answer = come_back(client, provider.visit(address))
    client.get(answer["Location"])

    assert grace.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "claims", [{}, {"auth_time": None}, {"auth_time": "now"}, {"auth_time": True}, {"auth_time": -(10**400)}]
)
def test_provider_that_did_not_ask_is_not_believed(client, provider, carl, page_of_grace, claims):
    provider.claims = claims

    _, answer = sign_in_again(client, provider, page_of_grace)

    assert NOT_FRESH in words_on(client, answer)
    assert client.get(page_of_grace).status_code == 302


def test_impossible_time_is_no_error_of_ours(client, provider, page_of_grace):
    provider.person["groups"], provider.claims = ["admins"], {"auth_time": -(10**400)}

    sign_in(client, provider)

    assert client.get(page_of_grace).status_code == 302


def test_time_in_the_future_does_not_stay_fresh_for_longer(client, provider, carl, page_of_grace, monkeypatch):
    provider.claims = {"auth_time": int(time.time()) + 10_000}
    sign_in_again(client, provider, page_of_grace)

    moment = time.time() + 301
    monkeypatch.setattr(time, "time", lambda: moment)

    assert client.get(page_of_grace).status_code == 302


def test_somebody_else_at_the_provider_is_refused(client, provider, carl, page_of_grace):
    provider.just_signed_in = True
    provider.person["sub"] = "s-2"

    _, answer = sign_in_again(client, provider, page_of_grace)

    assert "You signed in at Keys as someone else." in words_on(client, answer)
    assert (client.get(page_of_grace).status_code, name_of(client)) == (302, "carl")


def test_answer_for_another_account_of_this_browser_is_refused(client, provider, carl, page_of_grace):
    """It began as carl, and came back when dora had signed in."""
    provider.just_signed_in = True
    address, _ = begin(client, again="", next=page_of_grace)
    back = provider.visit(address)
    session = client.session
    states = session["socialaccount_states"]
    client.force_login(person("dora", "Administrator"))
    session = client.session
    session["socialaccount_states"], session["signed_in_at"] = states, time.time() - 301
    session.save()

    answer = come_back(client, back)

    assert "You signed in at Keys as someone else." in words_on(client, answer)
    assert client.get(page_of_grace).status_code == 302


def test_local_account_types_its_password(client, provider, page_of_grace):
    client.force_login(person("dora", "Administrator"))
    session = client.session
    session["signed_in_at"] = time.time() - 301
    session.save()

    assert client.get(page_of_grace)["Location"].startswith("/admin/second-factor/password/")
