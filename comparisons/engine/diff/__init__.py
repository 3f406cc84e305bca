"""What changed between two catalogues, item by item and field by field, as text for people.

Items are matched by path, the one that `checks` uses, so an item with a new slug counts as a new item, unless the old
one is among its former slugs. Items that are sorted by something else, as values are by aspect, have not moved when
that order changes: the change is listed there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from comparisons.engine.catalogue import Catalogue
from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.checks.findings import ItemPath
from comparisons.engine.diff.catalogue_side import CatalogueSide, slugs
from comparisons.engine.diff.item_kinds import ITEM_KINDS, METHOD, REFERENCES, ItemKind
from comparisons.engine.diff.moved_items import Sides, moved_items
from comparisons.engine.diff.slug_map import with_slugs_of

__all__ = ["POSITION", "ChangeType", "FieldDiff", "ItemChange", "item_changes"]

ChangeType = Literal["added", "removed", "changed"]
Versions = tuple[Frozen | None, Frozen | None]
"""An item before and after; None where it did not exist."""

POSITION = "position"
"""The field name under which a move among the neighbours is listed."""


@dataclass(frozen=True)
class FieldDiff:
    """A field by its name in the catalogue, and its text before and after; "" where it was empty."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class ItemChange:
    """One item that changed. Its parts have changes of their own, also when the whole item was added or removed."""

    path: ItemPath
    title: str
    kind: ChangeType
    fields: tuple[FieldDiff, ...]


def item_changes(old: Catalogue, new: Catalogue) -> tuple[ItemChange, ...]:
    """Every item that differs: none if the catalogues are equal, at least one if they are not.

    Ordered by kind of item, then as in the new catalogue; items that only the old one has come last.
    """
    old = with_slugs_of(new, old)
    sides = CatalogueSide(old), CatalogueSide(new)
    method = _field_diffs(METHOD, sides, (old.method, new.method))
    changes = [ItemChange(("method",), "Method", "changed", method)] if method else []
    for kind in ITEM_KINDS:
        changes.extend(_changes_of(kind, sides, _Parent((), (), (old, new))))
    return tuple(changes)


@dataclass(frozen=True)
class _Parent:
    """The item that holds other items: its path, its label and those of its own parents, and both its versions."""

    path: ItemPath
    labels: tuple[str, ...]
    versions: Versions


def _changes_of(kind: ItemKind, sides: Sides, parent: _Parent) -> Iterator[ItemChange]:
    before, after = kind.by_key(parent.versions[0]), kind.by_key(parent.versions[1])
    moved = moved_items(kind, sides, (before, after))
    for key in dict.fromkeys((*after, *before)):
        side, item = (sides[1], after[key]) if key in after else (sides[0], before[key])
        labels = (*parent.labels, side.label(kind, item))
        versions = before.get(key), after.get(key)
        path = (*parent.path, *kind.path(key))
        fields = _field_diffs(kind, sides, versions)
        if key in moved:
            fields += (FieldDiff(POSITION, *moved[key]),)
        if fields:
            yield ItemChange(path, _title(labels), _change_type(versions), fields)
        for part in kind.parts:
            yield from _changes_of(part, sides, _Parent(path, labels, versions))


def _title(labels: tuple[str, ...]) -> str:
    first, *rest = labels
    return f"{first}: {' / '.join(rest)}" if rest else first


def _change_type(versions: Versions) -> ChangeType:
    before, after = versions
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


def _field_diffs(kind: ItemKind, sides: Sides, versions: Versions) -> tuple[FieldDiff, ...]:
    """The fields that differ; of an item that was added or removed, those that differ from their default."""
    model = type(next(version for version in versions if version))
    parts = {part.field for part in kind.parts}
    diffs = []
    for name, info in model.model_fields.items():
        default = None if info.is_required() else info.default
        before, after = (getattr(version, name) if version else default for version in versions)
        if name not in parts and not _is_same(name, sides, before, after):
            texts = [
                side.text(name, value) if version else ""
                for side, value, version in zip(sides, (before, after), versions, strict=True)
            ]
            if texts[0] == texts[1]:  # for example, two sources with the same title
                texts = ["; ".join(slugs(value)) for value in (before, after)]
            diffs.append(FieldDiff(name, *texts))
    return tuple(diffs)


def _is_same(name: str, sides: Sides, before: object, after: object) -> bool:
    """References sorted in the order of their targets are unchanged when only that order changed."""
    if before == after or name not in REFERENCES:
        return before == after
    named = slugs(before), slugs(after)
    are_sorted = all(side.is_sorted(name, references) for side, references in zip(sides, named, strict=True))
    return are_sorted and sorted(named[0]) == sorted(named[1])
