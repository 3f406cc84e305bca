"""Addresses of the admin forms in which an item of the catalogue is edited, and the names of fields there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from string import Formatter
from typing import cast

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.urls import reverse
from django.utils.http import urlencode

from comparisons import models
from comparisons.engine.checks.findings import ItemPath

Names = tuple[str, ...]
FormKey = tuple[int, str]
"""The primary key of the row whose page has the form, and the fragment of that page."""


@dataclass(frozen=True)
class RowKind:
    """The rows of one kind of item. `formats` makes the names in their paths from fields, outermost first.

    With `parent`, the rows are inlines on the page of the row that this field names. Their form set is `prefix`.
    """

    model: type[Model]
    formats: tuple[str, ...]
    parent: str = ""
    prefix: str = ""

    @property
    def page(self) -> type[Model]:
        """The model on whose pages the rows are edited."""
        related = self.model._meta.get_field(self.parent).related_model if self.parent else self.model
        return cast(type[Model], related)

    def form_keys(self) -> dict[Names, FormKey]:
        """The form of every row, by the names in its path. One query."""
        fields = [name for text in self.formats for _, name, _, _ in Formatter().parse(text) if name]
        inline_counts: Counter[int] = Counter()
        form_keys: dict[Names, FormKey] = {}
        for page, *values in self.model._default_manager.values_list(self.parent or "pk", *fields):
            by_field = dict(zip(fields, values, strict=True))
            fragment = f"#{self.prefix}-{inline_counts[page]}" if self.prefix else ""
            form_keys.setdefault(tuple(text.format_map(by_field) for text in self.formats), (page, fragment))
            inline_counts[page] += 1
        return form_keys


BOTH_SLUGS = "{crosswalk__first__slug}-{crosswalk__second__slug}"

ROW_KINDS = {
    ("method",): RowKind(models.Method, ()),
    ("source",): RowKind(models.Source, ("{slug}",)),
    ("group",): RowKind(models.Group, ("{slug}",)),
    ("aspect",): RowKind(models.Aspect, ("{slug}",)),
    ("framework",): RowKind(models.Framework, ("{slug}",)),
    ("framework", "value"): RowKind(models.Value, ("{framework__slug}", "{aspect__slug}")),
    ("framework", "level"): RowKind(models.Level, ("{framework__slug}", "{slug}"), "framework", "levels"),
    ("framework", "stage"): RowKind(models.Stage, ("{framework__slug}", "{slug}"), "framework", "stages"),
    ("framework", "cost"): RowKind(models.Cost, ("{framework__slug}", "{label}"), "framework", "costs"),
    ("framework", "resource"): RowKind(models.Resource, ("{framework__slug}", "{title}"), "framework", "resources"),
    ("framework", "event"): RowKind(models.Event, ("{framework__slug}", "{slug}"), "framework", "events"),
    ("criterion",): RowKind(models.Criterion, ("{slug}",)),
    ("criterion", "option"): RowKind(models.Option, ("{criterion__slug}", "{slug}")),
    ("criterion", "option", "support"): RowKind(
        models.Support, ("{option__criterion__slug}", "{option__slug}", "{framework__slug}")
    ),
    ("guide",): RowKind(models.Guide, ("{slug}",)),
    ("guide", "key difference"): RowKind(models.KeyDifference, ("{guide__slug}", "{name}"), "guide", "key_differences"),
    ("guide", "how to choose"): RowKind(models.Consideration, ("{guide__slug}", "{name}"), "guide", "how_to_choose"),
    ("crosswalk",): RowKind(models.Crosswalk, ("{first__slug}-{second__slug}",)),
    ("crosswalk", "series"): RowKind(models.Series, (BOTH_SLUGS, "{identifier}"), "crosswalk", "series"),
    ("crosswalk", "pair"): RowKind(models.Pair, (BOTH_SLUGS, "{first} and {second__identifier}")),
    ("crosswalk", "not carried over"): RowKind(
        models.NotCarriedOver, (BOTH_SLUGS, "{held__slug}"), "crosswalk", "not_carried_over"
    ),
}
"""The kinds in a path, outermost first -> their rows."""


def model_at(path: ItemPath) -> type[Model]:
    """The model whose form edits an item, to check permissions. Raises KeyError where the path names no kind."""
    kinds = path[::2]
    known = (kinds[:count] for count in range(len(kinds), 1, -1) if kinds[:count] in ROW_KINDS)
    return ROW_KINDS[next(known, kinds[:1])].page


class Forms:
    """The addresses of forms for one page. Reads the rows of a kind at most once."""

    def __init__(self) -> None:
        self._form_keys: dict[Names, dict[Names, FormKey]] = {}

    def address(self, path: ItemPath, field: str = "") -> str:
        """The form of the item, or the form that adds it, or else that of the item around it, a list, or the desk.

        With a field, the address ends at that field, if the item has a page of its own.
        """
        kinds, names = path[::2], path[1::2]
        if kinds not in ROW_KINDS:
            return self.address(path[:-1]) if path else reverse("admin:index")
        if names in self._rows(kinds):
            key, fragment = self._rows(kinds)[names]
            return reverse(_page(ROW_KINDS[kinds].page, "change"), args=[key]) + (
                fragment or _anchor(ROW_KINDS[kinds].page, field)
            )
        add_address = self._add_value_address(names) if kinds == ("framework", "value") else ""
        if add_address or len(path) > 2:
            return add_address or self.address(path[:-2])
        return reverse(_page(ROW_KINDS[kinds].page, "changelist"))

    def _add_value_address(self, names: Names) -> str:
        """The form that adds a missing value, with its framework and aspect chosen."""
        framework, aspect = self._rows(("framework",)).get(names[:1]), self._rows(("aspect",)).get(names[1:])
        if not framework or not aspect:
            return ""
        return f"{reverse(_page(models.Value, 'add'))}?{urlencode({'framework': framework[0], 'aspect': aspect[0]})}"

    def _rows(self, kinds: Names) -> dict[Names, FormKey]:
        if kinds not in self._form_keys:
            self._form_keys[kinds] = ROW_KINDS[kinds].form_keys()
        return self._form_keys[kinds]


def _anchor(model: type[Model], field: str) -> str:
    """The fragment of a field in its form. An inline form set has the id of its group."""
    if not field:
        return ""
    return f"#{field}-group" if model._meta.get_field(field).auto_created else f"#id_{field}"


def _page(model: type[Model], name: str) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}"


def field_name(path: ItemPath, name: str) -> str:
    """The label of a field in its form."""
    kind = ROW_KINDS.get(path[::2])
    try:
        field = kind.model._meta.get_field(name) if kind else None
    except FieldDoesNotExist:
        field = None
    return str(getattr(field, "verbose_name", None) or name.replace("_", " "))
