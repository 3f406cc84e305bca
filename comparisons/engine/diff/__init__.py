"""What one catalogue says otherwise than another, item by item and field by field, for people to read.

An item is known by its place, the one that `checks` gives it; so what has another slug is another item. What stands
in the order of something else, as values do in that of the aspects, has not moved when that has: it is told there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from comparisons.engine.catalogue import Catalogue
from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.checks.findings import Place
from comparisons.engine.diff.item_kinds import METHOD, NOUNS, REFERENCES, Noun
from comparisons.engine.diff.moved_items import Sides, moves
from comparisons.engine.diff.sides import Side, slugs

__all__ = ["POSITION", "FieldRevision", "Kind", "Revision", "revisions"]

Kind = Literal["added", "removed", "changed"]
Versions = tuple[Frozen | None, Frozen | None]

POSITION = "position"
"""The name of the field that tells of an item that moved among its neighbours."""


@dataclass(frozen=True)
class FieldRevision:
    """A field by its name in the catalogue, and what it says as text: "" where it says nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Revision:
    """One item. Its parts are items of their own, also those of an item that was added or removed."""

    place: Place
    title: str
    kind: Kind
    fields: tuple[FieldRevision, ...]


def revisions(old: Catalogue, new: Catalogue) -> tuple[Revision, ...]:
    """Every item that is not the same: none where the catalogues are equal, and at least one where they are not.

    By noun, in the order of the new catalogue, and last those that it does not have.
    """
    sides = Side(old), Side(new)
    method = _fields(METHOD, sides, (old.method, new.method))
    told = [Revision(("method",), "Method", "changed", method)] if method else []
    for noun in NOUNS:
        told.extend(_revisions_of(noun, sides, _Holder((), (), (old, new))))
    return tuple(told)


@dataclass(frozen=True)
class _Holder:
    """What items belong to: its place, what it and those around it are called, and itself, before and after."""

    place: Place
    labels: tuple[str, ...]
    versions: Versions


def _revisions_of(noun: Noun, sides: Sides, holder: _Holder) -> Iterator[Revision]:
    before, after = noun.keyed(holder.versions[0]), noun.keyed(holder.versions[1])
    moved = moves(noun, sides, (before, after))
    for key in dict.fromkeys((*after, *before)):
        side, item = (sides[1], after[key]) if key in after else (sides[0], before[key])
        labels = (*holder.labels, side.label(noun, item))
        here = _Holder((*holder.place, *noun.place(key)), labels, (before.get(key), after.get(key)))
        fields = _fields(noun, sides, here.versions)
        if key in moved:
            fields += (FieldRevision(POSITION, *moved[key]),)
        if fields:
            yield Revision(here.place, _title(labels), _kind(here.versions), fields)
        for part in noun.parts:
            yield from _revisions_of(part, sides, here)


def _title(labels: tuple[str, ...]) -> str:
    first, *rest = labels
    return f"{first}: {' / '.join(rest)}" if rest else first


def _kind(versions: Versions) -> Kind:
    before, after = versions
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


def _fields(noun: Noun, sides: Sides, versions: Versions) -> tuple[FieldRevision, ...]:
    """The fields that are not the same; of an item that is alone, those that are not as they are by default."""
    kind = type(next(version for version in versions if version))
    parts = {part.field for part in noun.parts}
    told = []
    for name, info in kind.model_fields.items():
        default = None if info.is_required() else info.default
        before, after = (getattr(version, name) if version else default for version in versions)
        if name not in parts and not _is_same(name, sides, before, after):
            texts = [
                side.text(name, value) if version else ""
                for side, value, version in zip(sides, (before, after), versions, strict=True)
            ]
            if texts[0] == texts[1]:  # as two sources of one title
                texts = ["; ".join(slugs(value)) for value in (before, after)]
            told.append(FieldRevision(name, *texts))
    return tuple(told)


def _is_same(name: str, sides: Sides, before: object, after: object) -> bool:
    """References that stand in the order of what they refer to have not changed when that order has."""
    if before == after or name not in REFERENCES:
        return before == after
    named = slugs(before), slugs(after)
    in_order = all(side.follows(name, slugs) for side, slugs in zip(sides, named, strict=True))
    return in_order and sorted(named[0]) == sorted(named[1])
