"""The table of former answers, made from what criteria and their options say of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from comparisons.engine.catalogue.criteria import Criterion, Option
from comparisons.engine.catalogue.roles import Choice

AnswerPair = tuple[str, str]
"""The slugs of a criterion and of an option, as an address has them."""


@dataclass(frozen=True)
class Successors:
    """What a former answer means today: the options that list it, each with the answer that it depends on, if any.

    `explanation` says why nothing may be left of it, and `again` is the question to answer then. Both can be empty.
    """

    former: Choice
    options: tuple[tuple[Criterion, Option, Choice | None], ...] = ()
    explanation: str = ""
    again: Criterion | None = None


def successors_by_pair(criteria: Iterable[Criterion]) -> dict[AnswerPair, Successors]:
    """Each former answer that the criteria name, in their order."""
    by_pair: dict[AnswerPair, Successors] = {}
    for criterion in criteria:
        for dropped in criterion.dropped:
            known = by_pair.get(dropped.answer.pair, Successors(dropped.answer))
            by_pair[dropped.answer.pair] = replace(known, explanation=dropped.explanation, again=criterion)
        for option in criterion.options:
            for entry in option.was:
                known = by_pair.get(entry.answer.pair, Successors(entry.answer))
                options = (*known.options, (criterion, option, entry.only_when))
                by_pair[entry.answer.pair] = replace(known, options=options)
    return by_pair
