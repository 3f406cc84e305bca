"""The key of an app and the seed of recovery codes, encrypted in the database by a key from SECRET_KEY."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.test import Client

from comparisons.editing.factor_encryption import PREFIX, decrypt, encrypt, encrypt_all
from tests.admin.people import person
from tests.admin.second_factors import add_app, code_of, send_code, sign_in
from tests.factories import make_publishable

pytestmark = pytest.mark.django_db

OTHER_KEY = "another key for tests, and as long as needed: 0123456789 0123456789"


@pytest.fixture
def ada():
    return person("ada", "Editor")


def kept():
    """What the database has of each factor, by its type."""
    return {factor.type: factor.data.get("secret") or factor.data.get("seed") for factor in Authenticator.objects.all()}


def can_sign_in(code):
    client = Client()
    sign_in(client, "ada")
    return send_code(client, code).status_code == 302


def change_key(settings, *fallbacks):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = OTHER_KEY, list(fallbacks)


def test_database_has_neither_the_key_of_an_app_nor_the_seed_of_codes(ada):
    secret, codes = add_app(ada)

    texts = kept()

    assert [text.startswith(PREFIX) for text in texts.values()] == [True, True]
    assert secret not in str(texts)
    assert can_sign_in(code_of(secret))
    assert can_sign_in(codes[0])


def test_same_text_is_never_encrypted_alike_and_comes_back():
    texts = {encrypt("a secret") for _number in range(10)}

    assert len(texts) == 10
    assert {decrypt(text) for text in texts} == {"a secret"}


def test_text_that_was_changed_or_has_another_key_opens_as_something_else_each_time(settings, caplog):
    text = encrypt("a secret")
    changed = text[:-6] + ("AAAA==" if text[-6:] != "AAAA==" else "BBBB==")

    forged = {decrypt(changed), decrypt(f"{PREFIX}AAAA"), decrypt(PREFIX), decrypt(f"{PREFIX}nonsense!")}
    change_key(settings)
    lost = {decrypt(text) for _number in range(3)}

    assert "a secret" not in forged | lost
    assert len(forged | lost) == 7
    assert "A second factor was encrypted with a secret key that this site does not have" in caplog.text


def test_factor_of_an_earlier_version_works_and_is_encrypted_at_the_next_start(ada):
    secret, _codes = add_app(ada)
    Authenticator.objects.filter(type="totp").update(data={"secret": secret})

    before = can_sign_in(code_of(secret, -1))
    make_publishable()
    call_command("prepare", verbosity=0)

    assert before
    assert kept()["totp"].startswith(PREFIX)
    assert can_sign_in(code_of(secret))


def test_factors_move_to_a_new_key_so_that_the_former_can_be_taken_away(ada, settings):
    secret, codes = add_app(ada)
    change_key(settings, settings.SECRET_KEY)
    with_both = can_sign_in(code_of(secret, -1))

    counts = encrypt_all(), encrypt_all()
    change_key(settings)

    assert with_both
    assert counts == (2, 0)
    assert can_sign_in(code_of(secret))
    assert can_sign_in(codes[0])


def test_factor_whose_key_is_lost_refuses_every_code_and_is_kept_until_the_key_is_back(ada, settings):
    secret, codes = add_app(ada)
    before, former = kept(), settings.SECRET_KEY
    change_key(settings)

    assert encrypt_all() == 0
    assert kept() == before
    assert not can_sign_in(code_of(secret))
    assert not can_sign_in(codes[0])
    change_key(settings, former)
    assert can_sign_in(code_of(secret))


def test_nobody_has_codes_of_an_empty_secret_where_the_key_is_lost(ada, settings):
    add_app(ada)
    change_key(settings)

    assert not can_sign_in(code_of(""))
    assert not TOTP(Authenticator.objects.get(type="totp")).validate_code(code_of("AAAAAAAAAAAAAAAA"))
