"""The frameworks that can decide a verdict, and what of an option makes a difference to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from comparisons.engine.answers import Chosen
from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.method import Mark, MethodTable, OptionEffect, method_table, option_effects
from comparisons.engine.method.catalogue_cache import cached_per_catalogue
from comparisons.engine.method.table import OUTCOME_SHIFT, bits, positions_in

Degrees = tuple[int, ...]


class Move(NamedTuple):
    """Options of one criterion chosen together, and what of them can make a difference.

    Two moves that differ in nothing but `chosen` and `known` are equivalent. `known` are the frameworks but laws
    that the options require or hold, and those that then cover others, as `becoming` packs them.
    """

    chosen: Chosen
    known: int
    facts: int
    opens: int
    supports: Degrees
    objections: Degrees

    @property
    def signature(self) -> tuple[int, int, Degrees, Degrees]:
        return self[2:]

    @property
    def makes_a_difference(self) -> bool:
        return bool(self.facts or self.opens or any(self.supports) or any(self.objections))

    def without(self, facts: int, opens: int) -> Move:
        """Without facts that are there already, and without opening these criteria."""
        kept = self.facts & ~facts, self.opens & ~opens
        return Move(self.chosen, self.known, *kept, self.supports, self.objections)

    def together_with(self, other: Move) -> Move:
        return Move(
            self.chosen + other.chosen,
            self.known | other.known,
            self.facts | other.facts,
            self.opens | other.opens,
            tuple(map(max, self.supports, other.supports)),
            tuple(map(min, self.objections, other.objections)),
        )


@dataclass(frozen=True)
class Contenders:
    """Frameworks that can decide a verdict, by position. `covers` are the contenders that each framework covers.

    A framework that nothing supports never has points, so it is never recommended. It is not near the best either,
    unless a framework can be recommended at less than `lead`: then all that can be ranked are contenders.
    """

    table: MethodTable
    positions: tuple[int, ...]
    bit_set: int
    covers: tuple[int, ...]

    @cached_property
    def is_covered_by_law(self) -> bool:
        """Whether a law covers one of them."""
        return any(self.table.covered_by[n] & self.table.laws for n in self.positions)

    def covered_by(self, frameworks: int) -> int:
        """The contenders that one of these frameworks covers."""
        covered = 0
        for position in positions_in(frameworks):
            covered |= self.covers[position]
        return covered


@cached_per_catalogue
def contenders(catalogue: Catalogue) -> Contenders:
    table = method_table(catalogue)
    bit_set = table.ranked
    if table.recommend_at >= table.lead:
        weighty = [option_effects(catalogue)[criterion.slug] for criterion in catalogue.criteria if criterion.weight]
        effects = [effect for by_option in weighty for effect in by_option.values()]
        bit_set &= bits(n for n in range(table.count) if any(effect.supports[n] for effect in effects))
    covers = tuple(bits(n for n in positions_in(bit_set) if table.covered_by[n] >> by & 1) for by in range(table.count))
    return Contenders(table, tuple(positions_in(bit_set)), bit_set, covers)


@dataclass(frozen=True)
class Relevance:
    """What can make a difference to a search.

    `apart` are the frameworks that have to be told apart from all others when they are required or held. Of the others
    only what they cover counts, and whether there is a proof. Degrees for `add_ons` have no weight. The lowest bit of
    what counts says whether a criterion has weight: to answer it changes all scores.
    """

    apart: int
    marks: int
    add_ons: int = 0

    def facts(self, of: Contenders, packed: int) -> int:
        """What counts of these facts. For two sets of facts together, it is the union of what counts of both."""
        table, facts = of.table, of.table.unpack(packed)
        known = facts.required | facts.held
        proofs = table.requires_proof(facts) | bool(known & ~table.laws) << 1
        relevant = (facts.outcomes << OUTCOME_SHIFT | int(facts.marks)) & self.marks
        for part in (
            facts.required & self.apart,
            facts.held & self.apart,
            facts.named & self.apart,
            facts.brought_up & (of.bit_set | self.add_ons),
            facts.called_for & of.bit_set,
            of.covered_by(facts.covering),
        ):
            relevant = relevant << table.count | part
        is_about_proof = self.marks & (Mark.SUFFICES | Mark.UNSURE_OF_OTHERS)
        return relevant << 3 | (proofs << 1 if is_about_proof else 0)

    def move(self, of: Contenders, criterion: Criterion, option: str, effect: OptionEffect) -> Move:
        counted = (of.bit_set if criterion.weight else 0) | self.add_ons
        positions, facts, laws = positions_in(counted), of.table.unpack(effect.facts), of.table.laws
        return Move(
            (option,),
            becoming(of.table, known=(facts.required | facts.held) & ~laws, covering=facts.covering & ~laws),
            self.facts(of, effect.facts) | bool(criterion.weight),
            effect.opens,
            tuple([effect.supports[n] for n in positions]),
            tuple([effect.objections[n] for n in positions]),
        )


def becoming(table: MethodTable, *, known: int, covering: int) -> int:
    """A bit set of what becomes known, and above it one of what then covers others."""
    return known | covering << table.count


def single_moves(catalogue: Catalogue, relevance: Relevance, criterion: Criterion) -> list[Move]:
    """A move for each option of a criterion."""
    cache, key = _single_moves(catalogue), (relevance, criterion.slug)
    if key not in cache:
        effects = option_effects(catalogue)[criterion.slug].items()
        of = contenders(catalogue)
        cache[key] = [relevance.move(of, criterion, option, effect) for option, effect in effects]
    return cache[key]


@cached_per_catalogue
def _single_moves(_: Catalogue) -> dict[tuple[Relevance, str], list[Move]]:
    """By what is relevant, and criterion. Empty at first; filled as it is needed, and there are few kinds."""
    return {}


@cached_per_catalogue
def facts_of_criteria(catalogue: Catalogue) -> dict[str, int]:
    """The packed facts of all options of each criterion together."""
    effects = option_effects(catalogue)
    return {slug: reduce(or_, (effect.facts for effect in effects[slug].values()), 0) for slug in effects}
