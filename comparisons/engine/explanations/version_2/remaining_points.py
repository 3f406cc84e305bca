"""How far the points of frameworks can still move, one compared to another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import add
from typing import NamedTuple

from comparisons.engine.answers import Answers
from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.explanations.version_2.contenders import Contenders, contenders
from comparisons.engine.explanations.version_2.further_answers import FurtherQuestion
from comparisons.engine.method import MAX_DEGREE, PointTotals, option_effects, weight_of
from comparisons.engine.method.catalogue_cache import cached_per_catalogue
from comparisons.engine.method.table import bits

MAX_COMBINED = 64
"""How many combinations of options are looked at for a bound. Where there are more, the bound is less tight."""

Numbers = tuple[int, ...]
DegreeRange = tuple[Sequence[int], Sequence[int]]
"""The lowest and the highest degree of each framework."""


@dataclass(frozen=True)
class Comparison:
    """One framework compared to each contender. All are upper bounds, and exact where no question remains.

    `terms` are its points; 100 times them minus `recommend_at` times the maximum, and the opposite of that; then for
    each contender how far it is ahead; and 100 times that, plus and minus `lead` times the maximum.
    """

    terms: Numbers
    count: int

    @property
    def can_reach(self) -> bool:
        """Whether it can have a score at which it can be recommended."""
        return self.terms[0] > 0 and self.terms[1] >= 0

    @property
    def can_miss(self) -> bool:
        return self.terms[2] > 0

    def can_be_ahead(self, index: int, by: int = 1) -> bool:
        """Whether it can have more points than a contender; as many, if `by` is 0."""
        return self.terms[3 + index] >= by

    def can_be_near(self, index: int) -> bool:
        """Whether it can be ahead of a contender, or behind by less than `lead`."""
        return self.terms[3 + self.count + index] > 0

    def can_lead(self, index: int) -> bool:
        """Whether it can be ahead of a contender by `lead` or more."""
        return self.terms[3 + 2 * self.count + index] >= 0


def _terms(of: Contenders, most: int, least: int, others: Iterable[int], max_points: int) -> Numbers:
    """For a framework with at most and at least so many points, and others with at least so many."""
    lead, threshold = of.table.lead * max_points, of.table.recommend_at * max_points
    ahead = [most - other for other in others]
    near = [100 * by + lead for by in ahead]
    far = [100 * by - lead for by in ahead]
    return (most, 100 * most - threshold, threshold - 100 * least, *ahead, *near, *far)


@dataclass(frozen=True)
class RemainingPoints:
    """How far answers to these questions, from each depth on, can move the comparisons of frameworks.

    `called_for` are the frameworks that are called for already: of the others, what one can afford may not count.
    """

    catalogue: Catalogue
    answers: Answers
    questions: list[FurtherQuestion]
    called_for: int
    _gains: dict[int, list[Numbers]] = field(default_factory=dict)

    def comparison(self, position: int, totals: PointTotals, depth: int) -> Comparison:
        """Of the framework at this position, after some answers, whatever is answered from this depth on."""
        of, points, count = self._contenders, totals.points, self._contenders.table.count
        called_for = of.table.called_for(totals.facts)
        others = [points[n] + points[n + count] if called_for >> n & 1 else points[n] for n in of.positions]
        least = most = points[position]
        if called_for >> position & 1:
            least = most = most + points[position + count]
        elif self._may_be_called_for[depth] >> position & 1:
            most += points[position + count]
        terms = _terms(of, most, least, others, totals.max_points)
        return Comparison(tuple(map(add, terms, self._gains_of(position)[depth])), len(others))

    @cached_property
    def _contenders(self) -> Contenders:
        return contenders(self.catalogue)

    @cached_property
    def _may_be_called_for(self) -> list[int]:
        """For each depth, the frameworks that answers from there on can call for."""
        sets, called_for = [0], _called_for(self.catalogue)
        for question in reversed(self.questions):
            sets.append(sets[-1] | called_for[question.criterion.slug])
        sets.reverse()
        return sets

    def _gains_of(self, position: int) -> list[Numbers]:
        """For each depth, the most that can be added to the terms of this framework."""
        if position not in self._gains:
            gains = [_terms(self._contenders, 0, 0, [0] * len(self._contenders.positions), 0)]
            for question in reversed(self.questions):
                gains.append(tuple(map(add, gains[-1], self._gain(question.criterion, position))))
            gains.reverse()
            self._gains[position] = gains
        return self._gains[position]

    def _gain(self, criterion: Criterion, position: int) -> Numbers:
        weight = weight_of(criterion, self.answers)
        certain, uncertain = largest_gains(self.catalogue, criterion, position)
        if not criterion.means:
            return tuple([weight * gain for gain in certain])
        counts = [bool(self.called_for >> n & 1) for n in self._contenders.positions]
        choice = (True, True, bool(self.called_for >> position & 1), *counts * 3)
        return tuple([weight * (c if counted else u) for c, u, counted in zip(certain, uncertain, choice, strict=True)])


@cached_per_catalogue
def _called_for(catalogue: Catalogue) -> dict[str, int]:
    """For each criterion, the contenders that an answer to it can call for."""
    return {
        criterion.slug: bits(
            n
            for n in contenders(catalogue).positions
            if criterion.weight and not criterion.means and any(effect.supports[n] for effect in effects.values())
        )
        for criterion in catalogue.criteria
        for effects in [option_effects(catalogue)[criterion.slug]]
    }


def largest_gains(catalogue: Catalogue, criterion: Criterion, position: int) -> tuple[Numbers, Numbers]:
    """The most that an answer adds where everything is called for, and where not all has to be, for a weight of 1."""
    cache, key = _gain_cache(catalogue), (criterion.slug, position)
    if key not in cache:
        of = contenders(catalogue)
        index = of.positions.index(position)
        certain = [_terms(of, 0, 0, [0] * len(of.positions), 0)]
        uncertain = certain[:]
        for lowest, highest in degree_ranges(catalogue)[criterion.slug]:
            certain.append(_terms(of, highest[index], lowest[index], lowest, MAX_DEGREE))
            if criterion.means:
                others = [min(degree, 0) for degree in lowest]
                uncertain.append(_terms(of, highest[index], others[index], others, MAX_DEGREE))
        largest = tuple(map(max, zip(*certain, strict=True)))
        cache[key] = largest, tuple(map(max, zip(*uncertain, strict=True))) if criterion.means else largest
    return cache[key]


@cached_per_catalogue
def _gain_cache(_: Catalogue) -> dict[tuple[str, int], tuple[Numbers, Numbers]]:
    """By criterion and framework. Empty at first; filled as it is needed."""
    return {}


class _Degrees(NamedTuple):
    supports: Numbers
    objections: Numbers

    def together_with(self, other: _Degrees) -> _Degrees:
        supports = tuple(map(max, self.supports, other.supports))
        return _Degrees(supports, tuple(map(min, self.objections, other.objections)))

    @property
    def sums(self) -> Numbers:
        return tuple(map(add, *self))


@cached_per_catalogue
def degree_ranges(catalogue: Catalogue) -> dict[str, list[DegreeRange]]:
    """For each criterion, the degrees of the contenders for each answer; one range for all where these are too many."""
    return {criterion.slug: _ranges(catalogue, criterion) for criterion in catalogue.criteria}


def _ranges(catalogue: Catalogue, criterion: Criterion) -> list[DegreeRange]:
    positions, effects = contenders(catalogue).positions, option_effects(catalogue)[criterion.slug]
    single, together = set(), set()
    for option in criterion.options:
        effect = effects[option.slug]
        degrees = _Degrees(
            tuple([effect.supports[n] for n in positions]), tuple([effect.objections[n] for n in positions])
        )
        single.add(degrees)
        if criterion.selection == "many" and not option.exclusive:
            together.add(degrees)
    combined = set(together)
    while len(combined) <= MAX_COMBINED:
        larger = combined | {some.together_with(one) for some in combined for one in together}
        if larger == combined:
            return [(made.sums, made.sums) for made in single | combined]
        combined = larger
    sums = [made.sums for made in single]
    return [(tuple(map(min, zip(*sums, strict=True))), tuple(map(max, zip(*sums, strict=True))))]
