"""Which open question matters most."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from comparisons.engine.answers import NOT_SURE, Answers, questions
from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.explanations.option_effects import sayings_of
from comparisons.engine.explanations.results import Said, result_of, said
from comparisons.engine.ranking import Result, weight_of


@dataclass(frozen=True)
class Influence:
    """How many of the options of an open question, each chosen alone, would change the result at once."""

    criterion: Criterion
    changing: int
    options: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.changing, self.options)


def influence(catalogue: Catalogue, answers: Answers) -> tuple[Influence, ...]:
    """Each question that is asked and has no answer, or not sure: the greatest share of changing options first.

    Equal ones stand in the order of the questions.
    """
    spoken = said(catalogue, answers)
    now = result_of(catalogue, spoken.values())
    still_open = [
        criterion
        for criterion in questions(catalogue, answers)
        if answers.get(criterion.slug, (NOT_SURE,)) == (NOT_SURE,) and criterion.options
    ]
    found = [_influence(catalogue, answers, spoken, now, criterion) for criterion in still_open]
    return tuple(sorted(found, key=lambda each: -each.share))


def _influence(catalogue: Catalogue, answers: Answers, spoken: Said, now: Result, criterion: Criterion) -> Influence:
    weight = weight_of(criterion, answers)
    results = [
        result_of(catalogue, [*spoken.values(), (weight, saying)])
        for saying in sayings_of(catalogue)[criterion.slug].values()
    ]
    return Influence(criterion, sum(result.differs_from(now) for result in results), len(results))
