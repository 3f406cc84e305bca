"""Answers in the query string: reading them, and the canonical form in which they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.http import urlencode

from comparisons.engine import (
    PRIORITY,
    UNKNOWN,
    Answers,
    Catalogue,
    FormerAnswerNote,
    Reading,
    former_answer_notes,
    read,
)
from comparisons.views.http.shared_links import CONTROLS, repaired_pairs


@dataclass(frozen=True)
class AnswerQuery:
    """What a query string says: answers, and the question that was asked.

    `dropped` is what was left out of an earlier address, and `notes` say what became of its former answers.
    """

    reading: Reading
    dropped: tuple[str, ...]
    question: str | None
    notes: tuple[FormerAnswerNote, ...] = ()

    @property
    def answers(self) -> Answers:
        return self.reading.answers

    def without_clashes(self, catalogue: Catalogue) -> AnswerQuery:
        """The same with each choice that clashes dropped as a whole."""
        dropped = {*self.dropped, *self.reading.conflicts}
        return replace(self, reading=Reading(self.answers), dropped=_in_order(catalogue, dropped))

    def with_unknown_dropped(self, catalogue: Catalogue) -> AnswerQuery:
        """The same, noting that a question was named that does not exist."""
        return replace(self, dropped=_in_order(catalogue, {*self.dropped, UNKNOWN}))

    def pairs(self) -> list[tuple[str, str]]:
        """Every choice, those that clash included."""
        clashing = [(slug, option) for slug, options in self.reading.conflicts.items() for option in options]
        return self.answers.pairs() + clashing

    def answer_query(self) -> str:
        """The choices alone, for links that lead on."""
        return urlencode(self.pairs())

    def urlencode(self) -> str:
        """The canonical query string: equal addresses say the same, and reading it gives it again."""
        dropped = [("dropped", slug) for slug in self.dropped]
        former = [("was", str(note.former)) for note in self.notes]
        question = [("asked", self.question)] if self.question else []
        return urlencode(self.pairs() + dropped + former + question)


def read_address(request: HttpRequest, catalogue: Catalogue, *, with_question: bool = False) -> AnswerQuery:
    """Read the query string of a request, whoever wrote it and whatever it went through."""
    given = [(key, value) for key, values in request.GET.lists() for value in values]
    pairs = repaired_pairs(catalogue, given)
    control = {key: [value for name, value in pairs if name == key] for key in CONTROLS}
    reading = read(catalogue, [(key, value) for key, value in pairs if key not in CONTROLS])
    dropped = _in_order(catalogue, {*reading.dropped, *control["dropped"]})
    slug = next(reversed(control["asked"]), "") if with_question else ""
    return AnswerQuery(
        reading,
        dropped,
        slug if slug in catalogue.criterion_of else None,
        former_answer_notes(catalogue, former_answers(reading, control["was"]), reading.answers),
    )


def former_answers(reading: Reading, earlier: Iterable[str]) -> set[tuple[str, str]]:
    """The former answers of an address, and those that an earlier one had: as question/answer."""
    named = (text.partition("/") for text in earlier)
    return {choice.pair for choice in reading.former} | {(criterion, option) for criterion, _, option in named}


def is_canonical(request: HttpRequest, query: AnswerQuery) -> bool:
    return bool(request.META.get("QUERY_STRING", "") == query.urlencode())


def with_query(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address


def _in_order(catalogue: Catalogue, slugs: set[str]) -> tuple[str, ...]:
    return tuple(slug for slug in (*catalogue.criterion_of, PRIORITY, UNKNOWN) if slug in slugs)
