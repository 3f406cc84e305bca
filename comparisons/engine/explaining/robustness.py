"""How far the result hangs on one weight, or on one criterion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from comparisons.engine.answers import Answers, changed
from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.explaining.results import Said, result_of, said, tally
from comparisons.engine.ranking import MAX_DEGREE, Result

LEAST_WEIGHT = Fraction(0)
"""No weight is as low; it is an end that is never part of a range."""


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
    holds: bool
    answers: Answers
    recommendation: Result


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
    weight = spoken[slug][0]
    turns = {turn for turn in _turns(catalogue, spoken, slug) if turn > LEAST_WEIGHT}
    above = sorted(turn for turn in turns if turn > weight)
    below = sorted((turn for turn in turns if turn < weight), reverse=True)
    high, high_included = _end(catalogue, spoken, slug, [*above, None])
    low, low_included = _end(catalogue, spoken, slug, [*below, LEAST_WEIGHT])
    return WeightRange(catalogue.criterion_of[slug], weight, low or LEAST_WEIGHT, low_included, high, high_included)


def _end(catalogue: Catalogue, spoken: Said, slug: str, turns: list[Fraction | None]) -> tuple[Fraction | None, bool]:
    """How far the result stays, from the present weight over one turn after another; None is without end."""
    now = result_of(catalogue, spoken.values())
    at = Fraction(spoken[slug][0])
    for turn in turns:
        between = at + 1 if turn is None else (at + turn) / 2
        if _result_at(catalogue, spoken, slug, between).differs_from(now):
            return at, True
        if not turn:
            return turn, False
        if _result_at(catalogue, spoken, slug, turn).differs_from(now):
            return turn, False
        at = turn
    return at, True


def _result_at(catalogue: Catalogue, spoken: Said, slug: str, weight: Fraction) -> Result:
    """The result at another weight. All weights are multiplied by its denominator, which changes no score."""
    scaled = (
        (weight.numerator if each == slug else had * weight.denominator, saying)
        for each, (had, saying) in spoken.items()
    )
    return result_of(catalogue, scaled)


def _turns(catalogue: Catalogue, spoken: Said, slug: str) -> Iterable[Fraction]:
    """The weights at which a comparison of the method comes out even."""
    return {Fraction(-constant, slope) for constant, slope in _comparisons(catalogue, spoken, slug) if slope}


def _comparisons(catalogue: Catalogue, spoken: Said, slug: str) -> Iterator[tuple[int, int]]:
    """Each comparison as (constant, slope): constant + slope * weight is what the one side is ahead of the other."""
    method = catalogue.method
    saying = spoken[slug][1]
    rest = tally(catalogue, (item for each, item in spoken.items() if each != slug))
    required = rest.required | saying.required
    free = [place for place in range(len(rest.points)) if not required >> place & 1]
    lines = [(100 * rest.points[place], 100 * saying.degrees[place]) for place in free]
    for constant, slope in lines:
        yield constant - method.recommend_at * rest.most, slope - method.recommend_at * MAX_DEGREE
    for (constant, slope), (other_constant, other_slope) in combinations(lines, 2):
        for lead in (-method.lead, 0, method.lead):
            yield (
                constant - other_constant - lead * rest.most,
                slope - other_slope - lead * MAX_DEGREE,
            )
