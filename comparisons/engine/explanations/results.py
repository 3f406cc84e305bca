"""The result alone, without the ledger: explanations compute it hundreds of times for one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from comparisons.engine.answers import Answers
from comparisons.engine.catalogue import Catalogue
from comparisons.engine.explanations.option_effects import OptionEffect, answer_effect
from comparisons.engine.ranking import MAX_DEGREE, Result, decide, weight_of

WeightedEffect = tuple[int, OptionEffect]
"""The weight of a criterion for this visitor, and the effect of the answer to it."""

AnswerEffects = dict[str, WeightedEffect]
"""Criterion slug -> weighted effect of its answer, without criteria answered with "not sure"."""


@dataclass(frozen=True)
class PointTotals:
    """The points of each framework in the catalogue's order, the maximum of points, and a bit set of required ones."""

    points: tuple[int, ...]
    max_points: int
    required: int

    def requires(self, index: int) -> bool:
        """Whether the framework at this index of the catalogue is required."""
        return bool(self.required >> index & 1)


def answer_effects(catalogue: Catalogue, answers: Answers) -> AnswerEffects:
    return {
        slug: (weight_of(catalogue.criterion_of[slug], answers), effect)
        for slug, options in answers.chosen
        if (effect := answer_effect(catalogue, slug, options))
    }


def point_totals(catalogue: Catalogue, effects: Iterable[WeightedEffect]) -> PointTotals:
    points, max_points, required = (0,) * len(catalogue.frameworks), 0, 0
    for weight, effect in effects:
        points = tuple([total + weight * degree for total, degree in zip(points, effect.degrees, strict=True)])
        max_points += MAX_DEGREE * weight
        required |= effect.required
    return PointTotals(points, max_points, required)


def totals_with_answer(totals: PointTotals, effects: AnswerEffects, slug: str, effect: OptionEffect) -> PointTotals:
    """The totals with another answer to one answered criterion, without adding up all the others again."""
    weight, before = effects[slug]
    terms = zip(totals.points, effect.degrees, before.degrees, strict=True)
    required = effect.required
    for other, (_, other_effect) in effects.items():
        if other != slug:
            required |= other_effect.required
    points = tuple([total + weight * (new - old) for total, new, old in terms])
    return PointTotals(points, totals.max_points, required)


def result_of(catalogue: Catalogue, effects: Iterable[WeightedEffect]) -> Result:
    """The result that `recommend` gives for the same answers."""
    return result_from(catalogue, point_totals(catalogue, effects))


def result_from(catalogue: Catalogue, totals: PointTotals) -> Result:
    """The result that `recommend` gives for answers with these totals."""
    ranked = [index for index in range(len(totals.points)) if not totals.requires(index)]
    first_two = sorted(ranked, key=lambda index: -totals.points[index])[:2]
    points = [(catalogue.frameworks[index], totals.points[index]) for index in first_two]
    return decide(catalogue.method, points, totals.max_points)
