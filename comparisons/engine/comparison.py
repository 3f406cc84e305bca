"""Frameworks side by side, aspect by aspect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from comparisons.engine.catalogue import Aspect, Catalogue, Framework, Group, Guide, Source, Value
from comparisons.engine.recommendation import Contribution, Recommendation

MIN_COMPARED = 2
MAX_COMPARED = 5

SelectionError = Literal["unknown", "twice", "few", "many"]


@dataclass(frozen=True)
class Cell:
    """The value of one framework for one aspect, with the number of each of its sources in the table's list.

    `contributions` are the lines of the framework's ledger that rest on this value; empty without a recommendation.
    """

    framework: Framework
    value: Value | None
    sources: tuple[tuple[int, Source], ...]
    contributions: tuple[Contribution, ...] = ()

    @property
    def source_runs(self) -> tuple[tuple[tuple[int, Source], ...], ...]:
        """The sources in runs of numbers that follow one another: 1, 17 to 19."""
        runs: list[list[tuple[int, Source]]] = []
        for number, source in sorted(self.sources, key=lambda numbered: numbered[0]):
            if runs and runs[-1][-1][0] == number - 1:
                runs[-1].append((number, source))
            else:
                runs.append([(number, source)])
        return tuple(map(tuple, runs))


@dataclass(frozen=True)
class Row:
    aspect: Aspect
    cells: tuple[Cell, ...]

    @property
    def is_decisive(self) -> bool:
        """Whether points of the recommendation rest on this row."""
        return any(contribution.points for cell in self.cells for contribution in cell.contributions)


@dataclass(frozen=True)
class Section:
    group: Group
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """Frameworks in the requested order, aspects in the catalogue's order, sources in order of first mention."""

    frameworks: tuple[Framework, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    guide: Guide | None

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def citations(self) -> tuple[tuple[Source, tuple[Aspect, ...]], ...]:
        """Each source with the aspects for which it is cited, in their order."""
        cited: list[dict[str, Aspect]] = [{} for _ in self.sources]
        for row in self.rows:
            for cell in row.cells:
                for number, _ in cell.sources:
                    cited[number - 1][row.aspect.slug] = row.aspect
        return tuple((source, tuple(aspects.values())) for source, aspects in zip(self.sources, cited, strict=True))

    @property
    def with_levels(self) -> tuple[Framework, ...]:
        """Those that come in levels."""
        return tuple(framework for framework in self.frameworks if framework.levels)

    def highlights(self, count: int) -> tuple[Row, ...]:
        """Up to `count` rows: the first aspect of each key difference in the guide, then the other rows in order."""
        row_of = {row.aspect.slug: row for row in self.rows}
        differences = self.guide.key_differences if self.guide else ()
        key_aspects = [difference.aspects[0] for difference in differences if difference.aspects]
        return tuple(row_of[slug] for slug in dict.fromkeys([*key_aspects, *row_of]) if slug in row_of)[:count]


def selection_error(catalogue: Catalogue, slugs: tuple[str, ...]) -> SelectionError | None:
    """Why these cannot be compared; None for `MIN_COMPARED` to `MAX_COMPARED` known frameworks, each named once."""
    if any(slug not in catalogue.framework_of for slug in slugs):
        return "unknown"
    if len(set(slugs)) < len(slugs):
        return "twice"
    if len(slugs) < MIN_COMPARED:
        return "few"
    return "many" if len(slugs) > MAX_COMPARED else None


def compare(catalogue: Catalogue, slugs: tuple[str, ...], recommendation: Recommendation | None = None) -> Table:
    """A table of any number of frameworks; one framework alone is its profile.

    A recommendation adds its contributions to the cells that they rest on. Raises KeyError for an unknown slug.
    """
    frameworks = tuple(catalogue.framework_of[slug] for slug in slugs)
    cells = _Cells(catalogue, recommendation)
    sections = tuple(
        Section(group, tuple(Row(aspect, tuple(cells.cell(aspect, f) for f in frameworks)) for aspect in aspects))
        for group in catalogue.groups
        if (aspects := [aspect for aspect in catalogue.aspects if aspect.group == group.slug])
    )
    sources = tuple(catalogue.source_of[slug] for slug in cells.numbers)
    return Table(frameworks, sections, sources, _guide(catalogue, slugs))


class _Cells:
    """Makes cells, and numbers the sources in order of first use."""

    def __init__(self, catalogue: Catalogue, recommendation: Recommendation | None) -> None:
        self.catalogue = catalogue
        self.standings = {s.framework.slug: s for s in recommendation.standings} if recommendation else {}
        self.numbers: dict[str, int] = {}

    def cell(self, aspect: Aspect, framework: Framework) -> Cell:
        value, standing = framework.value_of.get(aspect.slug), self.standings.get(framework.slug)
        sources = tuple(
            (self.numbers.setdefault(slug, len(self.numbers) + 1), self.catalogue.source_of[slug])
            for slug in (value.sources if value else ())
            if slug in self.catalogue.source_of
        )
        contributions = standing.contributions if standing else ()
        return Cell(framework, value, sources, tuple(c for c in contributions if c.support.aspect == aspect.slug))


def _guide(catalogue: Catalogue, slugs: tuple[str, ...]) -> Guide | None:
    """The guide to exactly these frameworks, in any order."""
    return next((guide for guide in catalogue.guides if set(guide.frameworks) == set(slugs)), None)
