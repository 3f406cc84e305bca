"""The kinds of items in a catalogue as a table: how items are identified and labelled, and what they refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.checks.findings import ItemPath

Key = tuple[str, int]
"""The name that identifies an item, and how many items before it have the same name: 0 unless there is an error."""


@dataclass(frozen=True)
class ItemKind:
    """One kind of item: the field that holds its items, the format of its key, its label and the kinds of its parts.

    `sorted_by` names a field that refers to other items, if the items are sorted in the order of those.
    """

    name: str
    field: str
    key: str = "{0.slug}"
    label: tuple[str, ...] = ("name",)
    sorted_by: str = ""
    parts: tuple[ItemKind, ...] = ()

    def by_key(self, parent: Frozen | None) -> dict[Key, Frozen]:
        """The parent's items of this kind by key, in their order; empty without a parent."""
        items: Iterable[Frozen] = getattr(parent, self.field) if parent else ()
        counts: Counter[str] = Counter()
        by_key = {}
        for item in items:
            name = self.key.format(item)
            by_key[name, counts[name]] = item
            counts[name] += 1
        return by_key

    def path(self, key: Key) -> ItemPath:
        """The last part of an item's path, as `checks` names it. A repeated item gets its number, so paths differ."""
        name, repeats = key
        return (self.name, name, str(repeats + 1)) if repeats else (self.name, name)


METHOD = ItemKind("method", "method")

ITEM_KINDS = (
    ItemKind("source", "sources", label=("title",)),
    ItemKind("group", "groups"),
    ItemKind("aspect", "aspects", sorted_by="group"),
    ItemKind(
        "framework",
        "frameworks",
        label=("short_name",),
        parts=(
            ItemKind("level", "levels"),
            ItemKind("value", "values", "{0.aspect}", ("aspect",), sorted_by="aspect"),
            ItemKind("stage", "stages"),
            ItemKind("cost", "costs", "{0.label}", ("label",)),
            ItemKind("resource", "resources", "{0.title}", ("title",)),
            ItemKind("event", "events"),
        ),
    ),
    ItemKind(
        "criterion",
        "criteria",
        parts=(
            ItemKind(
                "option",
                "options",
                label=("label",),
                parts=(ItemKind("support", "support", "{0.framework}", ("framework",), sorted_by="framework"),),
            ),
        ),
    ),
    ItemKind(
        "guide",
        "guides",
        label=("title",),
        parts=(
            ItemKind("key difference", "key_differences", "{0.name}"),
            ItemKind("how to choose", "how_to_choose", "{0.name}"),
        ),
    ),
    ItemKind(
        "crosswalk",
        "crosswalks",
        "{0.frameworks[0]}-{0.frameworks[1]}",
        ("frameworks",),
        sorted_by="frameworks",
        parts=(
            ItemKind("series", "series", "{0.identifier}", ("identifier",)),
            ItemKind("pair", "pairs", "{0.first} and {0.second}", ("first", "second")),
            ItemKind("not carried over", "not_carried_over", "{0.held}", ("held", "wanted")),
        ),
    ),
)

REFERENCES = {
    "group": "group",
    "aspect": "aspect",
    "aspects": "aspect",
    "sources": "source",
    "complements": "framework",
    "covers": "framework",
    "extends": "framework",
    "framework": "framework",
    "frameworks": "framework",
    "holds": "framework",
    "held": "framework",
    "wanted": "framework",
    "criterion": "criterion",
    "ask_when": "option",
    "only_when": "option",
}
"""Field name, of whatever item -> the kind of item that it refers to."""
