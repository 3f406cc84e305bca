"""Many answer sets at once: `recommend` in whole numbers, over arrays.

The points of a framework are held as points * places + place, with a place for each framework, so that one comparison
orders by points and then by catalogue order, and the greatest value tells whose it is. A framework that an answer
requires falls below `nobody`, the value of a rival that is not there. Scores are never divided:
`score >= limit` is asked as `100 * points >= limit * most`.
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
from comparisons.engine.ranking import MAX_DEGREE

Exact = npt.NDArray[np.signedinteger]
Shape = tuple[int, ...]

MAX_OBLIGING = 62
"""Frameworks that some answer requires: each has a bit in a number of 64."""


@dataclass(frozen=True, eq=False)
class Step:
    """A question in numbers: a column of `table` and of `requires` for each answer.

    `table` holds a row for each framework and, as the last one, the most that the criterion can give.
    """

    question: Question
    opened_by: tuple[tuple[str, npt.NDArray[np.bool_]], ...]
    table: Exact
    requires: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Results:
    """What each answer set leads to: the number of its outcome, and a bit for each framework that is required."""

    outcome: Exact
    required: npt.NDArray[np.int64]
    values: Exact
    best: Exact


@dataclass(frozen=True, eq=False)
class Scorer:
    """A catalogue made ready for many answer sets. `obliging` are the slugs behind the bits of `Results.required`."""

    catalogue: Catalogue
    steps: tuple[Step, ...]
    obliging: tuple[str, ...]
    places: int
    nobody: int
    outcomes: tuple[Outcome, ...]
    outcome_number: Exact

    @property
    def bit_of(self) -> dict[str, int]:
        return {slug: bit for bit, slug in enumerate(self.obliging)}

    def counted(self, answers: Mapping[str, Numbers]) -> dict[str, Numbers]:
        """The answers without those to questions that are not asked. Arrays of any shapes that broadcast."""
        counted: dict[str, Numbers] = {}
        for step in self.steps:
            slug = step.question.slug
            if slug not in answers:
                continue
            openings = [opens[counted[before]] for before, opens in step.opened_by if before in counted]
            asked = reduce(np.logical_or, openings, np.array(not step.opened_by))
            counted[slug] = answers[slug] * asked if step.opened_by else answers[slug]
        return counted

    def results(self, answers: Mapping[str, Numbers]) -> Results:
        """Score answer sets: for each question that is answered, an array of two dimensions with answer numbers."""
        counted = self.counted(answers)
        sums, required = self._sums(counted)
        values, most = sums[:-1], np.maximum(sums[-1], 1)
        best, second = self._first_two(values)
        shift = self.places.bit_length() - 1
        points, next_points = 100 * (best >> shift), 100 * (second >> shift)
        method = self.catalogue.method
        reaches = points >= method.recommend_at * most
        narrowly = reaches & (points - next_points < method.lead * most)
        kind = reaches.astype(sums.dtype)
        kind += narrowly
        kind += narrowly & (next_points >= method.recommend_at * most)
        whose = self.places - 1
        code = ((kind << shift | best & whose) << shift) | second & whose
        return Results(self.outcome_number.take(code), required, values, best)

    def is_first(self, results: Results, framework: int) -> npt.NDArray[np.bool_]:
        """Where no ranked framework has more points; nowhere where this one is required."""
        at_least = results.best & -self.places
        return np.asarray(results.values[framework] >= at_least)

    def _sums(self, counted: Mapping[str, Numbers]) -> tuple[Exact, npt.NDArray[np.int64]]:
        """Sum arrays of the same shape first, so that only the last sums are as long as the answer sets are many."""
        number = len(self.catalogue.frameworks)
        start = np.arange(self.places - 1, self.places - 2 - number, -1, dtype=self.outcome_number.dtype)
        start[-1] = 0
        sums: dict[Shape, Exact] = {(1, 1): start.reshape(-1, 1, 1)}
        required: dict[Shape, npt.NDArray[np.int64]] = {(1, 1): np.zeros((1, 1), dtype=np.int64)}
        for step in self.steps:
            if (numbers := counted.get(step.question.slug)) is None:
                continue
            added = step.table.take(numbers, axis=1)
            sums[numbers.shape] = sums[numbers.shape] + added if numbers.shape in sums else added
            if step.requires.any():
                bits = step.requires.take(numbers)
                required[numbers.shape] = required.get(numbers.shape, np.int64(0)) | bits
        return reduce(np.add, sums.values()), reduce(np.bitwise_or, required.values())

    def _first_two(self, values: Exact) -> tuple[Exact, Exact]:
        best = np.full(values.shape[1:], self.nobody, dtype=values.dtype)
        second = best.copy()
        lesser = np.empty_like(best)
        for value in values:
            np.minimum(best, value, out=lesser)
            np.maximum(second, lesser, out=second)
            np.maximum(best, value, out=best)
        return best, second


def obliging_frameworks(catalogue: Catalogue) -> tuple[str, ...]:
    """The slugs of the frameworks that some answer requires."""
    required = {s.framework for c in catalogue.criteria for o in c.options for s in o.support if s.requires}
    return tuple(slug for slug in catalogue.framework_of if slug in required)


def scorer(catalogue: Catalogue, obliging: Sequence[str] | None = None) -> Scorer:
    """Make a catalogue without errors ready. Raises ValueError where it is too large for `MAX_OBLIGING`."""
    slugs = tuple(obliging_frameworks(catalogue) if obliging is None else obliging)
    if len(slugs) > MAX_OBLIGING:
        raise ValueError(f"More than {MAX_OBLIGING} frameworks that answers require are too many.")
    places = 1 << (len(catalogue.frameworks) - 1).bit_length()
    most = sum(MAX_DEGREE * criterion.weight for criterion in catalogue.criteria)
    nobody, sinking = -(2 * most + 1), 3 * most + 2
    lowest = (len(catalogue.criteria) * sinking + most + 1) * places
    integer = _smallest_integer(max(lowest, 100 * (3 * most + 1), 4 * places**2))
    steps = tuple(_step(catalogue, c, slugs, (places, sinking), integer) for c in in_asking_order(catalogue))
    outcomes, outcome_number = _outcomes(catalogue, places)
    return Scorer(catalogue, steps, slugs, places, nobody * places, outcomes, outcome_number.astype(integer))


def _smallest_integer(limit: int) -> type[np.signedinteger]:
    """The smaller the integers, the more fit into the processor at once; none may overflow."""
    return next(integer for integer in (np.int16, np.int32, np.int64) if np.iinfo(integer).max > limit)


def _step(
    catalogue: Catalogue,
    criterion: Criterion,
    obliging: Sequence[str],
    scale: tuple[int, int],
    integer: type[np.signedinteger],
) -> Step:
    places, sinking = scale
    asked = question(criterion)
    options = [criterion.option_of[slug] for slug in (*asked.together, *asked.alone)]
    degrees = np.array([[_degree(o, f) for f in catalogue.framework_of] for o in options], dtype=np.int64)
    required = np.array([[_requires(o, f) for f in catalogue.framework_of] for o in options], dtype=np.int64)
    degree = _combined(np.maximum(degrees, 0), asked) - _combined(np.maximum(-degrees, 0), asked)
    points = criterion.weight * degree - sinking * _combined(required, asked)
    most = np.where(np.arange(asked.size) == 0, 0, MAX_DEGREE * criterion.weight)
    bits = np.array([sum(_requires(o, f) << bit for bit, f in enumerate(obliging)) for o in options], dtype=np.int64)
    return Step(
        question=asked,
        opened_by=_openings(catalogue, criterion),
        table=np.vstack([points.T * places, most]).astype(integer),
        requires=_combined(bits[:, None], asked, np.bitwise_or)[:, 0],
    )


def _combined(of_option: npt.NDArray[np.int64], asked: Question, combine: np.ufunc = np.maximum) -> Exact:
    """A row for each answer from a row for each option: the greatest of those that are chosen, 0 where none is."""
    together = len(asked.together)
    rows = np.zeros((1, of_option.shape[1]), dtype=np.int64)
    for row in of_option[:together]:
        rows = np.vstack([rows, combine(rows, row)])
    return np.vstack([rows, of_option[together:]])


def _openings(catalogue: Catalogue, criterion: Criterion) -> tuple[tuple[str, npt.NDArray[np.bool_]], ...]:
    return tuple(
        (choice.criterion, question(catalogue.criterion_of[choice.criterion]).holding(choice.option))
        for choice in criterion.ask_when
    )


def _degree(option: Option, framework: str) -> int:
    support = option.support_for.get(framework)
    return support.degree if support else 0


def _requires(option: Option, framework: str) -> bool:
    support = option.support_for.get(framework)
    return bool(support and support.requires)


def _outcomes(catalogue: Catalogue, places: int) -> tuple[tuple[Outcome, ...], Exact]:
    """Every outcome, and its number by how it came about, whose the best score is, and whose the next."""
    numbers = {Outcome("undecided", ()): 0}
    number_of = np.zeros((4, places, places), dtype=np.int64)
    for place, best in enumerate(catalogue.frameworks):
        here = places - 1 - place
        number_of[1, here] = numbers.setdefault(Outcome("clear", (best.slug,)), len(numbers))
        number_of[2, here] = numbers.setdefault(Outcome("close", (best.slug,)), len(numbers))
        for next_place, second in enumerate(catalogue.frameworks):
            outcome = Outcome("both" if second.slug in best.complements else "close", (best.slug, second.slug))
            number_of[3, here, places - 1 - next_place] = numbers.setdefault(outcome, len(numbers))
    return tuple(numbers), number_of.ravel()
