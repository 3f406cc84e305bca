"""A comparison as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from comparisons.engine import Table, compare
from comparisons.engine.catalogue import Catalogue, Guide, Source
from comparisons.engine.comparison import Cell
from comparisons.presentation.downloads.documents.origin import pinned_address
from comparisons.presentation.downloads.file_names import attached, release_of
from comparisons.presentation.downloads.json_file import LICENCE, json_file
from comparisons.releases.release_cache import Edition


def comparison_as_json(edition: Edition, slugs: tuple[str, ...]) -> HttpResponse:
    table = compare(edition.catalogue, slugs)
    aspects = [
        {
            "slug": row.aspect.slug,
            "name": row.aspect.name,
            "help": row.aspect.help,
            "group": section.group.slug,
            "values": {cell.framework.slug: _value(cell) for cell in row.cells},
        }
        for section in table.sections
        for row in section.rows
    ]
    pinned = edition.pinned("comparison", slugs=slugs) if edition.published_at else ""
    data = {
        "release": release_of(edition),
        "licence": LICENCE,
        "address": pinned_address(edition, pinned) or None,
        "frameworks": list(slugs),
        "names": {framework.slug: framework.short_name for framework in table.frameworks},
        "groups": {section.group.slug: section.group.name for section in table.sections},
        "aspects": aspects,
        **_facts(table),
        **_levels(table),
        "guide": _guide(table.guide, edition.catalogue) if table.guide else None,
    }
    return json_file(data, attached(edition, "-vs-".join(slugs), "json"))


def _facts(table: Table) -> dict[str, Any]:
    """What each framework has of the facts at a glance that are nowhere else in the file."""
    facts = {f.slug: f.model_dump(include={"valid_for", "checked_by", "known_in"}) for f in table.frameworks}
    return {"facts": facts} if any(facts.values()) else {}


def _levels(table: Table) -> dict[str, Any]:
    """The levels of each framework that has some."""
    levels = {f.slug: [level.model_dump(mode="json") for level in f.levels] for f in table.with_levels}
    return {"levels": levels} if levels else {}


def _value(cell: Cell) -> dict[str, Any] | None:
    if cell.value is None:
        return None
    return {
        "text": cell.value.text,
        "note": cell.value.note,
        "confidence": cell.value.confidence,
        "sources": [_source(source) for _, source in cell.sources],
    }


def _source(source: Source) -> dict[str, Any]:
    fields = source.model_dump(mode="json", exclude={"slug"})
    return {name: fields[name] for name in ("title", "url", "publisher", "kind", "accessed")}


def _guide(guide: Guide, catalogue: Catalogue) -> dict[str, Any]:
    """The guide as it was written, in Markdown, with its sources in full."""
    sources = [_source(catalogue.source_of[slug]) for slug in guide.sources if slug in catalogue.source_of]
    return {**guide.model_dump(mode="json"), "sources": sources}
