"""What a catalogue is made of, as a table: the nouns, what tells their items apart, and what their fields refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.checks.findings import Place

Key = tuple[str, int]
"""What an item is known by, and how many before it are known by the same: none, but in a faulty catalogue."""


@dataclass(frozen=True)
class Noun:
    """Items of one kind: the field that holds them, what tells one from another, how it is called, and its parts.

    With `shelf`, a field that refers to something else, they stand in the order of what they refer to.
    """

    name: str
    field: str
    key: str = "{0.slug}"
    label: tuple[str, ...] = ("name",)
    shelf: str = ""
    parts: tuple[Noun, ...] = ()

    def keyed(self, holder: Frozen | None) -> dict[Key, Frozen]:
        """The items of this kind that belong to the holder, in order; of no holder, none."""
        items: Iterable[Frozen] = getattr(holder, self.field) if holder else ()
        seen: Counter[str] = Counter()
        keyed = {}
        for item in items:
            name = self.key.format(item)
            keyed[name, seen[name]] = item
            seen[name] += 1
        return keyed

    def place(self, key: Key) -> Place:
        """As `checks` tells it; one that is there again has its number besides, so that its place is its own."""
        name, again = key
        return (self.name, name, str(again + 1)) if again else (self.name, name)


METHOD = Noun("method", "method")

NOUNS = (
    Noun("source", "sources", label=("title",)),
    Noun("group", "groups"),
    Noun("aspect", "aspects", shelf="group"),
    Noun(
        "framework",
        "frameworks",
        label=("short_name",),
        parts=(
            Noun("value", "values", "{0.aspect}", ("aspect",), shelf="aspect"),
            Noun("stage", "stages"),
            Noun("cost", "costs", "{0.label}", ("label",)),
            Noun("resource", "resources", "{0.title}", ("title",)),
        ),
    ),
    Noun(
        "criterion",
        "criteria",
        parts=(
            Noun(
                "option",
                "options",
                label=("label",),
                parts=(Noun("support", "support", "{0.framework}", ("framework",), shelf="framework"),),
            ),
        ),
    ),
    Noun(
        "guide",
        "guides",
        label=("title",),
        parts=(
            Noun("key difference", "key_differences", "{0.name}"),
            Noun("how to choose", "how_to_choose", "{0.name}"),
        ),
    ),
    Noun(
        "crosswalk",
        "crosswalks",
        "{0.frameworks[0]}-{0.frameworks[1]}",
        ("frameworks",),
        shelf="frameworks",
        parts=(
            Noun("series", "series", "{0.identifier}", ("identifier",)),
            Noun("pair", "pairs", "{0.first} and {0.second}", ("first", "second")),
            Noun("not carried over", "not_carried_over", "{0.held}", ("held", "wanted")),
        ),
    ),
)

REFERENCES = {
    "group": "group",
    "aspect": "aspect",
    "aspects": "aspect",
    "sources": "source",
    "complements": "framework",
    "framework": "framework",
    "frameworks": "framework",
    "holds": "framework",
    "held": "framework",
    "wanted": "framework",
    "criterion": "criterion",
    "ask_when": "option",
}
"""Fields of items that refer to something else, by whatever item has them -> to what."""
