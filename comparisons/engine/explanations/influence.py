"""The influence of each open question on the result."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from comparisons.engine.answers import NOT_SURE, Answers, questions
from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.explanations.results import result_from
from comparisons.engine.method import (
    AnswerEffect,
    AnswerEffects,
    PointTotals,
    answer_effect,
    answer_effects,
    totals_of,
    totals_with_answer,
    totals_with_further_answer,
)


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

    Equal shares come in the order of the questions.
    """
    effects = answer_effects(catalogue, answers)
    totals = totals_of(catalogue, effects.values())
    current = result_from(catalogue, totals)
    open_criteria = [
        criterion
        for criterion in questions(catalogue, answers)
        if answers.get(criterion.slug, (NOT_SURE,)) == (NOT_SURE,) and criterion.options
    ]
    influences = []
    for criterion in open_criteria:
        chosen = [answer_effect(catalogue, answers, criterion.slug, (option.slug,)) for option in criterion.options]
        after = [_totals_with(totals, effects, criterion.slug, effect) for effect in chosen if effect]
        changing = sum([result_from(catalogue, changed).differs_from(current) for changed in after])
        influences.append(Influence(criterion, changing, len(criterion.options)))
    return tuple(sorted(influences, key=lambda entry: -entry.share))


def _totals_with(totals: PointTotals, effects: AnswerEffects, slug: str, effect: AnswerEffect) -> PointTotals:
    """To have said "not sure" can have an effect too, which another answer replaces."""
    if slug in effects:
        return totals_with_answer(totals, effects, slug, effect)
    return totals_with_further_answer(totals, effect)
