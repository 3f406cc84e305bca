"""Goals: outcomes that further answers may bring about, each as linear conditions on points.

All scores of one set of answers have the same denominator. To compare two scores is therefore to compare two sums, and
each answer adds one term to each sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from comparisons.engine.catalogue import Catalogue

ALWAYS_MET = 10**9
"""The term of a condition that no longer applies: larger than all other terms together can be negative."""


@dataclass(frozen=True)
class Condition:
    """scale * (points of `ahead` - points of `behind`) + share * maximum of points >= least.

    Frameworks are given by their index in the catalogue; None has no points. The condition applies only while `behind`
    is ranked: a required framework leaves the ranking.
    """

    ahead: int | None
    behind: int | None
    scale: int = 100
    share: int = 0
    least: int = 0

    def term(self, points: Sequence[int], max_points: int, required: int) -> int:
        if self.behind is not None and required >> self.behind & 1:
            return ALWAYS_MET
        ahead = 0 if self.ahead is None else points[self.ahead]
        behind = 0 if self.behind is None else points[self.behind]
        return self.scale * (ahead - behind) + self.share * max_points

    def upper_bound(self, highest: Sequence[int], lowest: Sequence[int], max_points: int, required: int) -> int:
        """The term where `ahead` has its highest points and `behind` its lowest, or is required."""
        if self.behind is not None and required >> self.behind & 1:
            return ALWAYS_MET
        ahead = 0 if self.ahead is None else highest[self.ahead]
        behind = 0 if self.behind is None else lowest[self.behind]
        return self.scale * (ahead - behind) + self.share * max_points


@dataclass(frozen=True)
class Goal:
    """Conditions to meet at once: each in `all_of`, and each but at most one in `all_but_one_of`.

    `target` is the framework that must stay in the ranking, if there is one.
    """

    target: int | None
    all_of: tuple[Condition, ...]
    all_but_one_of: tuple[Condition, ...] = ()

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        return (*self.all_of, *self.all_but_one_of)

    @cached_property
    def rivals(self) -> tuple[int, ...]:
        """The frameworks whose points should be low, each once."""
        behind = (condition.behind for condition in self.conditions)
        return tuple(sorted({index for index in behind if index is not None}))

    def terms(self, points: Sequence[int], max_points: int, required: int) -> tuple[int, ...]:
        """What an answer with these points adds to each condition."""
        return tuple([condition.term(points, max_points, required) for condition in self.conditions])

    def start(self, points: Sequence[int], max_points: int, required: int) -> tuple[int, ...]:
        """The sums before any further answer: the terms so far, minus `least` of each condition."""
        least = (condition.least for condition in self.conditions)
        return tuple(term - low for term, low in zip(self.terms(points, max_points, required), least, strict=True))

    def is_met(self, sums: Sequence[int]) -> bool:
        """Whether the conditions are met by `start` plus the terms of all further answers."""
        count = len(self.all_of)
        if count and min(sums[:count]) < 0:
            return False
        return count == len(sums) or sum([total < 0 for total in sums[count:]]) <= 1


def recommended(catalogue: Catalogue, index: int) -> Goal:
    """The framework reaches the threshold, at most one is ahead of it, and none by `lead` or more."""
    others = [other for other in range(len(catalogue.frameworks)) if other != index]
    near = [Condition(index, other, share=catalogue.method.lead, least=1) for other in others]
    return Goal(index, (*_reaches_threshold(catalogue, index), *near), tuple(_before(index, other) for other in others))


def recommended_alone(catalogue: Catalogue, index: int) -> Goal:
    """The framework reaches the threshold, and leads all others by `lead` or more."""
    others = [other for other in range(len(catalogue.frameworks)) if other != index]
    ahead = [Condition(index, other, share=-catalogue.method.lead) for other in others]
    return Goal(index, (*_reaches_threshold(catalogue, index), *ahead))


def below_threshold(catalogue: Catalogue, index: int) -> Goal:
    """The framework does not reach the threshold, or is required."""
    return Goal(None, (Condition(None, index, share=catalogue.method.recommend_at, least=1),))


def within_lead(catalogue: Catalogue, index: int, other: int) -> Goal:
    """The framework is ahead of the other, or behind by less than `lead`; or the other is required."""
    return Goal(index, (Condition(index, other, share=catalogue.method.lead, least=1),))


def leads(catalogue: Catalogue, index: int, other: int) -> Goal:
    """The framework is ahead of the other by `lead` or more; or the other is required."""
    return Goal(index, (Condition(index, other, share=-catalogue.method.lead),))


def _reaches_threshold(catalogue: Catalogue, index: int) -> tuple[Condition, ...]:
    """The second condition excludes the case without any answer, in which every sum is 0."""
    return Condition(index, None, share=-catalogue.method.recommend_at), Condition(index, None, scale=1, least=1)


def _before(index: int, other: int) -> Condition:
    """Of two equal scores, the first in the catalogue is ranked first."""
    return Condition(index, other, scale=1, least=0 if index < other else 1)
