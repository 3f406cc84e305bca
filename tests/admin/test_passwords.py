"""Passwords that people take when they have to take something long are refused."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from comparisons.admin.people.passwords import is_common


@pytest.mark.parametrize(
    "password",
    [
        *("plumbline2026", "Plumbline2026!", "correcthorse", "correcthorsebatterystaple", "P@ssw0rd1234"),
        *("qwertyuiop123", "1qaz2wsx3edc4rfv", "asdfghjkl;123", "poiuytrewq99", "Summer2026!!", "welcome12345"),
        *("aaaaaaaaaaaa", "abcabcabcabc", "letmein-letmein", "123456789012", "Framework!2026", "abcdefghijkl"),
        *("grace-hopper1", "short words"),
    ],
)
def test_password_that_is_easy_to_guess_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, User(username="grace.hopper"))


@pytest.mark.parametrize(
    "password",
    [
        *("four unlikely words together", "a password for tests", "Zt9-vW_2kq7Lm", "Äpfel und Birnen im Mai"),
        *("830255194427163", "}[;*=^)_&{~|", "пароль для проверки", "馬が丘の上で静かに眠る夜に"),
    ],
)
def test_password_that_is_not_is_taken(password):
    validate_password(password, User(username="grace.hopper"))


def test_refusal_says_why_and_what_to_do():
    with pytest.raises(ValidationError, match="Take several words that have nothing to do with each other"):
        validate_password("plumbline2026")


def test_site_and_account_are_no_passwords(settings):
    settings.SITE_HOST = "frameworks.lovelace.example"

    with pytest.raises(ValidationError, match="easy to guess"):
        validate_password("lovelace-2026!", User(username="ada"))


@given(st.text(max_size=60))
def test_any_text_is_judged(password):
    assert is_common(password) in {True, False}


@given(st.text("bcdfghjklmnpqrstvwxz", min_size=1, max_size=4), st.integers(3, 10))
def test_repeated_piece_is_common(piece, times):
    assert is_common(piece * times)
