"""The goal that the result changes, and when it is certain that it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from comparisons.engine.catalogue import Catalogue
from comparisons.engine.explanations.version_2.contenders import Move
from comparisons.engine.explanations.version_2.fact_bounds import FactBounds
from comparisons.engine.explanations.version_2.remaining_points import Comparison
from comparisons.engine.explanations.version_2.search import SearchTree
from comparisons.engine.method import Mark, PointTotals, outcome
from comparisons.engine.method.table import bits, positions_in

LEVEL = 3
"""How many frameworks can be level with each other, so that small means decide."""


@dataclass(frozen=True)
class Changed:
    """The verdict, or the set of what is recommended or added, is not that of these totals."""

    catalogue: Catalogue
    current: PointTotals
    avoided: int = 0

    def likely(self, tree: SearchTree) -> Iterator[PointTotals]:
        return tree.answers_alone()

    def is_met(self, _: SearchTree, totals: PointTotals) -> bool:
        return self._result_of(totals) != self._result

    def value(self, _: Move) -> int:
        return 0

    def is_out_of_reach(self, tree: SearchTree, totals: PointTotals, depth: int) -> bool:
        """Whether all further answers give the result of these."""
        bounds = tree.fact_bounds(totals, depth)
        if bounds.suffices:
            return True
        if bounds.may_require_proof and bounds.may_be_marked & Mark.SUFFICES:
            return False
        if not bounds.recommends_nothing:
            if bounds.may_become_conditional or bounds.may_become_accepted:
                return False
            if not self._proof_is_fixed(bounds) or not _Ranking(tree, totals, depth, bounds).is_fixed:
                return False
        return self._add_ons_are_fixed(tree, totals, depth, bounds)

    def _proof_is_fixed(self, bounds: FactBounds) -> bool:
        """Whether an undecided result stays so: with a proof it is enough."""
        is_undecided = self._result[0] == "undecided"
        return (
            not is_undecided or bool(bounds.known & ~bounds.table.laws) or not bounds.may_be_known & ~bounds.table.laws
        )

    def _add_ons_are_fixed(self, tree: SearchTree, totals: PointTotals, depth: int, bounds: FactBounds) -> bool:
        """Whether the same add-ons are added, as long as the same is recommended."""
        _, recommended, added = self._result
        may_be_there = bounds.may_be_known | bits(recommended)
        for n in positions_in(bounds.table.add_ons & ~bounds.known):
            least, most = tree.reasons(n, totals, depth)
            if n in added:
                is_fixed = least >= bounds.table.add_at and not bounds.may_be_known >> n & 1
            else:
                has_base = bounds.table.extends[n] & may_be_there
                is_fixed = most < bounds.table.add_at or not has_base or not bounds.may_come_up >> n & 1
            if not is_fixed:
                return False
        return True

    @cached_property
    def _result(self) -> tuple[str, frozenset[int], frozenset[int]]:
        return self._result_of(self.current)

    def _result_of(self, totals: PointTotals) -> tuple[str, frozenset[int], frozenset[int]]:
        verdict, recommended, added = outcome(self.catalogue, totals)
        return verdict, frozenset(recommended), frozenset(added)


@dataclass(frozen=True)
class _Ranking:
    """What the verdict looks at, from some depth of a search on."""

    tree: SearchTree
    totals: PointTotals
    depth: int
    bounds: FactBounds

    @cached_property
    def is_fixed(self) -> bool:
        """Whether all comparisons of those that can matter come out the same, and what is known of them stays."""
        if not any(rival.can_reach for rival in self._rivals.values()):
            return True
        if not self.totals.max_points or not self._facts_are_fixed:
            return False
        if any(self._rivals[index].can_reach and self._rivals[index].can_miss for index in self._deciding):
            return False
        return all(self._is_fixed(one, other) for one, other in combinations(self._deciding, 2))

    @cached_property
    def _rivals(self) -> dict[int, Comparison]:
        """By index among the contenders."""
        return {
            index: self.tree.points.comparison(n, self.totals, self.depth)
            for index, n in self.bounds.contenders
            if self.bounds.may_come_up >> n & 1
        }

    @cached_property
    def _is_of_kinds(self) -> bool:
        """Whether readers may ask for one of each of several kinds."""
        return self.bounds.may_ask_for.bit_count() > 1

    @cached_property
    def _deciding(self) -> list[int]:
        """Those that can be near one that is in the lead for certain, or near one that is ahead of it."""
        position_of = dict(self.bounds.contenders)
        firm = [i for i, r in self._rivals.items() if self.bounds.certain >> position_of[i] & 1 and not r.can_miss]
        if not firm:
            return [*self._rivals]
        best = max(firm, key=lambda index: self._rivals[index].terms[0])
        return [
            index
            for index, rival in self._rivals.items()
            if index == best or rival.can_be_near(best) or (self._is_of_kinds and rival.can_reach)
        ]

    @cached_property
    def _facts_are_fixed(self) -> bool:
        """Whether further facts say nothing about those that decide, nor about what to do with them."""
        bounds, position_of = self.bounds, dict(self.bounds.contenders)
        deciding = bits(position_of[index] for index in self._deciding)
        newly_known, newly_covering = bounds.may_be_known & ~bounds.known, bounds.may_be_covering & ~bounds.covering
        newly_covered = [
            n
            for n in positions_in(deciding & ~bounds.known)
            if bounds.table.covered_by[n] & newly_covering
            and not bounds.table.covered_by[n] & bounds.covering & ~bounds.table.laws
        ]
        if deciding & (newly_known | ~bounds.comes_up) or newly_covered:
            return False
        if bounds.further.marks & ~bounds.marks & Mark.LIMITED_MEANS and len(self._deciding) >= LEVEL:
            return False
        kinds = [1 << kind for kind in positions_in(bounds.may_ask_for)]
        is_served = all(bounds.serves(kind) or not bounds.may_serve(kind) for kind in kinds)
        return not self._is_of_kinds or (bounds.may_ask_for == bounds.asks_for and is_served)

    def _is_fixed(self, one: int, other: int) -> bool:
        """Whether it is certain which of two is ahead, and whether by `lead`."""
        first, second = self._rivals[one], self._rivals[other]
        if not first.can_reach and not second.can_reach:
            return True
        if first.can_be_near(other) and second.can_lead(one):
            return False
        if second.can_be_near(one) and first.can_lead(other):
            return False
        if not first.can_reach or not second.can_reach:
            return True
        if not first.can_be_ahead(other, by=0) or not second.can_be_ahead(one, by=0):
            return True
        return not first.can_be_ahead(other) and not second.can_be_ahead(one)
