"""What differs between two texts, word by word."""

import re
from html import unescape
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.admin.word_diff import LONG, marked

texts = st.lists(st.sampled_from(["one", "two", "<b>", "&", "\n\n"]), max_size=20).map(" ".join)


def unmarked(html):
    return unescape(re.sub(r"</?(ins|del)>", "", html))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("A cat sat.", "A dog sat.", ("A <del>cat</del> sat.", "A <ins>dog</ins> sat.")),
        ("A cat", "A cat sat", ("A cat", "A cat <ins>sat</ins>")),
        ("", "A <b>", ("", "A &lt;b&gt;")),
        ("A <b>", "A <i>", ("A <del>&lt;b&gt;</del>", "A <ins>&lt;i&gt;</ins>")),
        ("A\ncat sat", "A cat sat", ("A\n<del>cat</del> sat", "A <ins>cat</ins> sat")),
        ("A cat", "A cat ", ("A cat", "A cat <ins>¶</ins>")),
    ],
)
def test_only_what_differs_is_marked(before, after, expected):
    assert marked(before, after) == expected


@given(texts, texts)
def test_marked_texts_still_say_what_they_said(before, after):
    old, new = marked(before, after)

    assert unmarked(old).replace("¶", "").strip() == before.strip()
    assert unmarked(new).replace("¶", "").strip() == after.strip()


def test_the_middle_of_what_is_the_same_is_left_out():
    words = [f"w{number}" for number in range(2 * LONG + 1)]
    other = [*words[:LONG], "x", *words[LONG + 1 :]]

    before, _ = marked(" ".join(words), " ".join(other))
    _, after = marked(" ".join(["x", *words, "x"]), " ".join(["y", *words, "y"]))

    assert before == " ".join([*words[:LONG], "<del>w60</del>", *words[LONG + 1 :]])
    assert after == f"<ins>y</ins> {' '.join(words[:20])} …  {' '.join(words[-20:])} <ins>y</ins>"


def test_texts_with_too_much_in_common_to_be_compared_are_marked_as_a_whole():
    before = "y " + " ".join("ab"[number % 2] for number in range(5_000)) + " x"
    after = "x " + " ".join("ab"[number % 3 // 2] for number in range(5_000)) + " y"

    start = process_time()
    old, new = marked(before, after)

    assert (old, new) == (f"<del>{before}</del>", f"<ins>{after}</ins>")
    assert process_time() - start < 1
