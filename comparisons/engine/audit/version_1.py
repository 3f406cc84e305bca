"""Version 1 of the rules, over many answer sets at once.

The points of a framework are stored as points * base + rank. The first framework of the catalogue has the highest
rank, so one comparison of two values orders by points and then by catalogue order, and the rank in the largest value
says whose it is. A required framework gets a value below `no_framework`, the value that stands for no framework at all.
Scores are never divided: `score >= limit` is computed as `100 * points >= limit * maximum of points`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
import numpy.typing as npt

from comparisons.engine.audit.findings import Outcome
from comparisons.engine.audit.questions import Mask, Numbers, Question
from comparisons.engine.audit.scorer import (
    Counts,
    Exact,
    Results,
    Scorer,
    Shape,
    options_of,
    requires,
    row_counts,
    scored_questions,
    two_largest,
)
from comparisons.engine.catalogue import Catalogue, Option
from comparisons.engine.method import MAX_DEGREE, Verdict

VERDICTS: tuple[Verdict, ...] = ("clear", "both", "close", "undecided")


@dataclass(frozen=True, eq=False)
class RankResults(Results):
    """For each answer set also the number of its outcome, all values and the best one."""

    outcome: Exact
    values: Exact
    best: Exact

    def differ_from(self, other: Results) -> Mask:
        if not isinstance(other, RankResults):
            raise TypeError("Results of different scorers cannot be compared.")
        return np.asarray((self.outcome != other.outcome) | (self.required != other.required).any(axis=0))


@dataclass(frozen=True, eq=False)
class RankScorer(Scorer):
    """A catalogue of version 1 prepared for scoring.

    A table of points has a column for each answer, a row for each framework, and a last row with the maximum of points.
    """

    tables: Mapping[str, Exact]
    base: int
    no_framework: int
    known_outcomes: tuple[Outcome, ...]
    outcome_number: Exact

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        return VERDICTS

    def results(self, answers: Mapping[str, Numbers]) -> RankResults:
        counted = self.counted(answers)
        sums = self._sums(counted)
        values, max_points = sums[:-1], np.maximum(sums[-1], 1)
        best, second = two_largest(values, self.no_framework)
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
        return RankResults(self.required(counted), self.outcome_number.take(code), values, best)

    def outcomes(self, results: Results) -> tuple[Numbers, Sequence[Outcome]]:
        return _own(results).outcome.astype(np.intp), self.known_outcomes

    def counts(self, results: Results) -> Counts:
        own, slugs = _own(results), [*self.catalogue.framework_of]
        required = np.broadcast_to(own.required, (len(own.required), *own.outcome.shape))
        return np.hstack(
            [
                self._fact_counts(own),
                row_counts([self.is_required(required, slug) for slug in slugs]),
                row_counts([self._is_first(own, index) for index in range(len(slugs))]),
            ]
        )

    def has_same_effect(self, slug: str, numbers: Numbers, others: Numbers) -> bool:
        tables: list[npt.NDArray[np.generic]] = [self.tables[slug].T]
        for scored in self.questions:
            tables += [opens for opener, opens in scored.opened_by if opener == slug]
        return all(np.array_equal(table[numbers], table[others]) for table in tables)

    @cached_property
    def _facts(self) -> npt.NDArray[np.float64]:
        """A row for each outcome: 1 for its verdict and for each framework that it recommends, otherwise 0.

        Floating-point numbers, since numpy multiplies matrices of those many times faster. Counts are far below
        2 ** 53, up to which they are exact.
        """
        return np.array(
            [
                [outcome.verdict == verdict for verdict in VERDICTS]
                + [slug in outcome.recommended for slug in self.catalogue.framework_of]
                for outcome in self.known_outcomes
            ],
            dtype=np.float64,
        )

    def _fact_counts(self, results: RankResults) -> Counts:
        """How often each fact is true in each row of a batch."""
        rows, facts = len(results.outcome), self._facts
        shifted = results.outcome + len(facts) * np.arange(rows).reshape(-1, 1)
        counts = np.bincount(shifted.ravel(), minlength=rows * len(facts)).reshape(rows, -1)
        return (counts.astype(np.float64) @ facts).astype(np.int64)

    def _is_first(self, results: RankResults, framework: int) -> Mask:
        """True where this framework is ranked and none has more points."""
        at_least = results.best & -self.base
        return np.asarray(results.values[framework] >= at_least)

    def _sums(self, counted: Mapping[str, Numbers]) -> Exact:
        """Arrays of the same shape are summed first, so that only the last few sums are as large as the batch."""
        number = len(self.catalogue.frameworks)
        start = np.arange(self.base - 1, self.base - 2 - number, -1, dtype=self.outcome_number.dtype)
        start[-1] = 0
        sums: dict[Shape, Exact] = {(1, 1): start.reshape(-1, 1, 1)}
        for scored in self.questions:
            if (numbers := counted.get(scored.question.slug)) is None:
                continue
            added = self.tables[scored.question.slug].take(numbers, axis=1)
            sums[numbers.shape] = sums[numbers.shape] + added if numbers.shape in sums else added
        return reduce(np.add, sums.values())


def _own(results: Results) -> RankResults:
    if not isinstance(results, RankResults):
        raise TypeError("These are the results of another scorer.")
    return results


def rank_scorer(catalogue: Catalogue, questions: Mapping[str, Question], requirable: tuple[str, ...]) -> RankScorer:
    """Prepare a catalogue of version 1 without errors."""
    base = 1 << (len(catalogue.frameworks) - 1).bit_length()
    max_points = sum(MAX_DEGREE * criterion.weight for criterion in catalogue.criteria)
    no_framework, penalty = -(2 * max_points + 1), 3 * max_points + 2
    lowest = (len(catalogue.criteria) * penalty + max_points + 1) * base
    integer = _smallest_integer(max(lowest, 100 * (3 * max_points + 1), 4 * base**2))
    scored = scored_questions(catalogue, questions, requirable)
    tables = {
        entry.question.slug: _points(catalogue, entry.question, (base, penalty)).astype(integer) for entry in scored
    }
    outcomes, number = _outcomes(catalogue, base)
    return RankScorer(
        catalogue, scored, requirable, tables, base, no_framework * base, outcomes, number.astype(integer)
    )


def _smallest_integer(limit: int) -> type[np.signedinteger]:
    """The smallest type that cannot overflow: more small integers fit into the processor at once."""
    return next(integer for integer in (np.int16, np.int32, np.int64) if np.iinfo(integer).max > limit)


def _points(catalogue: Catalogue, numbered: Question, scale: tuple[int, int]) -> Exact:
    criterion, (base, penalty) = catalogue.criterion_of[numbered.slug], scale
    options = options_of(criterion, numbered)
    degrees = np.array([[_degree(o, f) for f in catalogue.framework_of] for o in options], dtype=np.int64)
    required = np.array([[requires(o, f) for f in catalogue.framework_of] for o in options], dtype=np.int64)
    degree = numbered.rows(np.maximum(degrees, 0)) - numbered.rows(np.maximum(-degrees, 0))
    points = criterion.weight * degree - penalty * numbered.rows(required)
    max_points = np.where(np.arange(numbered.size) == 0, 0, MAX_DEGREE * criterion.weight)
    return np.vstack([points.T * base, max_points])


def _degree(option: Option, framework: str) -> int:
    support = option.support_for.get(framework)
    return support.degree if support else 0


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
