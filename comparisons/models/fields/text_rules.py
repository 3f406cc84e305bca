"""What no text of an editor may hold, and what falls away at its ends. Stored releases are read without these rules."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

BIDIRECTIONAL_CONTROLS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""They reorder the text after them: what a reader sees is then not what is stored. For a class of characters."""
ZERO_WIDTH = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u2800\u3164\ufeff\uffa0"
"""Characters that take no space or show nothing. For a class of characters."""

ENDS = re.compile(rf"\A[\s{ZERO_WIDTH}]+|[\s{ZERO_WIDTH}]+\Z")
INVISIBLE = re.compile(rf"[\s{ZERO_WIDTH}]")
VISIBLE_CATEGORIES = set("LNPS")
"""Letters, numbers, punctuation and symbols; a mark alone has nothing to stand on."""

NO_BIDIRECTIONAL_CONTROLS = RegexValidator(
    f"[{BIDIRECTIONAL_CONTROLS}]",
    "There is an invisible character that changes the direction of the text. Remove it, or type the text again.",
    inverse_match=True,
)


def without_invisible_ends(text: str) -> str:
    """The text without spaces and zero-width characters at its start and end. Those inside it stay."""
    return ENDS.sub("", text)


def validate_visible(text: str) -> None:
    """Raises ValidationError for a text of which nobody would see anything."""
    if not any(unicodedata.category(sign)[0] in VISIBLE_CATEGORIES for sign in INVISIBLE.sub("", text)):
        raise ValidationError("Write at least one visible character.")
