"""A word diff of two texts as HTML: removed words in <del>, added words in <ins>."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

MAX_EQUAL_PAIRS = 40_000
"""Of the same word, one in each text. With more, the whole text is marked: difflib would take over half a second."""

LONG = 60
"""A run of more unchanged words is shortened to those at its ends."""
KEPT_WORDS = 20

Run = tuple[bool, Sequence[str]]
"""Whether the words are marked, and the words, each with the space before it."""


def marked(before: str, after: str, *, shortened: bool = True) -> tuple[SafeString, SafeString]:
    """Both texts as safe HTML, and long runs of unchanged words `shortened`. Nothing is marked where one is empty."""
    if not before or not after:
        return format_html("{}", before), format_html("{}", after)
    old, new = (re.findall(r"\s*\S+|\s+$", text) for text in (before, after))
    before_runs, after_runs = [], []
    for is_equal, old_words, new_words in _runs(old, new):
        before_runs.append((not is_equal, old_words))
        after_runs.append((not is_equal, new_words))
    return _html("del", before_runs, shortened=shortened), _html("ins", after_runs, shortened=shortened)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Whether the words are equal, and the words in each text."""
    start = _common_prefix(old, new)
    end = _common_prefix(old[start:][::-1], new[start:][::-1])
    inner = old[start : len(old) - end], new[start : len(new) - end]
    yield True, old[:start], new[:start]
    if _equal_pairs(*inner) > MAX_EQUAL_PAIRS:
        yield False, *inner
    else:
        for tag, a, b, c, d in SequenceMatcher(None, *inner, autojunk=False).get_opcodes():
            yield tag == "equal", inner[0][a:b], inner[1][c:d]
    yield True, old[len(old) - end :], new[len(new) - end :]


def _equal_pairs(old: Sequence[str], new: Sequence[str]) -> int:
    counts = Counter(new)
    return sum(times * counts[word] for word, times in Counter(old).items())


def _common_prefix(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words are equal from the start."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((index for index, (one, other) in pairs if one != other), min(len(old), len(new)))


def _html(tag: str, runs: Sequence[Run], *, shortened: bool) -> SafeString:
    pieces = []
    for index, (is_marked, words) in enumerate(runs):
        if is_marked and words:
            text = "".join(words)
            space = text[: len(text) - len(text.lstrip())]
            pieces.append(format_html(f"{{}}<{tag}>{{}}</{tag}>", space, text[len(space) :] or "¶"))
        elif shortened:
            pieces.append(format_html("{}", _shortened(words, first=not index, last=index == len(runs) - 1)))
        else:
            pieces.append(format_html("{}", "".join(words)))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> str:
    """Unchanged words; a long run without its middle, or without the end that is an end of the text."""
    if len(words) <= LONG:
        return "".join(words)
    start = "" if first else "".join(words[:KEPT_WORDS])
    end = "" if last else "".join(words[-KEPT_WORDS:])
    return f"{start} … {end}"
