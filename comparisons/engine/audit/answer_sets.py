"""Answer sets as arrays of answer numbers: all combinations, or a sample that is the same every time.

A batch maps each question to a two-dimensional array; the arrays of a batch broadcast together. An answer that is the
same for a whole row or column is stored, and its points are summed, only once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod

import numpy as np

from comparisons.engine.audit.questions import Numbers

Batch = dict[str, Numbers]

EXACT_UP_TO = 1 << 22
"""Up to so many combinations are all tried: four million take about a second, short enough for an editor to wait."""

DRAWS = 1 << 19
"""The size of a sample: at worst, for a share of one half, the error is 0.14 percentage points."""

SEED = 27001

BATCH = 1 << 14
"""Combinations in one batch: the sums of all frameworks then stay in the processor's cache."""

LONG = 1 << 10
"""A row with this many columns is long enough that the cost of starting it does not matter."""

MIN_DRAWS = 2
"""The fewest draws in a stratum: the variance within a stratum needs two."""


@dataclass(frozen=True)
class Effort:
    """How much an audit tries: all combinations up to `exact_up_to`, otherwise a sample of about `draws`."""

    exact_up_to: int = EXACT_UP_TO
    draws: int = DRAWS
    seed: int = SEED


@dataclass(frozen=True)
class SamplingPlan:
    """Which combinations are tried. `core` and `others` map each question to its number of answers.

    `at_once` is how many options of one question are combined at most, if not all are. `in_long_rows` is true if rows
    need not be strata where there are too many of those: batches of few long rows are counted faster.
    """

    core: Mapping[str, int]
    others: Mapping[str, int]
    effort: Effort
    at_once: int | None = None
    in_long_rows: bool = False

    @property
    def combinations(self) -> int:
        return prod(self.core.values()) * prod(self.others.values())

    @property
    def is_exhaustive(self) -> bool:
        """Whether all combinations are tried; also if a sample would have as many strata as there are combinations."""
        return self.combinations <= max(self.effort.exact_up_to, self.strata)

    @property
    def tried(self) -> int:
        return self.combinations if self.is_exhaustive else self.strata * self.draws_each

    @property
    def strata(self) -> int:
        """One for each combination of core answers. If those are too many, core answers are drawn too."""
        most = max(1, self.effort.draws // MIN_DRAWS)
        if self.in_long_rows and prod(self.core.values()) > most:
            return max(1, self.effort.draws // BATCH)
        return min(prod(self.core.values()), most)

    @property
    def draws_each(self) -> int:
        return max(MIN_DRAWS, self.effort.draws // self.strata)

    def batches(self) -> Iterator[Batch]:
        return all_combinations({**self.core, **self.others}) if self.is_exhaustive else self._sample()

    def _sample(self) -> Iterator[Batch]:
        """Each row of a batch is a stratum, and has `draws_each` columns."""
        stream = np.random.PCG64(self.effort.seed)
        is_stratified = prod(self.core.values()) == self.strata
        drawn = self.others if is_stratified else {**self.core, **self.others}
        rows = max(1, BATCH // self.draws_each)
        for first in range(0, self.strata, rows):
            strata = np.arange(first, min(first + rows, self.strata)).reshape(-1, 1)
            batch = _digits(strata, self.core) if is_stratified else {}
            yield batch | {slug: _draw(stream, size, (len(strata), self.draws_each)) for slug, size in drawn.items()}


def all_combinations(sizes: Mapping[str, int]) -> Iterator[Batch]:
    """All combinations of answer numbers, in batches: the first questions vary by row, the last ones by column."""
    along_rows, width = dict(sizes), 1
    along_columns: dict[str, int] = {}
    while along_rows and width < LONG and width * sizes[last := list(along_rows)[-1]] <= BATCH:
        along_columns = {last: along_rows.pop(last)} | along_columns
        width *= sizes[last]
    height = prod(along_rows.values())
    columns = _digits(np.arange(width).reshape(1, -1), along_columns)
    row_count = max(1, BATCH // width)
    for first in range(0, height, row_count):
        rows = np.arange(first, min(first + row_count, height)).reshape(-1, 1)
        yield _digits(rows, along_rows) | columns


def _digits(numbers: Numbers, sizes: Mapping[str, int]) -> Batch:
    """Each number as one answer to each question: its digits in a mixed-radix system with these sizes."""
    digits: Batch = {}
    for slug in reversed(list(sizes)):
        numbers, digits[slug] = np.divmod(numbers, sizes[slug])
    return {slug: digits[slug] for slug in sizes}


def _draw(stream: np.random.PCG64, size: int, shape: tuple[int, int]) -> Numbers:
    """Answer numbers below `size`, equally likely to within one in ten million for 400 answers.

    numpy keeps the raw stream of a bit generator the same in all versions, but not its derived distributions.
    """
    raw = stream.random_raw(shape[0] * shape[1]) >> np.uint64(32)
    return (raw * np.uint64(size) >> np.uint64(32)).astype(np.intp).reshape(shape)
