"""Characters that a PDF cannot show are told by their codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.presentation.downloads.glyphs import WORD_BREAK, readable, shown


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Grüße, Ελλάδα, Москва", "Grüße, Ελλάδα, Москва"),
        ("naïve — “so”…", "naïve — “so”…"),
        ("中", "[U+4E2D]"),
        ("😀 ok", "[U+1F600] ok"),
        ("\u202egpj.exe", "[U+202E]gpj.exe"),
        ("ب", "[U+0628]"),
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
def test_nothing_is_left_that_cannot_be_shown(text):
    assert set(readable(text)) <= shown()


@given(st.text(st.sampled_from(sorted(shown() - set(" \u200b")))))
def test_what_can_be_shown_is_shown_but_for_marks_alone(text):
    told = readable("".join(f"a{character}" for character in text))

    assert told.replace(WORD_BREAK, "") == "".join(f"a{character}" for character in text)
