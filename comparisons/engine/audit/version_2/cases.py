"""The cases of a batch: what is known in each, and the points of each framework that comes up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from comparisons.engine.audit.questions import Mask, Numbers
from comparisons.engine.audit.scorer import two_largest
from comparisons.engine.audit.version_2.layout import (
    BROUGHT_UP,
    CALLED_FOR,
    COVERING,
    HELD,
    MARKS,
    OUTCOMES,
    REQUIRED,
    Flags,
    Integers,
    Layout,
)
from comparisons.engine.method import Mark


def any_of(masks: Mask) -> Mask:
    """Where one of the rows is true."""
    return np.asarray(np.bitwise_or.reduce(masks, axis=0))


@dataclass(frozen=True, eq=False)
class Cases:
    """Many cases: columns of sums and of flags. The rows are those of `Effects`."""

    layout: Layout
    sums: Integers
    flags: Flags

    @cached_property
    def known(self) -> Mask:
        """What is required or held, a row for each framework."""
        return np.asarray(self.flags[:MARKS] & (REQUIRED | HELD) != 0)

    @cached_property
    def reach(self) -> Integers:
        """The points that a framework needs to be recommended."""
        reach: Integers = self.layout.reach.take(self.sums[-1])
        return reach

    @cached_property
    def points(self) -> Integers:
        """The points of ranked frameworks, the lowest number there is for one that does not come up."""
        ranked = self.layout.ranked
        called_for = (self.flags[:ranked] & CALLED_FOR != 0).view(np.int8)
        points: Integers = self.sums[self.layout.proofs : -1] * called_for
        points += self.sums[:ranked]
        for row in self.layout.conditional:
            if row < ranked:
                np.copyto(points[row], self.lowest, where=~self.comes_up(row))
        return points

    @property
    def lowest(self) -> int:
        return int(np.iinfo(self.layout.integer).min)

    def comes_up(self, row: int) -> Mask:
        return np.asarray(self.known[row] | (self.flags[row] & BROUGHT_UP != 0))

    @cached_property
    def covering(self) -> Mask:
        """What is known, and not only at the lowest of several levels, a row for each framework."""
        return np.asarray(self.flags[:MARKS] & COVERING != 0)

    @cached_property
    def most_covered(self) -> Integers:
        """The most points of a framework that a known proof covers, the lowest number where there is none."""
        most = np.full(self.sums.shape[1], self.lowest, dtype=self.layout.integer)
        for row, by in self.layout.covered:
            is_covered = any_of(self.covering[by[by < self.layout.proofs]]) & ~self.known[row]
            np.maximum(most, np.where(is_covered, self.points[row], most), out=most)
        return most

    @cached_property
    def ranking(self) -> Integers:
        """The points, the lowest number also for what is covered."""
        ranking, is_able = self.points.copy(), self.points >= self.reach
        for row, by in self.layout.covered:
            ranked = by[by < self.layout.ranked]
            is_covered = any_of(self.covering[by])
            is_covered |= any_of((self.points[ranked] > self.points[row]) & is_able[ranked])
            is_covered &= ~self.known[row]
            ranking[row][is_covered] = self.lowest
        return ranking

    @cached_property
    def first_two(self) -> tuple[Integers, Integers]:
        """The most points in each ranking, and the next, which may be equal."""
        return two_largest(self.ranking, self.lowest)

    def has_mark(self, mark: Mark) -> Mask:
        return np.asarray(self.flags[MARKS] & int(mark) != 0)

    @property
    def asks_for_several(self) -> Mask:
        """Where more than one kind of outcome is asked for."""
        outcomes = self.flags[OUTCOMES]
        return np.asarray(outcomes & (outcomes - 1) != 0)

    def only(self, columns: Numbers) -> Cases:
        return Cases(self.layout, self.sums.take(columns, axis=1), self.flags.take(columns, axis=1))
