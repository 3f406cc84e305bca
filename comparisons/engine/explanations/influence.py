"""The influence of each open question on the result."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from comparisons.engine.answers import NOT_SURE, Answers, questions
from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.explanations.option_effects import option_effects
from comparisons.engine.explanations.results import (
    PointTotals,
    answer_effects,
    point_totals,
    result_from,
    totals_with_further_answer,
)
from comparisons.engine.ranking import Result, weight_of


@dataclass(frozen=True)
class Influence:
    """How many of the options of an open question change the result at once, each chosen alone."""

    criterion: Criterion
    changing: int
    options: int

    @property
    def share(self) -> Fraction:
        """The share of options that change the result, 0 to 1."""
        return Fraction(self.changing, self.options)


def influence(catalogue: Catalogue, answers: Answers) -> tuple[Influence, ...]:
    """Each question that is asked and has no answer or "not sure", the largest share first.

    Equal shares come in the order of the questions. Takes about 1 ms on the shipped catalogue.
    """
    totals = point_totals(catalogue, answer_effects(catalogue, answers).values())
    current = result_from(catalogue, totals)
    open_criteria = [
        criterion
        for criterion in questions(catalogue, answers)
        if answers.get(criterion.slug, (NOT_SURE,)) == (NOT_SURE,) and criterion.options
    ]
    influences = [_influence(catalogue, answers, totals, current, criterion) for criterion in open_criteria]
    return tuple(sorted(influences, key=lambda entry: -entry.share))


def _influence(
    catalogue: Catalogue, answers: Answers, totals: PointTotals, current: Result, criterion: Criterion
) -> Influence:
    weight = weight_of(criterion, answers)
    results = [
        result_from(catalogue, totals_with_further_answer(totals, weight, effect))
        for effect in option_effects(catalogue)[criterion.slug].values()
    ]
    return Influence(criterion, sum(result.differs_from(current) for result in results), len(results))
