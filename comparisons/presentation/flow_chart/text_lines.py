"""Text in lines: a picture does not break them by itself. Their width is estimated, rather too wide than too narrow."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

NARROW = frozenset("fijlrt.,:;'|!()[] ·-")


@dataclass(frozen=True)
class Line:
    """One line of text, and where its base line begins."""

    text: str
    x: int
    y: int
    size: int


def width_of(text: str, size: int) -> float:
    return size * sum(_share(character) for character in text)


def broken(text: str, size: int, width: int) -> tuple[str, ...]:
    """The text in lines of no more than this width; a word that is wider is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        line = f"{line} {word}" if line and width_of(f"{line} {word}", size) <= width else _next(lines, line, word)
        while width_of(line, size) > width and len(line) > 1:
            cut = _fitting(line, size, width)
            lines.append(line[:cut])
            line = line[cut:]
    return (*lines, line) if line else tuple(lines)


def _next(lines: list[str], line: str, word: str) -> str:
    if line:
        lines.append(line)
    return word


def _fitting(word: str, size: int, width: int) -> int:
    """How many characters of it fit, and at least one."""
    return max(1, next(n - 1 for n in range(1, len(word) + 1) if width_of(word[:n], size) > width))


def _share(character: str) -> float:
    """The width of a character, as a share of the size of type."""
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in NARROW:
        return 0.36
    return 0.95 if character in "mwMW@%" else 0.74 if character.isupper() else 0.6
