"""What a load looks up: rows by slug, positions, plain fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from comparisons import models
from comparisons.engine.catalogue.frozen import Frozen
from comparisons.models.fields import POSITION_STEP

T = TypeVar("T")


class RowsBySlug:
    """The rows loaded so far, which later rows refer to."""

    def __init__(self) -> None:
        self.sources: dict[str, models.Source] = {}
        self.aspects: dict[str, models.Aspect] = {}
        self.frameworks: dict[str, models.Framework] = {}
        self.levels: dict[tuple[str, str], models.Level] = {}
        self.criteria: dict[str, models.Criterion] = {}
        self.options: dict[tuple[str, str], models.Option] = {}

    def level(self, framework: str, slug: str | None) -> models.Level | None:
        return self.levels[framework, slug] if slug else None

    def sources_of(self, slugs: Iterable[str]) -> list[models.Source]:
        return [self.sources[slug] for slug in slugs]


def numbered(items: Iterable[T]) -> Iterator[tuple[int, T]]:
    """Each item with its position."""
    return ((number * POSITION_STEP, item) for number, item in enumerate(items, 1))


def plain(value: Frozen, *without: str) -> dict[str, Any]:
    """The fields of an item that its row takes unchanged."""
    return {name: getattr(value, name) for name in type(value).model_fields if name not in without}
