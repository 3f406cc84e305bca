"""What further answers might bring about, each as linear conditions on points.

Every score has the same denominator, so a comparison of scores is one of sums to which each answer adds a term.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from comparisons.engine.catalogue import Catalogue

VOID = 10**9
"""Stands for a condition that no longer binds: more than all terms together can take away."""


@dataclass(frozen=True)
class Condition:
    """scale * (points of `ahead` - points of `behind`) + share * most >= least.

    Frameworks are named by their place. One that is None has no points. It binds only while `behind` is ranked: a
    framework that answers require leaves the ranking.
    """

    ahead: int | None
    behind: int | None
    scale: int = 100
    share: int = 0
    least: int = 0

    def term(self, points: Sequence[int], most: int, required: int) -> int:
        if self.behind is not None and required >> self.behind & 1:
            return VOID
        ahead = 0 if self.ahead is None else points[self.ahead]
        behind = 0 if self.behind is None else points[self.behind]
        return self.scale * (ahead - behind) + self.share * most


@dataclass(frozen=True)
class Goal:
    """Conditions that hold at once: all of `firm`, all but one of `spare`; and `target` stays in the ranking."""

    target: int | None
    firm: tuple[Condition, ...]
    spare: tuple[Condition, ...] = ()

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        return (*self.firm, *self.spare)

    @cached_property
    def rivals(self) -> tuple[int, ...]:
        """The frameworks for which less is better, each once."""
        behind = (condition.behind for condition in self.conditions)
        return tuple(sorted({place for place in behind if place is not None}))

    def terms(self, points: Sequence[int], most: int, required: int) -> tuple[int, ...]:
        return tuple([condition.term(points, most, required) for condition in self.conditions])

    def start(self, points: Sequence[int], most: int, required: int) -> tuple[int, ...]:
        least = (condition.least for condition in self.conditions)
        return tuple(term - low for term, low in zip(self.terms(points, most, required), least, strict=True))

    def holds(self, sums: Sequence[int]) -> bool:
        """Whether the conditions hold for the sums of terms, from which `least` is taken away already."""
        firm = len(self.firm)
        if firm and min(sums[:firm]) < 0:
            return False
        return firm == len(sums) or sum([each < 0 for each in sums[firm:]]) <= 1


def recommended(catalogue: Catalogue, one: int) -> Goal:
    """It reaches the threshold, at most one is before it, and none leads it so far as to be recommended alone."""
    others = [place for place in range(len(catalogue.frameworks)) if place != one]
    near = [Condition(one, other, share=catalogue.method.lead, least=1) for other in others]
    return Goal(one, (*_reach(catalogue, one), *near), tuple(_before(one, other) for other in others))


def recommended_alone(catalogue: Catalogue, one: int) -> Goal:
    """It reaches the threshold and leads all others."""
    others = [place for place in range(len(catalogue.frameworks)) if place != one]
    ahead = [Condition(one, other, share=-catalogue.method.lead) for other in others]
    return Goal(one, (*_reach(catalogue, one), *ahead))


def fails(catalogue: Catalogue, one: int) -> Goal:
    """It no longer reaches the threshold, or is required."""
    return Goal(None, (Condition(None, one, share=catalogue.method.recommend_at, least=1),))


def is_near(catalogue: Catalogue, one: int, other: int) -> Goal:
    """It is before the other, or less than the lead behind it; or the other is required."""
    return Goal(one, (Condition(one, other, share=catalogue.method.lead, least=1),))


def leads(catalogue: Catalogue, one: int, other: int) -> Goal:
    return Goal(one, (Condition(one, other, share=-catalogue.method.lead),))


def _reach(catalogue: Catalogue, one: int) -> tuple[Condition, ...]:
    """The second condition says that something was answered at all."""
    return Condition(one, None, share=-catalogue.method.recommend_at), Condition(one, None, scale=1, least=1)


def _before(one: int, other: int) -> Condition:
    """Equal scores stand in the order of the catalogue."""
    return Condition(one, other, scale=1, least=0 if one < other else 1)
