"""The result alone, without the ledger: explanations compute it hundreds of times for one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from comparisons.engine.answers import Answers
from comparisons.engine.catalogue import Catalogue, Framework
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
    points = tuple([total + weight * (new - old) for total, new, old in terms])
    return PointTotals(points, totals.max_points, _required_without(effects, slug) | effect.required)


def totals_with_further_answer(totals: PointTotals, weight: int, effect: OptionEffect) -> PointTotals:
    """The totals with an answer to one more criterion."""
    points = tuple([total + weight * degree for total, degree in zip(totals.points, effect.degrees, strict=True)])
    return PointTotals(points, totals.max_points + MAX_DEGREE * weight, totals.required | effect.required)


def totals_without_answer(totals: PointTotals, effects: AnswerEffects, slug: str) -> PointTotals:
    """The totals without the answer to one answered criterion."""
    weight, effect = effects[slug]
    points = tuple([total - weight * degree for total, degree in zip(totals.points, effect.degrees, strict=True)])
    return PointTotals(points, totals.max_points - MAX_DEGREE * weight, _required_without(effects, slug))


def _required_without(effects: AnswerEffects, slug: str) -> int:
    required = 0
    for other, (_, effect) in effects.items():
        if other != slug:
            required |= effect.required
    return required


def result_of(catalogue: Catalogue, effects: Iterable[WeightedEffect]) -> Result:
    """The result that `recommend` gives for the same answers."""
    return result_from(catalogue, point_totals(catalogue, effects))


def result_from(catalogue: Catalogue, totals: PointTotals) -> Result:
    """The result that `recommend` gives for answers with these totals. Of equal frameworks the first comes first."""
    points = totals.points
    ranked = [index for index in range(len(points)) if not totals.required >> index & 1]
    first_two: list[tuple[Framework, int]] = []
    while ranked and len(first_two) < 2:
        best = max(ranked, key=points.__getitem__)
        first_two.append((catalogue.frameworks[best], points[best]))
        ranked.remove(best)
    return decide(catalogue.method, first_two, totals.max_points)
