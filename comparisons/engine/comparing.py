"""Frameworks side by side, aspect by aspect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from comparisons.engine.catalogue import Aspect, Catalogue, Framework, Group, Guide, Source, Value

MIN_COMPARED = 2
MAX_COMPARED = 5

Objection = Literal["unknown", "twice", "few", "many"]


@dataclass(frozen=True)
class Cell:
    """What one framework says on one aspect, with the number of each of its sources in the table's list."""

    framework: Framework
    value: Value | None
    sources: tuple[tuple[int, Source], ...]


@dataclass(frozen=True)
class Row:
    aspect: Aspect
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Section:
    group: Group
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """Frameworks in the order asked for, aspects in the catalogue's order, sources in order of first mention."""

    frameworks: tuple[Framework, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    guide: Guide | None

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for section in self.sections for row in section.rows)


def objection(catalogue: Catalogue, slugs: tuple[str, ...]) -> Objection | None:
    """Why these cannot be compared, if they cannot: `MIN_COMPARED` to `MAX_COMPARED` known ones, each once."""
    if any(slug not in catalogue.framework_of for slug in slugs):
        return "unknown"
    if len(set(slugs)) < len(slugs):
        return "twice"
    if len(slugs) < MIN_COMPARED:
        return "few"
    return "many" if len(slugs) > MAX_COMPARED else None


def compare(catalogue: Catalogue, slugs: tuple[str, ...]) -> Table:
    """Set known frameworks side by side; one alone is its profile.

    Raises KeyError for a slug that the catalogue does not hold.
    """
    frameworks = tuple(catalogue.framework_of[slug] for slug in slugs)
    numbers: dict[str, int] = {}
    sections = tuple(
        Section(group, tuple(_row(catalogue, aspect, frameworks, numbers) for aspect in aspects))
        for group in catalogue.groups
        if (aspects := [aspect for aspect in catalogue.aspects if aspect.group == group.slug])
    )
    sources = tuple(catalogue.source_of[slug] for slug in numbers)
    return Table(frameworks, sections, sources, _guide(catalogue, slugs))


def _row(catalogue: Catalogue, aspect: Aspect, frameworks: tuple[Framework, ...], numbers: dict[str, int]) -> Row:
    return Row(aspect, tuple(_cell(catalogue, aspect, framework, numbers) for framework in frameworks))


def _cell(catalogue: Catalogue, aspect: Aspect, framework: Framework, numbers: dict[str, int]) -> Cell:
    """`numbers` is filled as sources are met for the first time."""
    value = framework.value_of.get(aspect.slug)
    sources = tuple(
        (numbers.setdefault(slug, len(numbers) + 1), catalogue.source_of[slug])
        for slug in (value.sources if value else ())
        if slug in catalogue.source_of
    )
    return Cell(framework, value, sources)


def _guide(catalogue: Catalogue, slugs: tuple[str, ...]) -> Guide | None:
    """The guide to exactly these frameworks, in whatever order they stand."""
    return next((guide for guide in catalogue.guides if set(guide.frameworks) == set(slugs)), None)
