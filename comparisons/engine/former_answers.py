"""Reads the answers of older addresses, by what the options and criteria of a catalogue say of former answers.

An option lists the former answers that it replaces. Where several list the same one, it becomes all of them. An answer
that the address already has comes first: a question that takes one answer keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from comparisons.engine.catalogue import AnswerPair, Catalogue, Choice, Criterion, Option


@dataclass(frozen=True)
class Translation:
    """The pairs of an address with today's answers, and the former answers that it had, in the catalogue's order."""

    pairs: frozenset[AnswerPair]
    former: tuple[Choice, ...] = ()


def translate(catalogue: Catalogue, pairs: Iterable[AnswerPair]) -> Translation:
    """Replace each former answer by what it means today. One of which nothing is left, and no word, stays as it is."""
    given = frozenset((key, value) for key, value in pairs)
    former = [successors for pair, successors in catalogue.successors_of.items() if pair in given]
    present = given.difference(successors.former.pair for successors in former)
    for is_conditional in (False, True):  # a condition can be met by what another former answer has become
        present |= {
            (criterion.slug, option.slug)
            for successors in former
            for criterion, option, condition in successors.options
            if bool(condition) is is_conditional
            and (condition is None or condition.pair in present)
            and not (criterion.selection == "one" and any(slug == criterion.slug for slug, _ in present))
        }
    unread = [
        successors.former
        for successors in former
        if not successors.explanation
        and not any((criterion.slug, option.slug) in present for criterion, option, _ in successors.options)
    ]
    read = tuple(successors.former for successors in former if successors.former not in unread)
    return Translation(present.union(choice.pair for choice in unread), read)


@dataclass(frozen=True)
class FormerAnswerNote:
    """What became of a former answer: `became` has the answers of today, by criterion.

    Where it is empty, `explanation` says why, and the question `again` has to be answered again.
    """

    former: Choice
    became: tuple[tuple[Criterion, tuple[Option, ...]], ...]
    explanation: str
    again: Criterion | None


def former_answer_notes(
    catalogue: Catalogue, former: Iterable[AnswerPair], answers: Mapping[str, tuple[str, ...]]
) -> tuple[FormerAnswerNote, ...]:
    """What to tell beside these answers, in the catalogue's order; pairs that are no former answers are left out."""
    named = frozenset(former)
    return tuple(_notes(catalogue, named, answers))


def _notes(
    catalogue: Catalogue, former: frozenset[AnswerPair], answers: Mapping[str, tuple[str, ...]]
) -> Iterator[FormerAnswerNote]:
    for pair, successors in catalogue.successors_of.items():
        if pair not in former:
            continue
        became: dict[str, tuple[Criterion, tuple[Option, ...]]] = {}
        for criterion, option, _ in successors.options:
            if option.slug in answers.get(criterion.slug, ()):
                _, options = became.get(criterion.slug, (criterion, ()))
                became[criterion.slug] = criterion, (*options, option)
        if became or successors.explanation:
            again = None if became else successors.again
            yield FormerAnswerNote(
                successors.former, tuple(became.values()), "" if became else successors.explanation, again
            )
