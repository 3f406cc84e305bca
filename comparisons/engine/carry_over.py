"""Carry-over: how much of a framework already held helps towards another one. A crosswalk is read in both directions.

A pair maps a part of one framework to a part of the other that covers the same topic. There is no percentage: published
ones differ widely for the same two frameworks, because each counts something else. `crosswalk.unit` says what is
counted here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comparisons.engine.catalogue import Catalogue, Crosswalk, Framework
from comparisons.engine.recommendation import Recommendation


@dataclass(frozen=True)
class DirectedPair:
    """A pair of the crosswalk, seen from the framework held: its part there, and its part in the framework wanted.

    `backed_by` of the crosswalk's `backed_by_of` public mappings contain the pair too.
    """

    topic: str
    held: str
    wanted: str
    backed_by: int


@dataclass(frozen=True)
class CarryOver:
    """What carries over from one framework to another, and `never`: what has to be done in any case."""

    held: Framework
    wanted: Framework
    crosswalk: Crosswalk
    pairs: tuple[DirectedPair, ...]
    never: tuple[str, ...]

    @property
    def held_count(self) -> int:
        """How many parts of the held framework are in a pair."""
        return len({pair.held for pair in self.pairs})

    @property
    def wanted_count(self) -> int:
        """How many parts of the wanted framework are in a pair."""
        return len({pair.wanted for pair in self.pairs})

    @property
    def backed(self) -> tuple[tuple[int, int], ...]:
        """(number of public mappings, pairs that this many mappings contain), the best backed first."""
        counts = {pair.backed_by: 0 for pair in sorted(self.pairs, key=lambda pair: -pair.backed_by)}
        for pair in self.pairs:
            counts[pair.backed_by] += 1
        return tuple(counts.items())


def carry_over(catalogue: Catalogue, held_slug: str, wanted_slug: str) -> CarryOver | None:
    """What carries over from one framework to another; None if no crosswalk joins the two.

    Raises KeyError where a crosswalk names a framework that the catalogue does not have.
    """
    for crosswalk in catalogue.crosswalks:
        if set(crosswalk.frameworks) == {held_slug, wanted_slug}:
            return CarryOver(
                catalogue.framework_of[held_slug],
                catalogue.framework_of[wanted_slug],
                crosswalk,
                tuple(_directed_pairs(crosswalk, held_slug)),
                tuple(text for entry in crosswalk.not_carried_over if entry.held == held_slug for text in entry.items),
            )
    return None


def carry_overs(catalogue: Catalogue, recommendation: Recommendation) -> tuple[CarryOver, ...]:
    """From every held framework to every recommended or required one that is not held, where a crosswalk exists."""
    candidates = (*recommendation.recommended, *recommendation.required)
    carried = (
        carry_over(catalogue, owned.slug, wanted.slug)
        for owned in recommendation.held
        for wanted in candidates
        if wanted not in recommendation.held
    )
    return tuple(entry for entry in carried if entry)


def _directed_pairs(crosswalk: Crosswalk, held_slug: str) -> Iterator[DirectedPair]:
    is_forward = crosswalk.frameworks[0] == held_slug
    for pair in crosswalk.pairs:
        first, second = (pair.first, pair.second) if is_forward else (pair.second, pair.first)
        yield DirectedPair(pair.topic, first, second, pair.backed_by)
