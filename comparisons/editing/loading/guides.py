"""Guides and crosswalks into their rows."""

from __future__ import annotations

from comparisons import models
from comparisons.editing.loading.lookup import Known, numbered, plain
from comparisons.editing.loading.rows import Rows
from comparisons.engine.catalogue import Crosswalk, Guide


def load_guide(rows: Rows, known: Known, guide: Guide, position: int) -> None:
    place = ("guide", guide.slug)
    parts = ("slug", "frameworks", "sources", "key_differences", "how_to_choose")
    row = rows.put(
        place,
        models.Guide,
        {"slug": guide.slug},
        {**plain(guide, *parts), "position": position},
        {
            "frameworks": [known.frameworks[slug] for slug in guide.frameworks],
            "sources": known.sources_of(guide.sources),
        },
    )
    _load_paragraphs(rows, known, guide, row)


def _load_paragraphs(rows: Rows, known: Known, guide: Guide, row: models.Guide) -> None:
    place = ("guide", guide.slug)
    for number, difference in numbered(guide.key_differences):
        rows.put(
            (*place, "key difference", difference.name),
            models.KeyDifference,
            {"guide": row, "name": difference.name},
            {"text": difference.text, "position": number},
            {"aspects": [known.aspects[slug] for slug in difference.aspects]},
        )
    for number, consideration in numbered(guide.how_to_choose):
        rows.put(
            (*place, "how to choose", consideration.name),
            models.Consideration,
            {"guide": row, "name": consideration.name},
            {
                "criterion": known.criteria[consideration.criterion],
                "text": consideration.text,
                "position": number,
            },
        )


def load_crosswalk(rows: Rows, known: Known, crosswalk: Crosswalk) -> None:
    place = ("crosswalk", "-".join(crosswalk.frameworks))
    first, second = (known.frameworks[slug] for slug in crosswalk.frameworks)
    parts = ("frameworks", "series", "pairs", "not_carried_over")
    row = rows.put(place, models.Crosswalk, {"first": first, "second": second}, plain(crosswalk, *parts))
    series = {
        entry.identifier: rows.put(
            (*place, "series", entry.identifier),
            models.Series,
            {"crosswalk": row, "identifier": entry.identifier},
            {"topic": entry.topic, "position": number},
        )
        for number, entry in numbered(crosswalk.series)
    }
    for number, pair in numbered(crosswalk.pairs):
        rows.put(
            (*place, "pair", f"{pair.first} and {pair.second}"),
            models.Pair,
            {"crosswalk": row, "first": pair.first, "second": series[pair.second]},
            {"topic": pair.topic, "backed_by": pair.backed_by, "position": number},
        )
    points = [(entry.held, text) for entry in crosswalk.not_carried_over for text in entry.items]
    for number, (held, text) in numbered(points):
        rows.put(
            (*place, "not carried over", text),
            models.NotCarriedOver,
            {"crosswalk": row, "held": known.frameworks[held], "text": text},
            {"position": number},
        )
