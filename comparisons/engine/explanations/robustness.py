"""How robust the result is: the weights at which it stays, and whether it stays without one answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from comparisons.engine.answers import Answers, with_changes
from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.explanations.results import result_from
from comparisons.engine.method import (
    MAX_DEGREE,
    AnswerEffect,
    AnswerEffects,
    MethodTable,
    PointTotals,
    answer_effects,
    method_table,
    totals_of,
    totals_without_answer,
    weight_of,
)
from comparisons.engine.recommendation import Result

LOOKED_AT = 2
"""The method looks at the first two frameworks of the ranking."""
NO_WEIGHT = Fraction(0)
"""The lower end of all weights, which is not a weight itself."""


@dataclass(frozen=True)
class WeightRange:
    """The weights of one criterion, from `low` to `high`, at which the result stays the same, all else equal.

    `weight` is the current one, doubled for a criterion with priority. `high` is None if the range has no upper end.
    An end that is not included is the first weight that changes the result, or 0.
    """

    criterion: Criterion
    weight: int
    low: Fraction
    low_included: bool
    high: Fraction | None
    high_included: bool

    def __contains__(self, weight: Fraction) -> bool:
        above = weight > self.low or (weight == self.low and self.low_included)
        below = self.high is None or weight < self.high or (weight == self.high and self.high_included)
        return above and below


@dataclass(frozen=True)
class LeftOut:
    """The result without the answer to one criterion, the remaining answers, and whether the result stays the same."""

    criterion: Criterion
    keeps_result: bool
    answers: Answers
    result: Result


def leave_one_out(catalogue: Catalogue, answers: Answers) -> tuple[LeftOut, ...]:
    """For each criterion with an answer other than "not sure". Questions that only it opened are left out too."""
    effects = answer_effects(catalogue, answers)
    totals = totals_of(catalogue, effects.values())
    current = result_from(catalogue, totals)
    return tuple(
        LeftOut(catalogue.criterion_of[slug], not result.differs_from(current), remaining, result)
        for slug in effects
        for remaining in [with_changes(catalogue, answers, {slug: ()})]
        for result in [result_from(catalogue, _totals_of_remaining(catalogue, totals, effects, slug, remaining))]
    )


def _totals_of_remaining(
    catalogue: Catalogue, totals: PointTotals, effects: AnswerEffects, slug: str, remaining: Answers
) -> PointTotals:
    """All answers are added up again only if this one opens other questions."""
    if effects[slug].opens:
        return totals_of(catalogue, answer_effects(catalogue, remaining).values())
    return totals_without_answer(totals, effects, slug)


def weight_ranges(catalogue: Catalogue, answers: Answers) -> tuple[WeightRange, ...]:
    """For each criterion with an answer other than "not sure".

    The result can change only at a critical weight: one at which two scores are equal, or a score or a lead is at its
    threshold. Between two neighbouring critical weights it is constant, so one weight between them is enough to try.
    """
    effects = answer_effects(catalogue, answers)
    return tuple(_weight_range(catalogue, answers, effects, slug) for slug in effects if effects[slug].max_points)


def _weight_range(catalogue: Catalogue, answers: Answers, effects: AnswerEffects, slug: str) -> WeightRange:
    weight = weight_of(catalogue.criterion_of[slug], answers)
    rest = totals_of(catalogue, (effect for other, effect in effects.items() if other != slug))
    line = _WeightLine(catalogue, rest, effects[slug], weight)
    critical = sorted(line.critical_weights())
    high, high_included = line.end([*(end for end in critical if end > weight), None])
    low, low_included = line.end([*(end for end in reversed(critical) if end < weight), NO_WEIGHT])
    return WeightRange(catalogue.criterion_of[slug], weight, low or NO_WEIGHT, low_included, high, high_included)


@dataclass(frozen=True)
class _WeightLine:
    """The result as a function of the weight of one criterion: `rest` are the totals of all others."""

    catalogue: Catalogue
    rest: PointTotals
    effect: AnswerEffect
    weight: int

    def at(self, weight: Fraction) -> Result:
        """All weights are multiplied by the denominator of this one, which changes no score and keeps them whole.

        The reasons for an add-on have no weight, so they stay what they are.
        """
        mine, others = weight.numerator, weight.denominator
        points = [others * constant + mine * slope for constant, slope in self._lines]
        for n in range(self._table.count):
            if self._table.add_ons >> n & 1:
                points[n] = self.rest.points[n] + self.effect.points[n]
        max_points = others * self.rest.max_points + mine * MAX_DEGREE
        return result_from(self.catalogue, PointTotals(tuple(points), max_points, self._facts))

    def end(self, critical: list[Fraction | None]) -> tuple[Fraction | None, bool]:
        """Where the result changes, going from the current weight through these ones, and if it stays at that weight.

        The last one is the end of all weights: None, or `NO_WEIGHT`.
        """
        last = Fraction(self.weight)
        current = self.at(last)
        for weight in critical:
            between = last + 1 if weight is None else (last + weight) / 2
            if self.at(between).differs_from(current):
                return last, True
            if not weight or self.at(weight).differs_from(current):
                return weight, False
            last = weight
        return last, True

    def critical_weights(self) -> set[Fraction]:
        """The weights at which a comparison of the method comes out equal."""
        return {
            Fraction(-constant, slope) for constant, slope in set(self._comparisons()) if slope and constant * slope < 0
        }

    def _comparisons(self) -> Iterator[tuple[int, int]]:
        """Each as (constant, slope): constant + slope * weight is the difference of the two sides."""
        method, rest_max = self.catalogue.method, self.rest.max_points
        ranked = self._among_first_two() if self._table.version == 1 else self._scored_lines()
        for points, degree in ranked:
            yield 100 * points - method.recommend_at * rest_max, 100 * degree - method.recommend_at * MAX_DEGREE
        for (points, degree), (other_points, other_degree) in combinations(ranked, 2):
            for lead in (-method.lead, 0, method.lead):
                ahead, steeper = 100 * (points - other_points), 100 * (degree - other_degree)
                yield ahead - lead * rest_max, steeper - lead * MAX_DEGREE

    def _among_first_two(self) -> list[tuple[int, int]]:
        """The lines of ranked frameworks that can be first or second at some weight: no two are above them at all.

        Only the first two decide. Lines that are equal count as not above each other, so all of them are kept.
        """
        ranked = [line for n, line in enumerate(self._lines) if not self._facts >> n & 1]
        return [
            (points, degree)
            for points, degree in ranked
            if sum([p >= points and d >= degree and (p, d) != (points, degree) for p, d in ranked]) < LOOKED_AT
        ]

    def _scored_lines(self) -> list[tuple[int, int]]:
        """The lines of all that can be ranked, with what one can afford where another answer calls for it."""
        table, lines = self._table, self._lines
        called_for = table.unpack(self._facts).called_for
        return [
            (lines[n][0] + lines[n + table.count][0], lines[n][1] + lines[n + table.count][1])
            if called_for >> n & 1
            else lines[n]
            for n in range(table.count)
            if table.ranked >> n & 1
        ]

    @cached_property
    def _lines(self) -> list[tuple[int, int]]:
        """For each number of points, what it is without the criterion, and what one unit of the weight adds."""
        return [(constant, p // self.weight) for constant, p in zip(self.rest.points, self.effect.points, strict=True)]

    @property
    def _table(self) -> MethodTable:
        return method_table(self.catalogue)

    @property
    def _facts(self) -> int:
        return self.rest.facts | self.effect.facts
