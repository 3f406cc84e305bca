"""Trying further answers one after the other: exact where there are few, and bounded where there are many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations

from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.explanations.open_questions import OpenQuestions
from comparisons.engine.explanations.results import result_from
from comparisons.engine.explanations.search import InconclusiveError
from comparisons.engine.method import (
    AnswerEffect,
    OptionEffect,
    PointTotals,
    option_effects,
    totals_of,
    totals_with_further_answer,
    weight_of,
    weighted,
)
from comparisons.engine.recommendation import Result


@dataclass
class Trial:
    """The results that further answers bring about, as far as they were tried, and whether all were."""

    results: list[Result] = field(default_factory=list)
    complete: bool = True


def try_further_answers(questions: OpenQuestions) -> Trial:
    """Try each answer to each open question, and none, in every combination, until the nodes run out."""
    trial = Trial()
    unsure = {criterion.slug for criterion, _ in questions.open} & questions.effects.keys()
    certain = (effect for slug, effect in questions.effects.items() if slug not in unsure)

    def descend(depth: int, sums: PointTotals, opened: int) -> None:
        questions.budget.visit()
        if depth == len(questions.open):
            trial.results.append(result_from(questions.catalogue, sums))
            return
        criterion, opened_by = questions.open[depth]
        stays = [questions.effects[criterion.slug]] if criterion.slug in unsure else []
        descend(depth + 1, reduce(totals_with_further_answer, stays, sums), opened)
        if not opened_by & ~opened:
            weight = weight_of(criterion, questions.answers)
            for effect in _answers(questions.catalogue, criterion, weight):
                descend(depth + 1, totals_with_further_answer(sums, effect), opened | effect.opens)

    try:
        descend(0, totals_of(questions.catalogue, certain), questions.opened)
    except InconclusiveError:
        trial.complete = False
    return trial


def _answers(catalogue: Catalogue, criterion: Criterion, weight: int) -> Iterator[AnswerEffect]:
    """Each option alone, then all that go together."""
    effects = option_effects(catalogue)[criterion.slug]
    yield from (weighted(catalogue, criterion, effect, weight) for effect in effects.values())
    if criterion.selection == "many":
        together = [effects[option.slug] for option in criterion.options if not option.exclusive]
        for size in range(2, len(together) + 1):
            for chosen in combinations(together, size):
                yield weighted(catalogue, criterion, reduce(OptionEffect.__or__, chosen), weight)
