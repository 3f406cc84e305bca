"""Load guides and crosswalks into their rows."""

from __future__ import annotations

from comparisons import models
from comparisons.editing.loading.lookup import RowsBySlug, numbered, plain
from comparisons.editing.loading.rows import Rows
from comparisons.engine.catalogue import Crosswalk, Guide


def load_guide(rows: Rows, by_slug: RowsBySlug, guide: Guide, position: int) -> None:
    path = ("guide", guide.slug)
    parts = ("slug", "frameworks", "sources", "key_differences", "how_to_choose")
    row = rows.put(
        path,
        models.Guide,
        {"slug": guide.slug},
        {**plain(guide, *parts), "position": position},
        {
            "frameworks": [by_slug.frameworks[slug] for slug in guide.frameworks],
            "sources": by_slug.sources_of(guide.sources),
        },
    )
    _load_paragraphs(rows, by_slug, guide, row)


def _load_paragraphs(rows: Rows, by_slug: RowsBySlug, guide: Guide, row: models.Guide) -> None:
    path = ("guide", guide.slug)
    for number, difference in numbered(guide.key_differences):
        rows.put(
            (*path, "key difference", difference.name),
            models.KeyDifference,
            {"guide": row, "name": difference.name},
            {"text": difference.text, "position": number},
            {"aspects": [by_slug.aspects[slug] for slug in difference.aspects]},
        )
    for number, consideration in numbered(guide.how_to_choose):
        rows.put(
            (*path, "how to choose", consideration.name),
            models.Consideration,
            {"guide": row, "name": consideration.name},
            {
                "criterion": by_slug.criteria[consideration.criterion],
                "text": consideration.text,
                "position": number,
            },
        )


def load_crosswalk(rows: Rows, by_slug: RowsBySlug, crosswalk: Crosswalk) -> None:
    path = ("crosswalk", "-".join(crosswalk.frameworks))
    first, second = (by_slug.frameworks[slug] for slug in crosswalk.frameworks)
    parts = ("frameworks", "series", "pairs", "not_carried_over")
    row = rows.put(path, models.Crosswalk, {"first": first, "second": second}, plain(crosswalk, *parts))
    series = {
        entry.identifier: rows.put(
            (*path, "series", entry.identifier),
            models.Series,
            {"crosswalk": row, "identifier": entry.identifier},
            {"topic": entry.topic, "position": number},
        )
        for number, entry in numbered(crosswalk.series)
    }
    for number, pair in numbered(crosswalk.pairs):
        rows.put(
            (*path, "pair", f"{pair.first} and {pair.second}"),
            models.Pair,
            {"crosswalk": row, "first": pair.first, "second": series[pair.second]},
            {"topic": pair.topic, "backed_by": pair.backed_by, "position": number},
        )
    points = [(entry.held, text) for entry in crosswalk.not_carried_over for text in entry.items]
    for number, (slug, text) in numbered(points):
        rows.put(
            (*path, "not carried over", text),
            models.NotCarriedOver,
            {"crosswalk": row, "held": by_slug.frameworks[slug], "text": text},
            {"position": number},
        )
