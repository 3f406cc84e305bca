"""One set of answers under version 2 of the rules: what is known, and the points of what comes up."""

from __future__ import annotations

from collections.abc import Iterable

from comparisons.engine.method.decision import Positions
from comparisons.engine.method.table import Facts, Mark, MethodTable, bits, positions_in
from comparisons.engine.method.totals import PointTotals


def suffices(table: MethodTable, facts: Facts) -> bool:
    """Whether an answer says that what is required is enough, and a proof is."""
    return bool(facts.marks & Mark.SUFFICES) and table.requires_proof(facts)


class ScoredCase:
    """One set of answers: what is known, and the points of each framework that comes up, by position.

    `known` is what is required or held, `able` has a score at which it can be recommended. Explanations make thousands
    of these, so nothing is worked out twice.
    """

    def __init__(self, table: MethodTable, totals: PointTotals) -> None:
        self.table, self.totals = table, totals
        self.facts = facts = table.unpack(totals.facts)
        self.known = facts.required | facts.held
        self.suffices = suffices(table, facts)
        self.comes_up = self.known | facts.brought_up | ~table.conditional
        self.points = self._points()
        needed, most = table.recommend_at * totals.max_points, totals.max_points
        self.able = bits([n for n, points in self.points.items() if 100 * points >= needed]) if most else 0
        self.left_out = self._left_out()
        self.ranking = self.best_first([n for n in self.points if n not in self.left_out])

    def _points(self) -> dict[int, int]:
        """The points of those that can be ranked. What one can afford counts only where another answer calls for it."""
        points, count, called_for = self.totals.points, self.table.count, self.facts.called_for
        scored = positions_in(self.table.ranked & self.comes_up)
        return {n: points[n] + points[n + count] * (called_for >> n & 1) for n in scored}

    def _left_out(self) -> dict[int, list[int]]:
        """Each framework that is covered, with those that cover it."""
        may_be = positions_in(self.table.ranked & self.comes_up & self.table.covered & ~self.known)
        return {n: coverers for n in may_be if (coverers := self._coverers(n))}

    def _coverers(self, n: int) -> list[int]:
        """What leaves a framework out: something known that covers it, or something that scores more and can lead."""
        points, covering = self.points, self.facts.covering
        candidates = self.table.covered_by[n] & (covering | self.able)
        return [by for by in positions_in(candidates) if covering >> by & 1 or points[by] > points[n]]

    @property
    def accepts_any_proof(self) -> bool:
        """Whether readers accept any proof. Others, who ask for several kinds, want one of each."""
        return bool(self.facts.marks & Mark.ANY_PROOF) and self.facts.outcomes.bit_count() < 2

    def is_known(self, n: int) -> bool:
        return bool(self.known >> n & 1)

    def is_near(self, n: int, best: int) -> bool:
        return 100 * (self.points[best] - self.points[n]) < self.table.lead * self.totals.max_points

    def accepted(self) -> Positions:
        """The known bases, where readers accept any proof."""
        if not self.accepts_any_proof:
            return ()
        return self.best_first(positions_in(self.known & self.table.bases & self.table.convincing))

    def is_one_enough(self, recommended: Positions) -> bool:
        """Whether readers accept any proof, and there are several of which each ends in one."""
        return self.accepts_any_proof and len(recommended) > 1 and not bits(recommended) & ~self.table.convincing

    def met(self, best: int) -> tuple[tuple[int, int], ...]:
        """What would lead the best of the ranking, and the known proof that covers it: that need is met."""
        proofs = self.facts.covering & ~self.table.laws
        covered = [n for n in self.left_out if self.able >> n & 1 and self.table.covered_by[n] & proofs]
        return tuple(
            (n, min(positions_in(self.table.covered_by[n] & proofs), key=self.table.name_order.__getitem__))
            for n in self.best_first(covered)[:1]
            if not self.is_near(best, n)
        )

    def is_for_itself(self, recommended: Positions) -> bool:
        """Whether something is recommended, and nothing that would convince others: it needs no such condition."""
        return bool(recommended) and not bits(recommended) & self.table.convincing

    def covered_ones(self) -> tuple[tuple[int, int], ...]:
        """Those left out that could have been recommended, and what covers them: what is known before what is not."""
        order = self.table.name_order
        return tuple(
            (n, min(self.left_out[n], key=lambda by: (not self.facts.covering >> by & 1, order[by])))
            for n in sorted(self.left_out, key=order.__getitem__)
            if self.able >> n & 1
        )

    def best_first(self, positions: Iterable[int]) -> Positions:
        """The order of the catalogue decides nothing, so equal ones are in the order of their names."""
        points, order = self.points, self.table.name_order
        return tuple([n for _, _, n in sorted([(-points[n], order[n], n) for n in positions])])

    def in_order(self, positions: Positions) -> Positions:
        """In the order in which to start with them."""
        if len(positions) < 2:
            return positions
        best = self.best_first(positions)
        return tuple(sorted(best, key=lambda n: not self.table.starts >> n & 1))

    def is_tied(self, positions: Positions) -> bool:
        """Whether no order of them follows from the answers."""
        return len({(self.table.starts >> n & 1, self.points[n]) for n in positions}) < len(positions)

    def add_ons(self, recommended: Positions) -> Positions:
        there = self.known
        for n in recommended:
            there |= 1 << n
        wanted = self.table.add_ons & self.comes_up & ~self.known
        chosen = [
            n
            for n in positions_in(wanted)
            if self.totals.points[n] >= self.table.add_at and self.table.extends[n] & there
        ]
        return tuple(sorted(chosen, key=self.table.name_order.__getitem__))
