"""Answers in addresses: reading them, and the one way to write them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from django.http import HttpRequest
from django.utils.http import urlencode

from comparisons.engine import PRIORITY, UNKNOWN, Answers, Catalogue, Reading, read

CONTROLS = ("asked", "dropped")
"""Keys that are no answers: the question that was asked, and what was left out of an earlier address."""


@dataclass(frozen=True)
class Asked:
    """What an address says: answers, what is told to have been left out, and the question that was put."""

    reading: Reading
    dropped: tuple[str, ...]
    question: str | None

    @property
    def answers(self) -> Answers:
        return self.reading.answers

    def without_clashes(self, catalogue: Catalogue) -> Asked:
        """The same with each choice that clashes dropped as a whole."""
        dropped = {*self.dropped, *self.reading.conflicts}
        return replace(self, reading=Reading(self.answers), dropped=_in_order(catalogue, dropped))

    def with_unknown_dropped(self, catalogue: Catalogue) -> Asked:
        """The same, telling that a question was named that does not exist."""
        return replace(self, dropped=_in_order(catalogue, {*self.dropped, UNKNOWN}))

    def pairs(self) -> list[tuple[str, str]]:
        """Every choice, those that clash included."""
        clashing = [(slug, option) for slug, options in self.reading.conflicts.items() for option in options]
        return self.answers.pairs() + clashing

    def answer_query(self) -> str:
        """The choices alone, for links that lead on."""
        return urlencode(self.pairs())

    def query(self) -> str:
        """The canonical query string: equal addresses say the same, and reading it gives it again."""
        told = [("dropped", slug) for slug in self.dropped]
        question = [("asked", self.question)] if self.question else []
        return urlencode(self.pairs() + told + question)


@lru_cache(maxsize=64)
def answer_query(answers: Answers) -> str:
    return urlencode(answers.pairs())


def read_address(request: HttpRequest, catalogue: Catalogue, *, with_question: bool = False) -> Asked:
    """Read the query string of a request, whoever wrote it."""
    pairs = [(key, value) for key, values in request.GET.lists() for value in values if key not in CONTROLS]
    reading = read(catalogue, pairs)
    dropped = _in_order(catalogue, {*reading.dropped, *request.GET.getlist("dropped")})
    asked = request.GET.get("asked", "") if with_question else ""
    return Asked(reading, dropped, asked if asked in catalogue.criterion_of else None)


def is_canonical(request: HttpRequest, asked: Asked) -> bool:
    return bool(request.META.get("QUERY_STRING", "") == asked.query())


def with_query(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address


def _in_order(catalogue: Catalogue, told: set[str]) -> tuple[str, ...]:
    return tuple(slug for slug in (*catalogue.criterion_of, PRIORITY, UNKNOWN) if slug in told)
