"""Totals of answers, and the result that follows from them: explanations compute it hundreds of times for one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import add, sub

from comparisons.engine.method.option_effects import AnswerEffect, AnswerEffects


@dataclass(frozen=True)
class PointTotals:
    """The sums of what answers add: `AnswerEffect` says what the numbers are."""

    points: tuple[int, ...]
    max_points: int
    facts: int

    def requires(self, position: int) -> bool:
        """Whether the framework at this position of the catalogue is required."""
        return bool(self.facts >> position & 1)


def point_totals(length: int, effects: Iterable[AnswerEffect]) -> PointTotals:
    """The totals of answers with these effects; `length` is that of their points."""
    points, max_points, facts = (0,) * length, 0, 0
    for effect in effects:
        points = tuple(map(add, points, effect.points))
        max_points += effect.max_points
        facts |= effect.facts
    return PointTotals(points, max_points, facts)


def totals_with_answer(totals: PointTotals, effects: AnswerEffects, slug: str, effect: AnswerEffect) -> PointTotals:
    """The totals with another answer to one answered criterion, without adding up all the others again."""
    before = effects[slug]
    points = tuple(map(add, map(sub, totals.points, before.points), effect.points))
    max_points = totals.max_points - before.max_points + effect.max_points
    return PointTotals(points, max_points, _facts_without(effects, slug) | effect.facts)


def totals_with_further_answer(totals: PointTotals, effect: AnswerEffect) -> PointTotals:
    """The totals with an answer to one more criterion."""
    points = tuple(map(add, totals.points, effect.points))
    return PointTotals(points, totals.max_points + effect.max_points, totals.facts | effect.facts)


def totals_without_answer(totals: PointTotals, effects: AnswerEffects, slug: str) -> PointTotals:
    """The totals without the answer to one answered criterion."""
    effect = effects[slug]
    points = tuple(map(sub, totals.points, effect.points))
    return PointTotals(points, totals.max_points - effect.max_points, _facts_without(effects, slug))


def _facts_without(effects: AnswerEffects, slug: str) -> int:
    facts = 0
    for other, effect in effects.items():
        if other != slug:
            facts |= effect.facts
    return facts
