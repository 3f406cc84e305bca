"""The contents of the form of a framework: its sections and its values, and what of them differs from the release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Manager, Model

from comparisons.engine import Catalogue
from comparisons.engine.catalogue import Framework
from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.diff.item_kinds import ITEM_KINDS, ItemKind
from comparisons.models.fields import lines_of

WITH_ENTRIES = "values"
"""The form set whose rows are listed one by one."""
ROW_KEYS = {"value": "{0.aspect.slug}"}
"""Kind of part -> the format of a row's key in the release, where it is another than that of the item there."""


@dataclass(frozen=True)
class Entry:
    """Something to jump to: a name, a fragment of the page, and what an editor may want to look into there."""

    name: str
    fragment: str
    marks: tuple[str, ...] = ()
    count: str = ""


@dataclass(frozen=True)
class Section:
    heading: Entry
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Contents:
    """`release` is the number of the release that the form is compared with, 0 where there is none."""

    sections: tuple[Section, ...]
    release: int


def contents(fieldsets: Iterable[Any], inlines: Iterable[Any], released: Catalogue | None, release: int) -> Contents:
    """The sections in the order of the page. Marks the rows of the form sets that differ from the release."""
    sections = [_fields_section(place, fieldset, released) for place, fieldset in enumerate(fieldsets)]
    sections += [_rows_section(inline, released) for inline in inlines]
    return Contents(tuple(sections), release if released else 0)


def _fields_section(place: int, fieldset: Any, released: Catalogue | None) -> Section:
    form = fieldset.form
    item = released and _released(released, form.instance)
    marks = []
    if any(name in form.errors for name in fieldset.fields):
        marks.append("error")
    if released and any(_differs(form.initial[name], item, name) for name in fieldset.fields if name in form.initial):
        marks.append("changed")
    return Section(Entry(fieldset.name, f"fieldset-0-{place}-heading", tuple(marks)))


def _rows_section(inline: Any, released: Catalogue | None) -> Section:
    formset = inline.formset
    if released:
        _mark_changes(formset, _released(released, formset.instance))
    entries = [Entry(form.row.title or "new", f"{form.prefix}-fields", _marks(form.row)) for form in formset.forms]
    name, fragment = str(inline.opts.verbose_name_plural).partition(":")[0], f"{formset.prefix}-group"
    if formset.prefix == WITH_ENTRIES:
        return Section(Entry(name, fragment, tuple(_counts(entries)), str(len(entries))), tuple(entries))
    marks = dict.fromkeys(mark for entry in entries for mark in entry.marks if mark in {"error", "changed"})
    return Section(Entry(name, fragment, tuple(marks), str(len(entries))))


def _released(released: Catalogue, row: Any) -> Framework | None:
    """The framework in the release, also by a slug that it had there."""
    slugs = (row.slug, *lines_of(row.was))
    return next((released.framework_of[slug] for slug in slugs if slug in released.framework_of), None)


def _marks(row: Any) -> tuple[str, ...]:
    return ("missing", *row.marks) if getattr(row, "missing", None) else row.marks


def _counts(entries: list[Entry]) -> Iterator[str]:
    """How many have each mark, as `2 missing`."""
    for mark in dict.fromkeys(mark for entry in entries for mark in entry.marks):
        yield f"{sum(mark in entry.marks for entry in entries)} {mark}"


def _mark_changes(formset: Any, framework: Framework | None) -> None:
    kind = next(part for part in _parts_of_framework() if part.field == formset.prefix)
    items = kind.by_key(framework)
    for form in formset.initial_forms:
        if row := form.instance if form.instance.pk else None:
            item = items.get((ROW_KEYS.get(kind.name, kind.key).format(row), 0))
            form.row.is_changed = item is None or any(
                _differs(getattr(row, name), item, name) for name in type(item).model_fields if hasattr(row, name)
            )


def _parts_of_framework() -> tuple[ItemKind, ...]:
    return next(kind.parts for kind in ITEM_KINDS if kind.name == "framework")


def _differs(value: Any, item: Frozen | None, name: str) -> bool:
    """Whether a field of a row says something else than the item of the release, which may be a new row."""
    if item is None:
        return True
    if name not in type(item).model_fields:
        return False
    released = getattr(item, name)
    is_list = isinstance(value, str) and isinstance(released, tuple)
    return bool(_plain(lines_of(value) if is_list else value) != _plain(released))


def _plain(value: Any) -> Any:
    """A value that is the same for a row and for an item: references are slugs, and nothing is None."""
    if isinstance(value, Manager):
        value = value.all()
    if isinstance(value, Model):
        return value.slug  # type: ignore[attr-defined]
    if isinstance(value, Iterable) and not isinstance(value, str):
        return sorted(str(getattr(part, "slug", getattr(part, "option", part))) for part in value) or None
    return None if value == "" else value
