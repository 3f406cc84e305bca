"""One of the two catalogues: what its items are called, and what their fields say as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comparisons.engine.catalogue import Catalogue, Choice
from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.diff.item_kinds import REFERENCES, Noun


class Side:
    """A catalogue, with the name of everything in it that can be referred to, in its order."""

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
        """What a field says, as people read it: references by the names of what they refer to."""
        if name in REFERENCES:
            return "; ".join(self.names[REFERENCES[name]].get(slug, slug) for slug in slugs(value))
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, tuple):
            return "\n".join(map(str, value))
        return "" if value is None else str(value)

    def label(self, noun: Noun, item: Frozen) -> str:
        return " and ".join(self.text(name, getattr(item, name)) for name in noun.label)

    def follows(self, name: str, named: Sequence[str]) -> bool:
        """Whether references stand in the order of what they refer to, and all of that is there."""
        ranks = {slug: rank for rank, slug in enumerate(self.names[REFERENCES[name]])}
        found = [ranks.get(slug, -1) for slug in named]
        return -1 not in found and found == sorted(found)


def slugs(value: object) -> tuple[str, ...]:
    """What a field of references names, whether it holds several, one or none."""
    if isinstance(value, tuple):
        return tuple(f"{each.criterion}/{each.option}" if isinstance(each, Choice) else str(each) for each in value)
    return () if value is None else (str(value),)
