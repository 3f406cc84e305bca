"""A sentence that pages and files share: its text, and which parts of it a page turns into links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from comparisons.engine.catalogue import Criterion, Framework, Level


@dataclass(frozen=True)
class Piece:
    """A part of a sentence. A page links it to a question, or to the obligation of a framework; a file does not."""

    text: str
    criterion: str = ""
    obligation: str = ""


@dataclass(frozen=True)
class Statement:
    """A sentence or two, with an optional label in front."""

    pieces: tuple[Piece, ...]
    label: str = ""

    @property
    def text(self) -> str:
        """Without the label."""
        return "".join(piece.text for piece in self.pieces)


def statement(*parts: str | Iterable[Piece], label: str = "") -> Statement:
    """From plain texts and runs of pieces, in their order."""
    pieces: list[Piece] = []
    for part in parts:
        pieces += [Piece(part)] if isinstance(part, str) else part
    return Statement(tuple(pieces), label)


def questions(criteria: Iterable[Criterion]) -> list[Piece]:
    """The names of criteria, each linked to its question."""
    return [Piece(criterion.name, criterion=criterion.slug) for criterion in criteria]


def obligations(frameworks: Iterable[Framework], level_of: Callable[[Framework], Level | None]) -> list[Piece]:
    """The names of frameworks, with the level that is required, each linked to its obligation on the page."""
    return [Piece(at_level(framework, level_of(framework)), obligation=framework.slug) for framework in frameworks]


def at_level(framework: Framework, level: Level | None) -> str:
    """A framework and its level in the middle of a sentence, as in “CMMC Level 2”."""
    return f"{framework.short_name} {level.name}" if level else framework.short_name


def names(frameworks: Iterable[Framework]) -> list[Piece]:
    return [Piece(framework.short_name) for framework in frameworks]


def listed(pieces: Sequence[Piece], word: str) -> list[Piece]:
    """As “a, b and c”, where the word is “and”."""
    parts: list[Piece] = []
    for number, piece in enumerate(pieces):
        if number:
            parts.append(Piece(f" {word} " if number == len(pieces) - 1 else ", "))
        parts.append(piece)
    return parts
