"""What of a catalogue stands on a page, as patterns of the places of items: each page tells it by one of these.

In a pattern, `ANY` stands for one step of a place, and `ALL` at its end for an item with all its parts.
"""

from __future__ import annotations

from comparisons.engine import Recommendation, Table
from comparisons.engine.catalogue import Criterion, Framework
from comparisons.engine.checks.findings import ItemPath
from comparisons.engine.decision_record import DecisionRecord

ItemPatterns = tuple[ItemPath, ...]

ANY, ALL = "*", "**"

FRAMEWORKS: ItemPatterns = (("framework", ANY),)
"""A list of frameworks, by what each says of itself."""

DATES: ItemPatterns = (*FRAMEWORKS, ("framework", ANY, "event", ANY))

METHOD: ItemPatterns = (*FRAMEWORKS, ("criterion", ALL), ("method",))
"""All that decides, and between what."""


def on_home(table: Table) -> ItemPatterns:
    """The frameworks, and the comparison of the first of them in a few rows."""
    rows = [row.aspect.slug for row in table.highlights(3)]
    values = [("framework", framework.slug, "value", slug) for framework in table.frameworks for slug in rows]
    return (*FRAMEWORKS, *values, *(("aspect", slug) for slug in rows))


def on_profile(framework: Framework, table: Table) -> ItemPatterns:
    """All of one framework, and what it rests on."""
    named = [level.sources for level in framework.levels] + [stage.sources for stage in framework.stages]
    named += [cost.sources for cost in framework.costs] + [event.sources for event in framework.events]
    sources = [("source", slug) for slugs in named for slug in slugs]
    return (("framework", framework.slug, ALL), *_rows(table), *sources)


def on_comparison(table: Table, recommendation: Recommendation | None) -> ItemPatterns:
    """The frameworks in the rows of the table, the guide where there is one, and the reasons of a recommendation."""
    values = [("framework", framework.slug, "value", ANY) for framework in table.frameworks]
    own = [("framework", framework.slug) for framework in table.frameworks]
    levels = [("framework", framework.slug, "level", ANY) for framework in table.with_levels]
    levels += [("framework", f.slug, "cost", cost.label) for f in table.with_levels for cost in f.costs if cost.level]
    reasons = [("criterion", ALL)] if recommendation else []
    return (*own, *values, *levels, *_rows(table), *_guide(table), *reasons)


def on_question(criterion: Criterion) -> ItemPatterns:
    return ("criterion", criterion.slug), ("criterion", criterion.slug, "option", ANY)


def on_recommendation(record: DecisionRecord) -> ItemPatterns:
    """All that decides, and of what there is to do the stages, costs, dates, resources and what carries over."""
    parts = ("level", "stage", "cost", "resource", "event")
    todo = [("framework", framework.slug, part, ANY) for framework in record.frameworks for part in parts]
    crosswalks = [("crosswalk", "-".join(carried.crosswalk.frameworks), ALL) for carried in record.carry_overs]
    return (*METHOD, *todo, *crosswalks)


def matches(patterns: ItemPatterns, path: ItemPath) -> bool:
    """Whether the item with this path is on the page."""
    return any(_fits(pattern, path) for pattern in patterns)


def _rows(table: Table) -> ItemPatterns:
    """What all tables name: aspects, their groups, and the sources of the list below."""
    sources = [("source", source.slug) for source in table.sources]
    return (("aspect", ANY), ("group", ANY), *sources)


def _guide(table: Table) -> ItemPatterns:
    if table.guide is None:
        return ()
    return (("guide", table.guide.slug, ALL), *(("source", slug) for slug in table.guide.sources))


def _fits(pattern: ItemPath, path: ItemPath) -> bool:
    if pattern[-1] == ALL:
        pattern = pattern[:-1]
        path = path[: len(pattern)]
    return len(pattern) == len(path) and all(step in {ANY, name} for step, name in zip(pattern, path, strict=True))
