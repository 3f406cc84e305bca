"""What differs between two texts, word by word, for people to see: what went in <del>, what came in <ins>."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

MOST_ALIKE = 40_000
"""Pairs of the same word, one in each text: difflib then takes half a second at the worst, and for prose no time.

What differs in more than that is marked as a whole.
"""

LONG = 60
"""Words that are the same, from which on only the ones at both ends are shown."""
SHOWN = 20

Run = tuple[bool, Sequence[str]]
"""Whether words differ, and the words, each with the space before it."""


def marked(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Both texts, safe to show. Where one of them is empty nothing is marked: there is nothing to look for."""
    if not before or not after:
        return format_html("{}", before), format_html("{}", after)
    old, new = (re.findall(r"\s*\S+|\s+$", text) for text in (before, after))
    gone, come = [], []
    for same, words, others in _runs(old, new):
        gone.append((not same, words))
        come.append((not same, others))
    return _shown("del", gone), _shown("ins", come)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Whether words are the same, and what stands there in each text."""
    start = _in_common(old, new)
    end = _in_common(old[start:][::-1], new[start:][::-1])
    inner = old[start : len(old) - end], new[start : len(new) - end]
    yield True, old[:start], new[:start]
    if _alike(*inner) > MOST_ALIKE:
        yield False, *inner
    else:
        for tag, a, b, c, d in SequenceMatcher(None, *inner, autojunk=False).get_opcodes():
            yield tag == "equal", inner[0][a:b], inner[1][c:d]
    yield True, old[len(old) - end :], new[len(new) - end :]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    counts = Counter(new)
    return sum(times * counts[word] for word, times in Counter(old).items())


def _in_common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words are the same from the start."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(old), len(new)))


def _shown(tag: str, runs: Sequence[Run]) -> SafeString:
    pieces = []
    for place, (differs, words) in enumerate(runs):
        if differs and words:
            text = "".join(words)
            space = text[: len(text) - len(text.lstrip())]
            pieces.append(format_html(f"{{}}<{tag}>{{}}</{tag}>", space, text[len(space) :] or "¶"))
        else:
            pieces.append(format_html("{}", _shortened(words, first=not place, last=place == len(runs) - 1)))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> str:
    """What is the same, without its middle where it is long; at an end of the text, without that end."""
    if len(words) <= LONG:
        return "".join(words)
    ahead = "" if first else "".join(words[:SHOWN])
    behind = "" if last else "".join(words[-SHOWN:])
    return f"{ahead} … {behind}"
