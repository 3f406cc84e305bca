"""The effects of options as numbers, for all frameworks at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, reduce

from comparisons.engine.answers import NOT_SURE, Chosen
from comparisons.engine.catalogue import Catalogue, Criterion, Option
from comparisons.engine.explanations.catalogue_cache import cached_per_catalogue


@dataclass(frozen=True)
class OptionEffect:
    """The effect of one option, or of several chosen together: their strongest support and strongest objection.

    Tuples have one entry for each framework, in the catalogue's order. `required` (frameworks) and `opens` (criteria
    whose questions the options open) are bit sets: bit n stands for the n-th of them in the catalogue.
    """

    supports: tuple[int, ...]
    objections: tuple[int, ...]
    required: int
    opens: int

    def __or__(self, other: OptionEffect) -> OptionEffect:
        return OptionEffect(
            tuple(map(max, self.supports, other.supports)),
            tuple(map(min, self.objections, other.objections)),
            self.required | other.required,
            self.opens | other.opens,
        )

    @cached_property
    def degrees(self) -> tuple[int, ...]:
        """Support plus objection for each framework, -2 to 2."""
        return tuple(map(sum, zip(self.supports, self.objections, strict=True)))


OptionEffects = Mapping[str, Mapping[str, OptionEffect]]
"""Criterion slug -> option slug -> effect."""


@cached_per_catalogue
def option_effects(catalogue: Catalogue) -> OptionEffects:
    return {
        criterion.slug: {option.slug: _effect(catalogue, criterion, option) for option in criterion.options}
        for criterion in catalogue.criteria
    }


@cached_per_catalogue
def opening_criteria(catalogue: Catalogue) -> frozenset[str]:
    """The slugs of the criteria that have an option which opens another question."""
    return frozenset(
        slug for slug, effects in option_effects(catalogue).items() if any(effect.opens for effect in effects.values())
    )


def answer_effect(catalogue: Catalogue, criterion: str, options: Chosen) -> OptionEffect | None:
    """The effect of an answer to a criterion; None for "not sure"."""
    if options == (NOT_SURE,):
        return None
    effects = option_effects(catalogue)[criterion]
    return reduce(OptionEffect.__or__, (effects[slug] for slug in options))


def _effect(catalogue: Catalogue, criterion: Criterion, option: Option) -> OptionEffect:
    supports = [option.support_for.get(framework.slug) for framework in catalogue.frameworks]
    degrees = [support.degree if support else 0 for support in supports]
    return OptionEffect(
        tuple(max(degree, 0) for degree in degrees),
        tuple(min(degree, 0) for degree in degrees),
        _bits([bool(support and support.requires) for support in supports]),
        _bits([_is_opened_by(later, criterion, option) for later in catalogue.criteria]),
    )


def _is_opened_by(later: Criterion, criterion: Criterion, option: Option) -> bool:
    return any((choice.criterion, choice.option) == (criterion.slug, option.slug) for choice in later.ask_when)


def _bits(flags: list[bool]) -> int:
    return sum(1 << index for index, flag in enumerate(flags) if flag)
