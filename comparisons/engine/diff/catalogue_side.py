"""One of the two catalogues of a diff: the labels of its items, and their fields as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comparisons.engine.catalogue import Catalogue, Choice
from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.diff.item_kinds import REFERENCES, ItemKind


class CatalogueSide:
    """A catalogue, with the names of all items that can be referred to, in their order."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.names: Mapping[str, Mapping[str, str]] = {
            "source": {source.slug: source.title for source in catalogue.sources},
            "group": {group.slug: group.name for group in catalogue.groups},
            "aspect": {aspect.slug: aspect.name for aspect in catalogue.aspects},
            "framework": {framework.slug: framework.short_name for framework in catalogue.frameworks},
            "criterion": {criterion.slug: criterion.name for criterion in catalogue.criteria},
            "option": {f"{c.slug}/{o.slug}": f"{c.name}: {o.label}" for c in catalogue.criteria for o in c.options},
        }

    def text(self, name: str, value: object) -> str:
        """A field as people read it, with references as the names of the items that they refer to."""
        if name in REFERENCES:
            return "; ".join(self.names[REFERENCES[name]].get(slug, slug) for slug in slugs(value))
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, tuple):
            return "\n".join(map(str, value))
        return "" if value is None else str(value)

    def label(self, kind: ItemKind, item: Frozen) -> str:
        return " and ".join(self.text(name, getattr(item, name)) for name in kind.label)

    def is_sorted(self, name: str, references: Sequence[str]) -> bool:
        """Whether the references of a field are in the order of the items they refer to, and all of those exist."""
        rank_of = {slug: rank for rank, slug in enumerate(self.names[REFERENCES[name]])}
        ranks = [rank_of.get(slug, -1) for slug in references]
        return -1 not in ranks and ranks == sorted(ranks)


def slugs(value: object) -> tuple[str, ...]:
    """The slugs in a field of references, whether it holds several, one or none."""
    if isinstance(value, tuple):
        return tuple(f"{item.criterion}/{item.option}" if isinstance(item, Choice) else str(item) for item in value)
    return () if value is None else (str(value),)
