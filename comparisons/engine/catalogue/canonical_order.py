"""The canonical order of everything that an author may write in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from comparisons.engine.catalogue import (
    Catalogue,
    Cost,
    Criterion,
    Crosswalk,
    Event,
    Framework,
    Guide,
    Level,
    Option,
    Stage,
    Support,
    Value,
)

T = TypeVar("T")
K = TypeVar("K")
SourcedT = TypeVar("SourcedT", Level, Value, Stage, Cost, Event, Support)


def in_order(catalogue: Catalogue) -> Catalogue:
    """The same catalogue with references, values and support in the order of the items that they refer to.

    Two catalogues with the same content are then equal, and so is their JSON.
    """
    return _Sorter(catalogue).catalogue()


class _Sorter:
    def __init__(self, catalogue: Catalogue) -> None:
        self.original = catalogue
        self.sources = _ranks(catalogue.source_of)
        self.aspects = _ranks(
            aspect.slug for group in catalogue.groups for aspect in catalogue.aspects if aspect.group == group.slug
        )
        self.frameworks = _ranks(catalogue.framework_of)
        self.choices = _ranks(
            (criterion.slug, option.slug) for criterion in catalogue.criteria for option in criterion.options
        )

    def catalogue(self) -> Catalogue:
        original = self.original
        return original.model_copy(
            update={
                "aspects": _by(self.aspects, original.aspects, lambda aspect: aspect.slug),
                "frameworks": tuple(self._framework(framework) for framework in original.frameworks),
                "criteria": tuple(self._criterion(criterion) for criterion in original.criteria),
                "guides": tuple(self._guide(guide) for guide in original.guides),
                "crosswalks": self._crosswalks(),
            }
        )

    def _crosswalks(self) -> tuple[Crosswalk, ...]:
        by_second = _by(self.frameworks, self.original.crosswalks, lambda crosswalk: crosswalk.frameworks[1])
        return _by(self.frameworks, by_second, lambda crosswalk: crosswalk.frameworks[0])

    def _sourced(self, items: Iterable[SourcedT]) -> tuple[SourcedT, ...]:
        return tuple(item.model_copy(update={"sources": _by(self.sources, item.sources, str)}) for item in items)

    def _framework(self, framework: Framework) -> Framework:
        values = _by(self.aspects, framework.values, lambda value: value.aspect)
        return framework.model_copy(
            update={
                "complements": _by(self.frameworks, framework.complements, str),
                "levels": self._sourced(framework.levels),
                "values": self._sourced(values),
                "stages": self._sourced(framework.stages),
                "costs": self._sourced(framework.costs),
                "events": self._sourced(framework.events),
            }
        )

    def _criterion(self, criterion: Criterion) -> Criterion:
        return criterion.model_copy(
            update={
                "ask_when": _by(self.choices, criterion.ask_when, lambda choice: (choice.criterion, choice.option)),
                "options": tuple(self._option(option) for option in criterion.options),
            }
        )

    def _option(self, option: Option) -> Option:
        support = _by(self.frameworks, option.support, lambda support: support.framework)
        return option.model_copy(update={"support": self._sourced(support)})

    def _guide(self, guide: Guide) -> Guide:
        return guide.model_copy(
            update={
                "frameworks": _by(self.frameworks, guide.frameworks, str),
                "sources": _by(self.sources, guide.sources, str),
                "key_differences": tuple(
                    difference.model_copy(update={"aspects": _by(self.aspects, difference.aspects, str)})
                    for difference in guide.key_differences
                ),
            }
        )


def _ranks(names: Iterable[T]) -> dict[T, int]:
    return {name: rank for rank, name in enumerate(names)}


def _by(ranks: dict[K, int], items: Iterable[T], name: Callable[[T], K]) -> tuple[T, ...]:
    """The items in the order of their ranks; items without a rank come last, in their old order."""
    return tuple(sorted(items, key=lambda item: ranks.get(name(item), len(ranks))))
