"""What a framework that is held brings to another one, and what it never does: the crosswalk, read either way.

A pair joins one place in each framework that touch the same topic. There is no percentage: published ones differ
widely for the same two frameworks, because each counts another thing. What is counted here is named by `unit`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comparisons.engine.catalogue import Catalogue, Crosswalk, Framework
from comparisons.engine.ranking import Recommendation


@dataclass(frozen=True)
class Link:
    """One topic: where it stands in the framework held, and in the one wanted.

    `backed_by` of the crosswalk's `backed_by_of` public mappings hold the pair too.
    """

    topic: str
    held: str
    wanted: str
    backed_by: int


@dataclass(frozen=True)
class CarryingOver:
    """From one framework to the other. `part_of_wanted` tells how many parts of the wanted one any pair touches."""

    held: Framework
    wanted: Framework
    crosswalk: Crosswalk
    links: tuple[Link, ...]
    never: tuple[str, ...]

    @property
    def places_held(self) -> int:
        """How many places of the held framework are in a pair."""
        return len({link.held for link in self.links})

    @property
    def places_wanted(self) -> int:
        """How many places of the wanted framework are in a pair."""
        return len({link.wanted for link in self.links})

    @property
    def backed(self) -> tuple[tuple[int, int], ...]:
        """(public mappings, pairs that so many of them hold), the best backed first."""
        counts = {link.backed_by: 0 for link in sorted(self.links, key=lambda link: -link.backed_by)}
        for link in self.links:
            counts[link.backed_by] += 1
        return tuple(counts.items())


def carry_over(catalogue: Catalogue, held: str, wanted: str) -> CarryingOver | None:
    """What carries over from one known framework to another; None where no crosswalk joins the two."""
    for crosswalk in catalogue.crosswalks:
        if set(crosswalk.frameworks) == {held, wanted}:
            return CarryingOver(
                catalogue.framework_of[held],
                catalogue.framework_of[wanted],
                crosswalk,
                tuple(_links(crosswalk, held)),
                tuple(text for entry in crosswalk.not_carried_over if entry.held == held for text in entry.items),
            )
    return None


def carried_over(catalogue: Catalogue, recommendation: Recommendation) -> tuple[CarryingOver, ...]:
    """From everything that is held to everything that is recommended or required, and not held yet."""
    wanted = (*recommendation.recommended, *recommendation.required)
    found = (
        carry_over(catalogue, held.slug, framework.slug)
        for held in recommendation.held
        for framework in wanted
        if framework not in recommendation.held
    )
    return tuple(entry for entry in found if entry)


def _links(crosswalk: Crosswalk, held: str) -> Iterator[Link]:
    forwards = crosswalk.frameworks[0] == held
    for pair in crosswalk.pairs:
        first, second = (pair.first, pair.second) if forwards else (pair.second, pair.first)
        yield Link(pair.topic, first, second, pair.backed_by)
