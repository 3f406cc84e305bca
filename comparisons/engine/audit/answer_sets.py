"""Answer sets as arrays of answer numbers: all of them, or a sample that is the same every time.

A batch maps each question to an array of two dimensions that broadcast together. What is the same for a whole row or
a whole column is held once, so that sums over it are made once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod

import numpy as np

from comparisons.engine.audit.questions import Numbers

Batch = dict[str, Numbers]

EXACT_UP_TO = 1 << 22
"""Answer sets that are all tried: four million take about a second, which an editor waits for without noticing."""

DRAWS = 1 << 19
"""Answer sets in a sample: at the worst, half of them leading one way, the error is 0.14 points of a hundred."""

SEED = 27001

BATCH = 1 << 14
"""Answer sets at a time: the sums of all frameworks then stay in the processor's cache."""

LONG = 1 << 10
"""Columns from which on a row is long enough for the cost of starting it not to matter."""

MIN_DRAWS = 2
"""Draws from each stratum: with fewer, nothing can be said about how they differ within it."""


@dataclass(frozen=True)
class Effort:
    """How much an audit tries. Up to `exact_up_to` ways to answer are all tried, of more about `draws` are drawn."""

    exact_up_to: int = EXACT_UP_TO
    draws: int = DRAWS
    seed: int = SEED


@dataclass(frozen=True)
class Plan:
    """Which ways to answer are tried; `core` and `others` hold the number of answers to each question."""

    core: Mapping[str, int]
    others: Mapping[str, int]
    effort: Effort

    @property
    def ways(self) -> int:
        return prod(self.core.values()) * prod(self.others.values())

    @property
    def exhaustive(self) -> bool:
        """What is no more than the strata of a sample is not worth sampling."""
        return self.ways <= max(self.effort.exact_up_to, self.strata)

    @property
    def tried(self) -> int:
        return self.ways if self.exhaustive else self.strata * self.draws_each

    @property
    def strata(self) -> int:
        """As many as the core questions can be answered in ways; where that is too many, they are drawn as well."""
        return min(prod(self.core.values()), max(1, self.effort.draws // MIN_DRAWS))

    @property
    def draws_each(self) -> int:
        return max(MIN_DRAWS, self.effort.draws // self.strata)

    def batches(self) -> Iterator[Batch]:
        return every_way({**self.core, **self.others}) if self.exhaustive else self._sample()

    def _sample(self) -> Iterator[Batch]:
        """Rows of a batch are strata, of which each has `draws_each` columns."""
        stream = np.random.PCG64(self.effort.seed)
        stratified = prod(self.core.values()) == self.strata
        drawn = self.others if stratified else {**self.core, **self.others}
        rows = max(1, BATCH // self.draws_each)
        for first in range(0, self.strata, rows):
            strata = np.arange(first, min(first + rows, self.strata)).reshape(-1, 1)
            batch = _digits(strata, self.core) if stratified else {}
            yield batch | {slug: _draw(stream, size, (len(strata), self.draws_each)) for slug, size in drawn.items()}


def every_way(sizes: Mapping[str, int]) -> Iterator[Batch]:
    """Every combination of answer numbers: the first questions along the rows, the last ones along the columns."""
    along_rows, width = dict(sizes), 1
    along_columns: dict[str, int] = {}
    while along_rows and width < LONG and width * sizes[last := list(along_rows)[-1]] <= BATCH:
        along_columns = {last: along_rows.pop(last)} | along_columns
        width *= sizes[last]
    height = prod(along_rows.values())
    columns = _digits(np.arange(width).reshape(1, -1), along_columns)
    step = max(1, BATCH // width)
    for first in range(0, height, step):
        rows = np.arange(first, min(first + step, height)).reshape(-1, 1)
        yield _digits(rows, along_rows) | columns


def _digits(numbers: Numbers, sizes: Mapping[str, int]) -> Batch:
    """Each number as one answer to each question: the digits of a number whose places count up to the sizes."""
    digits: Batch = {}
    for slug in reversed(list(sizes)):
        numbers, digits[slug] = np.divmod(numbers, sizes[slug])
    return {slug: digits[slug] for slug in sizes}


def _draw(stream: np.random.PCG64, size: int, shape: tuple[int, int]) -> Numbers:
    """Answer numbers, each as likely as the others to one in ten millions for 400 answers.

    numpy keeps a bit generator's stream the same from version to version, but not what it makes of it.
    """
    raw = stream.random_raw(shape[0] * shape[1]) >> np.uint64(32)
    return (raw * np.uint64(size) >> np.uint64(32)).astype(np.intp).reshape(shape)
