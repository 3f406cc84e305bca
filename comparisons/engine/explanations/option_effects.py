"""What options say of all frameworks, as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, reduce

from comparisons.engine.answers import NOT_SURE, Chosen
from comparisons.engine.catalogue import Catalogue, Criterion, Option
from comparisons.engine.explanations.catalogue_cache import once_per_catalogue


@dataclass(frozen=True)
class Saying:
    """What options that are chosen together say: for each framework, the strongest support and the strongest objection.

    Frameworks and criteria stand in the order of the catalogue; `required` and `opens`, the criteria whose questions
    are asked after it, are sets of their places, as bits.
    """

    supports: tuple[int, ...]
    objections: tuple[int, ...]
    required: int
    opens: int

    def __or__(self, other: Saying) -> Saying:
        return Saying(
            tuple(map(max, self.supports, other.supports)),
            tuple(map(min, self.objections, other.objections)),
            self.required | other.required,
            self.opens | other.opens,
        )

    @cached_property
    def degrees(self) -> tuple[int, ...]:
        return tuple(map(sum, zip(self.supports, self.objections, strict=True)))


Sayings = Mapping[str, Mapping[str, Saying]]
"""Criterion slug -> option slug -> what it says."""


@once_per_catalogue
def sayings_of(catalogue: Catalogue) -> Sayings:
    return {
        criterion.slug: {option.slug: _saying(catalogue, criterion, option) for option in criterion.options}
        for criterion in catalogue.criteria
    }


def saying_of(catalogue: Catalogue, criterion: str, options: Chosen) -> Saying | None:
    """What an answer says; None for not sure."""
    if options == (NOT_SURE,):
        return None
    sayings = sayings_of(catalogue)[criterion]
    return reduce(Saying.__or__, (sayings[slug] for slug in options))


def _saying(catalogue: Catalogue, criterion: Criterion, option: Option) -> Saying:
    supports = [option.support_for.get(framework.slug) for framework in catalogue.frameworks]
    degrees = [support.degree if support else 0 for support in supports]
    return Saying(
        tuple(max(degree, 0) for degree in degrees),
        tuple(min(degree, 0) for degree in degrees),
        _bits([bool(support and support.requires) for support in supports]),
        _bits([_names(later, criterion, option) for later in catalogue.criteria]),
    )


def _names(later: Criterion, criterion: Criterion, option: Option) -> bool:
    return any((choice.criterion, choice.option) == (criterion.slug, option.slug) for choice in later.ask_when)


def _bits(flags: list[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)
