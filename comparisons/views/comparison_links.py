"""Adding, removing and moving the frameworks of a comparison, each by a link to another comparison."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.http import urlencode

from comparisons.engine import MAX_COMPARED, MIN_COMPARED
from comparisons.engine.catalogue import Framework
from comparisons.releases.release_cache import Edition
from comparisons.views.answer_query import with_query

TABLE = "#comparison-table"


@dataclass(frozen=True)
class Column:
    """One framework of the table. An address is empty where the framework cannot be moved that way."""

    framework: Framework
    to_the_left: str
    to_the_right: str
    removed: str


@dataclass(frozen=True)
class Addition:
    framework: Framework
    address: str


@dataclass(frozen=True)
class ComparisonLinks:
    """`additions` is empty where the table is full."""

    columns: tuple[Column, ...]
    additions: tuple[Addition, ...]


def comparison_links(edition: Edition, slugs: tuple[str, ...], answers: str) -> ComparisonLinks:
    """The links of a comparison. `answers` is a query string that each of them carries on."""
    links = _Links(edition, slugs, answers)
    framework_of = edition.catalogue.framework_of
    columns = tuple(
        Column(
            framework_of[slug],
            links.moved(position, position - 1),
            links.moved(position, position + 1),
            links.without(slug),
        )
        for position, slug in enumerate(slugs)
    )
    others = [framework for framework in edition.catalogue.frameworks if framework.slug not in slugs]
    room = len(slugs) < MAX_COMPARED
    additions = tuple(Addition(other, links.to((*slugs, other.slug))) for other in others if room)
    return ComparisonLinks(columns, additions)


@dataclass(frozen=True)
class _Links:
    edition: Edition
    slugs: tuple[str, ...]
    answers: str

    def to(self, slugs: tuple[str, ...]) -> str:
        return with_query(self.edition.address("comparison", slugs=slugs), self.answers) + TABLE

    def moved(self, position: int, other: int) -> str:
        """The two positions exchanged; empty where there is no other position."""
        if not 0 <= other < len(self.slugs):
            return ""
        slugs = list(self.slugs)
        slugs[position], slugs[other] = slugs[other], slugs[position]
        return self.to(tuple(slugs))

    def without(self, slug: str) -> str:
        """Those that are left; where they are too few to compare, the choice of others beside them."""
        left = tuple(other for other in self.slugs if other != slug)
        if len(left) >= MIN_COMPARED:
            return self.to(left)
        return with_query(self.edition.address("compare"), urlencode([("choose", other) for other in left]))
