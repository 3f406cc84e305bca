"""The goal that some framework is recommended, and when no further answers bring that about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from comparisons.engine.catalogue import Catalogue
from comparisons.engine.explanations.version_2.contenders import Move, becoming, contenders
from comparisons.engine.explanations.version_2.fact_bounds import FactBounds
from comparisons.engine.explanations.version_2.remaining_points import Comparison
from comparisons.engine.explanations.version_2.search import SearchTree
from comparisons.engine.method import PointTotals, method_table, outcome
from comparisons.engine.method.table import positions_in

MOST_AHEAD = 1
"""How many frameworks can be strictly ahead of one that is recommended."""


@dataclass(frozen=True)
class Recommended:
    """The framework at this position is recommended. `known` are the frameworks that are known already."""

    catalogue: Catalogue
    position: int
    known: int

    @property
    def avoided(self) -> int:
        """What is known is not recommended, nor what something known covers."""
        table = method_table(self.catalogue)
        return becoming(table, known=1 << self.position, covering=table.covered_by[self.position])

    def likely(self, tree: SearchTree) -> Iterator[PointTotals]:
        """What speaks for this framework, then what speaks against its rivals as well."""
        yield tree.greedy(lambda move: self.value(move) if self._degrees(move)[self._index] > 0 else 0)
        yield tree.greedy(self.value)

    def is_met(self, tree: SearchTree, totals: PointTotals) -> bool:
        if self.is_out_of_reach(tree, totals, len(tree.questions)):
            return False
        return self.position in outcome(self.catalogue, totals)[1]

    def value(self, move: Move) -> int:
        """Above 0 where it is better than no answer: by how much the framework gains, and on its strongest rival."""
        degrees = self._degrees(move)
        rival = max((degrees[index] for index in self._rivals), default=0)
        return 100 * (2 * degrees[self._index] - rival) - sum(degrees)

    def _degrees(self, move: Move) -> list[int]:
        """Of each contender."""
        degrees = [plus + minus for plus, minus in zip(move.supports, move.objections, strict=True)]
        return degrees or [0] * len(contenders(self.catalogue).positions)

    @cached_property
    def _index(self) -> int:
        return contenders(self.catalogue).positions.index(self.position)

    @cached_property
    def _rivals(self) -> list[int]:
        """Contenders, by index, that come up anyway and that no other contender covers."""
        of = contenders(self.catalogue)
        return [
            index
            for index, n in enumerate(of.positions)
            if self.known >> n & 1
            or (n != self.position and not (of.table.conditional >> n & 1 or of.table.covered_by[n] & of.bit_set))
        ]

    def is_out_of_reach(self, tree: SearchTree, totals: PointTotals, depth: int) -> bool:
        bounds = tree.fact_bounds(totals, depth)
        if (
            becoming(bounds.table, known=bounds.known, covering=bounds.covering) & self.avoided
            or not (bounds.comes_up | bounds.further.brought_up) >> self.position & 1
        ):
            return True
        is_convincing = bounds.table.convincing >> self.position & 1
        if bounds.suffices or ((bounds.is_conditional or bounds.is_accepted) and is_convincing):
            return True
        comparison = tree.points.comparison(self.position, totals, depth)
        if not comparison.can_reach or self._is_covered(comparison, bounds):
            return True
        kind = bounds.table.outcome[self.position]
        if bounds.may_ask_for & kind and bounds.may_ask_for.bit_count() > 1:
            if not bounds.serves(kind) and not self._is_behind_of_its_kind(comparison, bounds):
                return False
            if bounds.asks_for & kind and bounds.asks_for.bit_count() > 1 and not bounds.may_serve(kind):
                return True
        return (
            self._is_behind(comparison, bounds)
            or self._other_kinds_decide(tree, totals, depth, bounds)
            or self._leads_or_is_met(comparison, tree, totals, depth, bounds)
        )

    def _is_covered(self, comparison: Comparison, bounds: FactBounds) -> bool:
        """Whether one that covers it is ahead for certain."""
        covering = bounds.comes_up & bounds.table.covered_by[self.position]
        return any(covering >> n & 1 and not comparison.can_be_ahead(i, by=0) for i, n in bounds.contenders)

    def _is_behind(self, comparison: Comparison, bounds: FactBounds) -> bool:
        """Whether one is ahead by `lead` for certain, or two are ahead, or one that is there already is no worse.

        With that one beside it, the visitor has one of two; only complements are both worth having.
        """
        ahead, complements = 0, bounds.table.complements
        for index, n in bounds.contenders:
            if bounds.certain >> n & 1 and n != self.position:
                is_alternative = not (complements[n] >> self.position | complements[self.position] >> n) & 1
                is_in_place = is_alternative and bounds.known >> n & 1
                if not comparison.can_be_near(index) or (is_in_place and not comparison.can_be_ahead(index)):
                    return True
                ahead += bounds.unbeaten >> n & 1 and not comparison.can_be_ahead(index, by=0)
        return ahead > MOST_AHEAD

    def _leads_or_is_met(
        self, comparison: Comparison, tree: SearchTree, totals: PointTotals, depth: int, bounds: FactBounds
    ) -> bool:
        """Whether one is ahead by `lead` for certain: it leads, or a proof that is or becomes known covers it.

        Where laws cover nothing, that need is met, unless another is near both.
        """
        if bounds.may_ask_for.bit_count() > 1 or bounds.of.is_covered_by_law:
            return False
        others = [(index, n) for index, n in bounds.contenders if n != self.position and bounds.may_come_up >> n & 1]
        near = [n for index, n in others if comparison.can_be_near(index)]
        return any(
            bounds.comes_up >> n & 1
            and not comparison.can_be_near(index)
            and not any(tree.points.comparison(other, totals, depth).can_be_near(index) for other in near)
            for index, n in others
        )

    def _other_kinds_decide(self, tree: SearchTree, totals: PointTotals, depth: int, bounds: FactBounds) -> bool:
        """Whether readers ask for several kinds for certain, and for none in vain, or not for one that is missing."""
        if bounds.asks_for.bit_count() < 2:
            return False
        able = 0
        for _, n in bounds.contenders:
            is_certain = bounds.unbeaten >> n & 1 and bounds.table.outcome[n] & bounds.asks_for and n != self.position
            if is_certain and not tree.points.comparison(n, totals, depth).can_miss:
                able |= bounds.table.outcome[n]
        kinds = [1 << kind for kind in positions_in(bounds.asks_for)]
        return any(kind & able and not bounds.may_serve(kind) for kind in kinds) or (
            bounds.asks_for == bounds.may_ask_for
            and all(kind & able or bounds.serves_unless_best(kind) for kind in kinds)
        )

    def _is_behind_of_its_kind(self, comparison: Comparison, bounds: FactBounds) -> bool:
        """Whether one with the same outcome is ahead for certain."""
        outcome_of = bounds.table.outcome
        return any(
            bounds.unbeaten >> n & 1
            and outcome_of[n] == outcome_of[self.position]
            and not comparison.can_be_ahead(index, by=0)
            for index, n in bounds.contenders
        )
