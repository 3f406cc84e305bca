"""What is certain after some answers, and what may become so with further ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from comparisons.engine.explanations.version_2.contenders import Contenders
from comparisons.engine.method import Mark, MethodTable
from comparisons.engine.method.table import Facts, positions_in


@dataclass(frozen=True)
class FactBounds:
    """The facts after some answers, and those that further answers can add. Facts only grow. Sets are bit sets."""

    of: Contenders
    facts: Facts
    further: Facts

    @property
    def table(self) -> MethodTable:
        return self.of.table

    @cached_property
    def contenders(self) -> list[tuple[int, int]]:
        """Each with its index among them and its position in the catalogue."""
        return [*enumerate(self.of.positions)]

    @cached_property
    def known(self) -> int:
        return self.facts.required | self.facts.held

    @cached_property
    def may_be_known(self) -> int:
        return self.known | self.further.required | self.further.held

    @property
    def covering(self) -> int:
        return self.facts.covering

    @cached_property
    def may_be_covering(self) -> int:
        return self.covering | self.further.covering

    @cached_property
    def comes_up(self) -> int:
        return self.known | self.facts.brought_up | ~self.table.conditional

    @cached_property
    def may_come_up(self) -> int:
        return self.may_be_known | self.comes_up | self.further.brought_up

    @property
    def asks_for(self) -> int:
        return self.facts.outcomes

    @property
    def may_ask_for(self) -> int:
        return self.facts.outcomes | self.further.outcomes

    @property
    def marks(self) -> Mark:
        return self.facts.marks

    @property
    def may_be_marked(self) -> Mark:
        return self.facts.marks | self.further.marks

    @property
    def requires_proof(self) -> bool:
        return self.table.requires_proof(self.facts)

    @property
    def may_require_proof(self) -> bool:
        return self.requires_proof or self.table.requires_proof(self.further)

    @property
    def suffices(self) -> bool:
        """Whether what is required is enough for certain."""
        return bool(self.requires_proof and self.marks & Mark.SUFFICES)

    @property
    def is_conditional(self) -> bool:
        """Whether what would convince others is told under a condition for certain."""
        return bool(self.requires_proof and self.marks & Mark.UNSURE_OF_OTHERS)

    @property
    def may_become_conditional(self) -> bool:
        """Whether it may be, and is not for certain."""
        may_be = self.may_require_proof and self.may_be_marked & Mark.UNSURE_OF_OTHERS
        return bool(may_be and not self.is_conditional)

    @property
    def is_accepted(self) -> bool:
        """Whether readers accept what is known for certain."""
        accepts = self.marks & Mark.ANY_PROOF and self.may_ask_for.bit_count() <= 1
        return bool(accepts and self.known & self.table.bases & self.table.convincing)

    @property
    def may_become_accepted(self) -> bool:
        """Whether they may, and do not for certain."""
        accepts = self.may_be_marked & Mark.ANY_PROOF and self.asks_for.bit_count() <= 1
        may_be = accepts and self.may_be_known & self.table.bases & self.table.convincing
        return bool(may_be and not self.is_accepted)

    @property
    def recommends_nothing(self) -> bool:
        """Whether nothing can be recommended: all that can lead would convince others, and they need no more."""
        is_for_itself = self.may_come_up & self.of.bit_set & ~self.table.convincing
        return self.suffices or ((self.is_conditional or self.is_accepted) and not is_for_itself)

    def serves(self, kind: int) -> bool:
        """Whether a known base has this outcome, so that it is served for certain."""
        return self._has_outcome(self.known & self.table.bases, kind)

    def serves_unless_best(self, kind: int) -> bool:
        """Whether it is served for certain if what fits best has another outcome: by whatever its readers read."""
        table, facts = self.table, self.facts
        required = facts.required | self.further.required
        return self._has_outcome(self.known & table.bases | facts.named | facts.held & ~required, kind)

    def may_serve(self, kind: int) -> bool:
        """Whether it may."""
        facts, further = self.facts, self.further
        readable = self.may_be_known & self.table.bases | facts.named | further.named | facts.held | further.held
        return self._has_outcome(readable, kind)

    def _has_outcome(self, frameworks: int, kind: int) -> bool:
        return any(self.table.outcome[n] == kind for n in positions_in(frameworks & self.table.ranked))

    @cached_property
    def certain(self) -> int:
        """Contenders that come up, and that are in the ranking for certain, or something that scores more is.

        Nothing known can cover them, nor what covers them by its score.
        """
        exposed, covered_by = 0, self.table.covered_by
        spread = -1
        while spread != exposed:
            spread = exposed
            for n in self.of.positions:
                if not self.known >> n & 1 and covered_by[n] & (self.may_be_covering | exposed):
                    exposed |= 1 << n
        return self.of.bit_set & self.comes_up & ~exposed

    @cached_property
    def unbeaten(self) -> int:
        """Those that are in the ranking for certain, whatever the scores."""
        covered = [n for n in positions_in(self.certain & ~self.known) if self.table.covered_by[n] & self.of.bit_set]
        return self.certain & ~sum(1 << n for n in covered)
