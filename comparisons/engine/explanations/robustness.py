"""How far the result hangs on one weight, or on one criterion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from comparisons.engine.answers import Answers, changed
from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.explanations.option_effects import Saying
from comparisons.engine.explanations.results import Said, Tally, result_from, result_of, said, tally
from comparisons.engine.ranking import MAX_DEGREE, Result

NO_WEIGHT = Fraction(0)
"""The end of all weights below, and never one itself."""


@dataclass(frozen=True)
class WeightRange:
    """The weights of one criterion, from `low` to `high`, at which the result stays as it is, all else equal.

    `weight` is the present one, doubled where the criterion has priority. `high` is None where no weight is too great.
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
    """Whether the result holds without the answer to one criterion, and the result that there is then."""

    criterion: Criterion
    keeps_result: bool
    answers: Answers
    result: Result


def leave_one_out(catalogue: Catalogue, answers: Answers) -> tuple[LeftOut, ...]:
    """For each criterion that has an answer other than not sure; what is not asked without it is left out too."""
    spoken = said(catalogue, answers)
    now = result_of(catalogue, spoken.values())
    return tuple(
        LeftOut(catalogue.criterion_of[slug], not result.differs_from(now), after, result)
        for slug in spoken
        for after in [changed(catalogue, answers, {slug: ()})]
        for result in [result_of(catalogue, said(catalogue, after).values())]
    )


def weight_ranges(catalogue: Catalogue, answers: Answers) -> tuple[WeightRange, ...]:
    """For each criterion that has an answer other than not sure.

    A result can change only at a weight where two scores are equal, or a score or a lead is at its threshold. Between
    two such weights next to each other it is the same, so that one weight there speaks for all.
    """
    spoken = said(catalogue, answers)
    return tuple(_weight_range(catalogue, spoken, slug) for slug in spoken)


def _weight_range(catalogue: Catalogue, spoken: Said, slug: str) -> WeightRange:
    weight, saying = spoken[slug]
    rest = tally(catalogue, (item for other, item in spoken.items() if other != slug))
    scale = _Scale(catalogue, rest, saying, weight)
    turns = sorted(scale.turns())
    high, high_included = scale.end([*(turn for turn in turns if turn > weight), None])
    low, low_included = scale.end([*(turn for turn in reversed(turns) if turn < weight), NO_WEIGHT])
    return WeightRange(catalogue.criterion_of[slug], weight, low or NO_WEIGHT, low_included, high, high_included)


@dataclass(frozen=True)
class _Scale:
    """What the other criteria add up to, and what one says: the result at each weight that it could have."""

    catalogue: Catalogue
    rest: Tally
    saying: Saying
    weight: int

    def at(self, weight: Fraction) -> Result:
        """All weights are multiplied by the denominator of this one, which changes no score."""
        mine, others = weight.numerator, weight.denominator
        points = tuple([others * had + mine * degree for had, degree in self._lines])
        most = others * self.rest.most + mine * MAX_DEGREE
        return result_from(self.catalogue, Tally(points, most, self._required))

    def end(self, turns: list[Fraction | None]) -> tuple[Fraction | None, bool]:
        """How far the result stays, from the present weight over one turn after another, and whether there too.

        The last turn is where weights end: None, or `NO_WEIGHT`.
        """
        at = Fraction(self.weight)
        now = self.at(at)
        for turn in turns:
            between = at + 1 if turn is None else (at + turn) / 2
            if self.at(between).differs_from(now):
                return at, True
            if not turn or self.at(turn).differs_from(now):
                return turn, False
            at = turn
        return at, True

    def turns(self) -> set[Fraction]:
        """The weights at which a comparison of the method comes out even."""
        return {
            Fraction(-constant, slope) for constant, slope in set(self._comparisons()) if slope and constant * slope < 0
        }

    def _comparisons(self) -> Iterator[tuple[int, int]]:
        """Each as (constant, slope): constant + slope * weight is how far the one side is ahead of the other."""
        method, most = self.catalogue.method, self.rest.most
        free = [line for place, line in enumerate(self._lines) if not self._required >> place & 1]
        for points, degree in free:
            yield 100 * points - method.recommend_at * most, 100 * degree - method.recommend_at * MAX_DEGREE
        for (points, degree), (other_points, other_degree) in combinations(free, 2):
            for lead in (-method.lead, 0, method.lead):
                ahead, steeper = 100 * (points - other_points), 100 * (degree - other_degree)
                yield ahead - lead * most, steeper - lead * MAX_DEGREE

    @property
    def _lines(self) -> list[tuple[int, int]]:
        """The points of each framework without the criterion, and those that each unit of its weight adds."""
        return list(zip(self.rest.points, self.saying.degrees, strict=True))

    @property
    def _required(self) -> int:
        return self.rest.required | self.saying.required
