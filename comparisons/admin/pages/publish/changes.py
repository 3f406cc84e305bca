"""Changes and problems for the publish page, each with a link to its form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString

from comparisons.admin.word_diff import marked
from comparisons.editing.form_links import Forms, field_name
from comparisons.engine import Problem
from comparisons.engine.diff import FieldDiff, ItemChange

NOUNS = {
    "method": "Method",
    "source": "Sources",
    "group": "Groups of aspects",
    "aspect": "Aspects",
    "framework": "Frameworks",
    "criterion": "Criteria",
    "guide": "Guides",
    "crosswalk": "Crosswalks",
}
MAX_OPEN = 30
"""A section with more changed items is closed at first."""


@dataclass(frozen=True)
class Field:
    name: str
    before: SafeString
    after: SafeString


@dataclass(frozen=True)
class Item:
    """`address` is empty for a removed item."""

    title: str
    noun: str
    kind: str
    address: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Section:
    """The changed items of one noun."""

    name: str
    items: tuple[Item, ...]

    @property
    def is_open(self) -> bool:
        return len(self.items) <= MAX_OPEN


@dataclass(frozen=True)
class Linked:
    """A problem with the address of the form that corrects it, which may be empty."""

    message: str
    address: str


def sections(item_changes: Iterable[ItemChange], forms: Forms) -> tuple[Section, ...]:
    """The changed items by noun, in their order."""
    by_noun = groupby(item_changes, key=lambda change: change.path[0])
    return tuple(Section(NOUNS[noun], tuple(_item(change, forms) for change in changes)) for noun, changes in by_noun)


def linked(problems: Iterable[Problem], forms: Forms) -> tuple[Linked, ...]:
    return tuple(Linked(problem.message, forms.address(problem.path, problem.field)) for problem in problems)


def _item(change: ItemChange, forms: Forms) -> Item:
    return Item(
        title=change.title,
        noun=change.path[::2][-1],
        kind=change.kind,
        address="" if change.kind == "removed" else forms.address(change.path),
        fields=tuple(_field(change, field) for field in change.fields),
    )


def _field(change: ItemChange, field: FieldDiff) -> Field:
    return Field(field_name(change.path, field.name), *marked(field.before, field.after))
