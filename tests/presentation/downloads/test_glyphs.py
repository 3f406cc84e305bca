"""Signs that a PDF cannot show are told by their codes; letters are left to other fonts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.presentation.downloads.glyphs import WORD_BREAK, readable, shown


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Grüße, Ελλάδα, Москва", "Grüße, Ελλάδα, Москва"),
        ("naïve — “so”…", "naïve — “so”…"),
        ("中文, 한국어, ไทย, नमस्ते", "中文, 한국어, ไทย, नमस्ते"),
        ("שלום, مرحبا, Հայ", "שלום, مرحبا, Հայ"),
        ("\u3164\u115f", "[U+3164][U+115F]"),
        ("\u3000「文」。\u3000\uff0c", "「文」。 \uff0c"),
        ("😀 ok ②", "[U+1F600] ok [U+2461]"),
        ("\u202egpj.exe", "[U+202E]gpj.exe"),
        ("a\x00b\x07", "a[U+0000]b[U+0007]"),
        ("\ue000", "[U+E000]"),
        ("e\u0301 \u0301", "e\u0301 [U+0301]"),
        ("two\r\n\tlines ", "two lines"),
        ("\ud800", "[U+D800]"),
        ("", ""),
    ],
)
def test_text_is_readable_or_told_by_codes(text, told):
    assert readable(text) == told


def test_long_word_can_be_broken_and_a_short_one_not():
    assert readable("internationalisation") == "internationalisation"
    assert readable("W" * 25) == WORD_BREAK.join(["W" * 10, "W" * 10, "W" * 5])
    assert readable("https://a.example/some/path").replace(WORD_BREAK, "") == "https://a.example/some/path"


@given(st.text())
def test_nothing_is_left_that_cannot_be_shown_but_for_text_of_other_scripts(text):
    left = set(readable(text)) - shown()

    assert all(
        unicodedata.category(character) == "Nd" or unicodedata.category(character)[0] in "LMP" for character in left
    )


@given(st.text(st.sampled_from(sorted(shown() - set(" \u200b")))))
def test_what_can_be_shown_is_shown_but_for_marks_alone(text):
    told = readable("".join(f"a{character}" for character in text))

    assert told.replace(WORD_BREAK, "") == "".join(f"a{character}" for character in text)
