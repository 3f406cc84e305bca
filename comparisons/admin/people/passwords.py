"""Which passwords are refused beyond Django's list: what people take when they have to take something long.

There are no rules of composition. What is left of a password after common words and runs of keys are taken away must
be at least four letters of any script, or ten digits and signs, and it must not repeat one piece.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

LEFT = 4
"""Letters that are not part of a common word or a run of keys."""
OTHERS_LEFT = 10
"""Digits and signs that are no run of keys: so many that no letter is needed."""

REPLACED = str.maketrans("013457@$!€", "oieastasie")
"""Digits and signs that people write for letters."""

RUNS = (
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn"),
    *("abcdefghijklmnopqrstuvwxyz", "qazwsxedcrfvtgbyhnujmikolp", "qweasdzxc"),
)
DIGITS = "12345678901234567890"
REPEATED = re.compile(r"(.{1,4}?)\1+.{0,3}")

WORDS = frozenset((Path(__file__).parent / "common_words.txt").read_text(encoding="utf-8").split())
"""What people put into passwords: our own list, of words of this field and of famous phrases."""


class CommonPatternValidator:
    """For AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_common(password, own_words(user)):
            raise ValidationError(
                "This password is easy to guess: it is made of common words, names, keys in a row or repetitions. "
                "Take several words that have nothing to do with each other or with this site.",
                code="password_common_pattern",
            )

    def get_help_text(self) -> str:
        return "A password must not be made of common words, the name of this site, keys in a row or repetitions only."


class AnotherPasswordValidator:
    """For AUTH_PASSWORD_VALIDATORS. A first password is known to others, so to choose it again changes nothing."""

    def validate(self, password: str, user: Any = None) -> None:
        if user and user.password and check_password(password, user.password):
            raise ValidationError("This is the password that the account has. Choose another one.", code="unchanged")

    def get_help_text(self) -> str:
        return "A new password must not be the one that the account has."


def own_words(user: Any = None) -> set[str]:
    """The name of the account and the parts of the host name of this site, which an attacker tries first."""
    name = user.get_username() if user else ""
    return {part for part in re.split(r"[^a-z]+", f"{settings.SITE_HOST} {name}".lower()) if len(part) > 3}


def is_common(password: str, own: AbstractSet[str] = frozenset()) -> bool:
    """Whether so little is left of it that nobody has to guess long. `own` are words in lower case."""
    text = password.lower()
    if REPEATED.fullmatch(text):
        return True
    if len(_others_left(text)) >= OTHERS_LEFT:
        return False
    return min(_left(re.sub(r"[\W\d_]", "", form), own) for form in (text, text.translate(REPLACED))) < LEFT


def _left(letters: str, own: AbstractSet[str]) -> int:
    """How many letters are left without runs of keys and words, the longest words first."""
    for run in RUNS:
        for order in (run, run[::-1]):
            letters = _without_run(letters, order)
    for word in sorted(WORDS | own, key=len, reverse=True):
        letters = letters.replace(word, "")
    return len(letters)


def _others_left(text: str) -> str:
    """The digits and signs that are left without runs of digits."""
    others = re.sub(r"[^\W\d_]", "", text)
    for order in (DIGITS, DIGITS[::-1]):
        others = _without_run(others, order)
    return others


def _without_run(letters: str, run: str) -> str:
    """Take away every piece of four keys and more that lie in a row."""
    for length in range(len(run), 3, -1):
        for start in range(len(run) - length + 1):
            letters = letters.replace(run[start : start + length], "")
    return letters
