"""Scores many answer sets at once: `recommend` in whole numbers, over arrays.

The points of a framework are stored as points * base + rank. The first framework of the catalogue has the highest
rank, so one comparison of two values orders by points and then by catalogue order, and the rank in the largest value
says whose it is. A required framework gets a value below `no_framework`, the value that stands for no framework at all.
Scores are never divided: `score >= limit` is computed as `100 * points >= limit * maximum of points`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from comparisons.engine.audit.findings import Outcome
from comparisons.engine.audit.questions import Numbers, Question, in_asking_order, question
from comparisons.engine.catalogue import Catalogue, Criterion, Option
from comparisons.engine.method import MAX_DEGREE

Exact = npt.NDArray[np.signedinteger]
Shape = tuple[int, ...]

MAX_REQUIRABLE = 62
"""The most frameworks that answers can require: each has a bit in a 64-bit number."""


@dataclass(frozen=True, eq=False)
class ScoredQuestion:
    """A question with the points of its answers: `table` and `requires` have a column for each answer.

    `table` has a row for each framework, and a last row with the maximum of points. `opened_by` lists the questions
    that can open this one, with the answers that do.
    """

    question: Question
    opened_by: tuple[tuple[str, npt.NDArray[np.bool_]], ...]
    table: Exact
    requires: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Results:
    """For each answer set: the number of its outcome, a bit set of required frameworks, all values and the best one."""

    outcome: Exact
    required: npt.NDArray[np.int64]
    values: Exact
    best: Exact


@dataclass(frozen=True, eq=False)
class Scorer:
    """A catalogue prepared for scoring. Bit n of `Results.required` stands for the n-th slug in `requirable`."""

    catalogue: Catalogue
    questions: tuple[ScoredQuestion, ...]
    requirable: tuple[str, ...]
    base: int
    no_framework: int
    outcomes: tuple[Outcome, ...]
    outcome_number: Exact

    @property
    def bit_of(self) -> dict[str, int]:
        return {slug: bit for bit, slug in enumerate(self.requirable)}

    def counted(self, answers: Mapping[str, Numbers]) -> dict[str, Numbers]:
        """The answers, with `NOT_COUNTED` where the question is not asked. Arrays of any shapes that broadcast."""
        counted: dict[str, Numbers] = {}
        for scored in self.questions:
            slug = scored.question.slug
            if slug not in answers:
                continue
            openings = [opens[counted[opener]] for opener, opens in scored.opened_by if opener in counted]
            is_asked = reduce(np.logical_or, openings, np.array(not scored.opened_by))
            counted[slug] = answers[slug] * is_asked if scored.opened_by else answers[slug]
        return counted

    def results(self, answers: Mapping[str, Numbers]) -> Results:
        """Score a batch: for each answered question, a two-dimensional array of answer numbers."""
        counted = self.counted(answers)
        sums, required = self._sums(counted)
        values, max_points = sums[:-1], np.maximum(sums[-1], 1)
        best, second = self._first_two(values)
        shift = self.base.bit_length() - 1
        points, next_points = 100 * (best >> shift), 100 * (second >> shift)
        method = self.catalogue.method
        reaches = points >= method.recommend_at * max_points
        narrowly = reaches & (points - next_points < method.lead * max_points)
        kind = reaches.astype(sums.dtype)
        kind += narrowly
        kind += narrowly & (next_points >= method.recommend_at * max_points)
        rank_mask = self.base - 1
        code = ((kind << shift | best & rank_mask) << shift) | second & rank_mask
        return Results(self.outcome_number.take(code), required, values, best)

    def is_first(self, results: Results, framework: int) -> npt.NDArray[np.bool_]:
        """True where this framework is ranked and none has more points."""
        at_least = results.best & -self.base
        return np.asarray(results.values[framework] >= at_least)

    def _sums(self, counted: Mapping[str, Numbers]) -> tuple[Exact, npt.NDArray[np.int64]]:
        """Arrays of the same shape are summed first, so that only the last few sums are as large as the batch."""
        number = len(self.catalogue.frameworks)
        start = np.arange(self.base - 1, self.base - 2 - number, -1, dtype=self.outcome_number.dtype)
        start[-1] = 0
        sums: dict[Shape, Exact] = {(1, 1): start.reshape(-1, 1, 1)}
        required: dict[Shape, npt.NDArray[np.int64]] = {(1, 1): np.zeros((1, 1), dtype=np.int64)}
        for scored in self.questions:
            if (numbers := counted.get(scored.question.slug)) is None:
                continue
            added = scored.table.take(numbers, axis=1)
            sums[numbers.shape] = sums[numbers.shape] + added if numbers.shape in sums else added
            if scored.requires.any():
                bits = scored.requires.take(numbers)
                required[numbers.shape] = required.get(numbers.shape, np.int64(0)) | bits
        return reduce(np.add, sums.values()), reduce(np.bitwise_or, required.values())

    def _first_two(self, values: Exact) -> tuple[Exact, Exact]:
        best = np.full(values.shape[1:], self.no_framework, dtype=values.dtype)
        second = best.copy()
        lesser = np.empty_like(best)
        for value in values:
            np.minimum(best, value, out=lesser)
            np.maximum(second, lesser, out=second)
            np.maximum(best, value, out=best)
        return best, second


def requirable_frameworks(catalogue: Catalogue) -> tuple[str, ...]:
    """The slugs of the frameworks that some answer requires, in the catalogue's order."""
    required = {s.framework for c in catalogue.criteria for o in c.options for s in o.support if s.requires}
    return tuple(slug for slug in catalogue.framework_of if slug in required)


def scorer(catalogue: Catalogue, requirable: Sequence[str] | None = None) -> Scorer:
    """Prepare a catalogue without errors. Raises ValueError for more than `MAX_REQUIRABLE` requirable frameworks."""
    slugs = tuple(requirable_frameworks(catalogue) if requirable is None else requirable)
    if len(slugs) > MAX_REQUIRABLE:
        raise ValueError(f"More than {MAX_REQUIRABLE} frameworks that answers require are too many.")
    base = 1 << (len(catalogue.frameworks) - 1).bit_length()
    max_points = sum(MAX_DEGREE * criterion.weight for criterion in catalogue.criteria)
    no_framework, penalty = -(2 * max_points + 1), 3 * max_points + 2
    lowest = (len(catalogue.criteria) * penalty + max_points + 1) * base
    integer = _smallest_integer(max(lowest, 100 * (3 * max_points + 1), 4 * base**2))
    questions = tuple(_scored(catalogue, c, slugs, (base, penalty), integer) for c in in_asking_order(catalogue))
    outcomes, outcome_number = _outcomes(catalogue, base)
    return Scorer(catalogue, questions, slugs, base, no_framework * base, outcomes, outcome_number.astype(integer))


def _smallest_integer(limit: int) -> type[np.signedinteger]:
    """The smallest type that cannot overflow: more small integers fit into the processor at once."""
    return next(integer for integer in (np.int16, np.int32, np.int64) if np.iinfo(integer).max > limit)


def _scored(
    catalogue: Catalogue,
    criterion: Criterion,
    requirable: Sequence[str],
    scale: tuple[int, int],
    integer: type[np.signedinteger],
) -> ScoredQuestion:
    base, penalty = scale
    numbered = question(criterion)
    options = [criterion.option_of[slug] for slug in (*numbered.together, *numbered.alone)]
    degrees = np.array([[_degree(o, f) for f in catalogue.framework_of] for o in options], dtype=np.int64)
    required = np.array([[_requires(o, f) for f in catalogue.framework_of] for o in options], dtype=np.int64)
    degree = _combined(np.maximum(degrees, 0), numbered) - _combined(np.maximum(-degrees, 0), numbered)
    points = criterion.weight * degree - penalty * _combined(required, numbered)
    max_points = np.where(np.arange(numbered.size) == 0, 0, MAX_DEGREE * criterion.weight)
    bits = np.array([sum(_requires(o, f) << bit for bit, f in enumerate(requirable)) for o in options], dtype=np.int64)
    return ScoredQuestion(
        question=numbered,
        opened_by=_openings(catalogue, criterion),
        table=np.vstack([points.T * base, max_points]).astype(integer),
        requires=_combined(bits[:, None], numbered, np.bitwise_or)[:, 0],
    )


def _combined(option_rows: npt.NDArray[np.int64], numbered: Question, combine: np.ufunc = np.maximum) -> Exact:
    """A row for each answer from a row for each option: the maximum over the chosen options, 0 if there are none."""
    together = len(numbered.together)
    rows = np.zeros((1, option_rows.shape[1]), dtype=np.int64)
    for row in option_rows[:together]:
        rows = np.vstack([rows, combine(rows, row)])
    return np.vstack([rows, option_rows[together:]])


def _openings(catalogue: Catalogue, criterion: Criterion) -> tuple[tuple[str, npt.NDArray[np.bool_]], ...]:
    return tuple(
        (choice.criterion, question(catalogue.criterion_of[choice.criterion]).contains(choice.option))
        for choice in criterion.ask_when
    )


def _degree(option: Option, framework: str) -> int:
    support = option.support_for.get(framework)
    return support.degree if support else 0


def _requires(option: Option, framework: str) -> bool:
    support = option.support_for.get(framework)
    return bool(support and support.requires)


def _outcomes(catalogue: Catalogue, base: int) -> tuple[tuple[Outcome, ...], Exact]:
    """All outcomes, and the number of each by kind of verdict, rank of the best and rank of the second framework."""
    numbers = {Outcome("undecided", ()): 0}
    number_of = np.zeros((4, base, base), dtype=np.int64)
    for index, best in enumerate(catalogue.frameworks):
        rank = base - 1 - index
        number_of[1, rank] = numbers.setdefault(Outcome("clear", (best.slug,)), len(numbers))
        number_of[2, rank] = numbers.setdefault(Outcome("close", (best.slug,)), len(numbers))
        for second_index, second in enumerate(catalogue.frameworks):
            outcome = Outcome("both" if second.slug in best.complements else "close", (best.slug, second.slug))
            number_of[3, rank, base - 1 - second_index] = numbers.setdefault(outcome, len(numbers))
    return tuple(numbers), number_of.ravel()
