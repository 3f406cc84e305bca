"""The influence of each open question on the result."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from comparisons.engine.answers import NOT_SURE, Answers, questions
from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.explanations.option_effects import option_effects
from comparisons.engine.explanations.results import AnswerEffects, answer_effects, result_of
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
    effects = answer_effects(catalogue, answers)
    current = result_of(catalogue, effects.values())
    open_criteria = [
        criterion
        for criterion in questions(catalogue, answers)
        if answers.get(criterion.slug, (NOT_SURE,)) == (NOT_SURE,) and criterion.options
    ]
    influences = [_influence(catalogue, answers, effects, current, criterion) for criterion in open_criteria]
    return tuple(sorted(influences, key=lambda entry: -entry.share))


def _influence(
    catalogue: Catalogue, answers: Answers, effects: AnswerEffects, current: Result, criterion: Criterion
) -> Influence:
    weight = weight_of(criterion, answers)
    results = [
        result_of(catalogue, [*effects.values(), (weight, effect)])
        for effect in option_effects(catalogue)[criterion.slug].values()
    ]
    return Influence(criterion, sum(result.differs_from(current) for result in results), len(results))
