"""Load the parts of a framework, which are edited on its page."""

from __future__ import annotations

from comparisons import models
from comparisons.editing.loading.lookup import RowsBySlug, numbered, plain
from comparisons.editing.loading.rows import Rows
from comparisons.engine.catalogue import Framework

PARTS = ("levels", "values", "stages", "costs", "resources", "events")
"""The fields of a framework that hold its parts."""


def load_parts(rows: Rows, by_slug: RowsBySlug, framework: Framework, row: models.Framework) -> None:
    """Levels first: costs refer to them."""
    path = ("framework", framework.slug)
    _load_levels_and_events(rows, by_slug, framework, row)
    for value in framework.values:
        rows.put(
            (*path, "value", value.aspect),
            models.Value,
            {"framework": row, "aspect": by_slug.aspects[value.aspect]},
            plain(value, "aspect", "sources"),
            {"sources": by_slug.sources_of(value.sources)},
        )
    _load_stages_and_costs(rows, by_slug, framework, row)
    for number, resource in numbered(framework.resources):
        rows.put(
            (*path, "resource", resource.title),
            models.Resource,
            {"framework": row, "title": resource.title},
            {**plain(resource, "title", "url"), "url": resource.url or "", "position": number},
        )


def _load_levels_and_events(rows: Rows, by_slug: RowsBySlug, framework: Framework, row: models.Framework) -> None:
    path = ("framework", framework.slug)
    for number, level in numbered(framework.levels):
        by_slug.levels[framework.slug, level.slug] = rows.put(
            (*path, "level", level.slug),
            models.Level,
            {"framework": row, "slug": level.slug},
            {**plain(level, "slug", "sources"), "position": number},
            {"sources": by_slug.sources_of(level.sources)},
        )
    for number, event in numbered(framework.events):
        rows.put(
            (*path, "event", event.slug),
            models.Event,
            {"framework": row, "slug": event.slug},
            {**plain(event, "slug", "sources"), "position": number},
            {"sources": by_slug.sources_of(event.sources)},
        )


def _load_stages_and_costs(rows: Rows, by_slug: RowsBySlug, framework: Framework, row: models.Framework) -> None:
    path = ("framework", framework.slug)
    for number, stage in numbered(framework.stages):
        rows.put(
            (*path, "stage", stage.slug),
            models.Stage,
            {"framework": row, "slug": stage.slug},
            {**plain(stage, "slug", "sources"), "position": number},
            {"sources": by_slug.sources_of(stage.sources)},
        )
    for number, cost in numbered(framework.costs):
        fields = {
            **plain(cost, "label", "sources", "level", "size"),
            "level": by_slug.level(framework.slug, cost.level),
            "size": cost.size or "",
        }
        rows.put(
            (*path, "cost", cost.label),
            models.Cost,
            {"framework": row, "label": cost.label},
            {**fields, "position": number},
            {"sources": by_slug.sources_of(cost.sources)},
        )
