"""What the method needs to know of a catalogue, by position: frameworks are numbers, and sets of them are bit sets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag
from functools import lru_cache

from comparisons.engine.catalogue import RANKED, Catalogue, Framework
from comparisons.engine.method.catalogue_cache import cached_per_catalogue

OUTCOMES = ("certificate", "attestation-report", "label", "self-assessment", "authorisation", "none")
CONVINCING = {*OUTCOMES} - {"self-assessment", "none"}
"""What an organisation can show to others: somebody else than itself has looked."""


class Mark(IntFlag):
    """What an answer says that is about no framework of the catalogue. Above these come the outcomes that it asks for.

    `NAMED_OUTSIDE` is a framework that somebody named and that the catalogue does not describe.
    """

    NOTHING = 0
    NAMED_OUTSIDE = 1
    SUFFICES = 2
    LIMITED_MEANS = 4
    UNSURE_OF_OTHERS = 8
    ANY_PROOF = 16


OUTCOME_SHIFT = 5
MARKS = tuple(map(Mark, range(1 << OUTCOME_SHIFT)))


@dataclass(frozen=True)
class Facts:
    """What answers say of frameworks, as bit sets: bit n stands for the n-th framework in the catalogue.

    `named` are required because a customer named them. `brought_up` are those of which a choice in `only_when` is
    made. `called_for` are those for which an answer speaks that is not about means. `covering` are known, and not only
    at the lowest of several levels: what they cover is met.
    """

    required: int = 0
    held: int = 0
    named: int = 0
    brought_up: int = 0
    called_for: int = 0
    covering: int = 0
    marks: Mark = Mark.NOTHING
    outcomes: int = 0


@dataclass(frozen=True)
class MethodTable:
    """The frameworks of a catalogue by position. Facts are packed into one number, which is quick to combine.

    In a packed number each set of `Facts` takes as many bits as there are frameworks, `required` the lowest ones, then
    `held`, and so on in their order.
    """

    version: int
    count: int
    recommend_at: int
    lead: int
    add_at: int
    laws: int
    bases: int
    starts: int
    add_ons: int
    ranked: int
    convincing: int
    conditional: int
    covered: int
    covered_by: tuple[int, ...]
    extends: tuple[int, ...]
    complements: tuple[int, ...]
    outcome: tuple[int, ...]
    name_order: tuple[int, ...]

    def requires_proof(self, facts: Facts) -> bool:
        """Whether something has to be shown to somebody: what is required and no law, or what was named outside."""
        return bool(facts.required & ~self.laws or facts.marks & Mark.NAMED_OUTSIDE)

    @property
    def points_length(self) -> int:
        """Of the points of an answer. In version 2, a second half counts only where another answer calls for it."""
        return self.count if self.version == 1 else 2 * self.count

    def called_for(self, packed: int) -> int:
        """`Facts.called_for` of packed facts, with higher bits that are none of a framework."""
        return packed >> 4 * self.count

    def without_called_for(self, packed: int) -> int:
        return packed & ~((1 << self.count) - 1 << 4 * self.count)

    def pack(self, facts: Facts) -> int:
        sets = (facts.required, facts.held, facts.named, facts.brought_up, facts.called_for, facts.covering)
        packed = facts.outcomes << OUTCOME_SHIFT | int(facts.marks)
        for bit_set in reversed(sets):
            packed = packed << self.count | bit_set
        return packed

    def unpack(self, packed: int) -> Facts:
        everything = (1 << self.count) - 1
        rest = packed >> self.count * 6
        return Facts(
            required=packed & everything,
            held=packed >> self.count & everything,
            named=packed >> self.count * 2 & everything,
            brought_up=packed >> self.count * 3 & everything,
            called_for=packed >> self.count * 4 & everything,
            covering=packed >> self.count * 5 & everything,
            marks=MARKS[rest & (1 << OUTCOME_SHIFT) - 1],
            outcomes=rest >> OUTCOME_SHIFT,
        )


@cached_per_catalogue
def method_table(catalogue: Catalogue) -> MethodTable:
    frameworks, method = catalogue.frameworks, catalogue.method
    position_of = {framework.slug: position for position, framework in enumerate(frameworks)}
    by_name = sorted(range(len(frameworks)), key=lambda n: (frameworks[n].short_name, frameworks[n].slug))
    covered_by = tuple(
        bits(n for n, other in enumerate(frameworks) if framework.slug in other.covers) for framework in frameworks
    )
    return MethodTable(
        version=method.version,
        count=len(frameworks),
        recommend_at=method.recommend_at,
        lead=method.lead,
        add_at=method.add_at,
        laws=_with_role(frameworks, "law"),
        bases=_with_role(frameworks, "base"),
        starts=_with_role(frameworks, "start"),
        add_ons=_with_role(frameworks, "add-on"),
        ranked=_with_role(frameworks, *RANKED),
        convincing=bits(n for n, framework in enumerate(frameworks) if framework.outcome in CONVINCING),
        conditional=bits(n for n, framework in enumerate(frameworks) if framework.only_when),
        covered=bits(n for n, coverers in enumerate(covered_by) if coverers),
        covered_by=covered_by,
        extends=tuple(_known(position_of, framework.extends) for framework in frameworks),
        complements=tuple(_known(position_of, framework.complements) for framework in frameworks),
        outcome=tuple(1 << OUTCOMES.index(framework.outcome) for framework in frameworks),
        name_order=tuple(by_name.index(n) for n in range(len(frameworks))),
    )


def bits(positions: Iterable[int]) -> int:
    """The bit set of these positions."""
    combined = 0
    for position in positions:
        combined |= 1 << position
    return combined


@lru_cache(maxsize=4096)
def positions_in(bit_set: int) -> tuple[int, ...]:
    """The positions of a bit set, in their order. Explanations ask for the same few sets thousands of times."""
    positions = []
    while bit_set:
        lowest = bit_set & -bit_set
        positions.append(lowest.bit_length() - 1)
        bit_set ^= lowest
    return tuple(positions)


def _with_role(frameworks: tuple[Framework, ...], *roles: str) -> int:
    return bits(n for n, framework in enumerate(frameworks) if framework.role in roles)


def _known(position_of: dict[str, int], slugs: Iterable[str]) -> int:
    return bits(position_of[slug] for slug in slugs if slug in position_of)
