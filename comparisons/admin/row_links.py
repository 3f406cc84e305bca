"""Where a use is mended, and where it is read: addresses of forms and of draft pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from comparisons.models import Use, whole_field, whole_of


@dataclass(frozen=True)
class Place:
    """A row in which something is used. `draft` is empty where no page of the draft shows it."""

    kind: str
    row: Model
    form: str
    draft: str


def places(uses: Iterable[Use]) -> tuple[Place, ...]:
    """For tables: each use with its form and its page of the draft."""
    return tuple(Place(kind(use.row), use.row, form_address(use.row), draft_address(use.row)) for use in uses)


def form_address(row: Model) -> str:
    """The change page of the row; for a part without one, its place on the page of the whole."""
    if admin.site.is_registered(type(row)):
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    field, whole = whole_field(type(row)), whole_of(row)
    if field is None or whole is None:
        return ""
    return f"{form_address(whole)}#{field.remote_field.get_accessor_name()}-group"


def draft_address(row: Model) -> str:
    """The page of the draft on which the row stands; empty where it stands on none of its own."""
    while not hasattr(row, "get_absolute_url"):
        whole = whole_of(row)
        if whole is None:
            return ""
        row = whole
    return str(row.get_absolute_url())


def kind(row: Model) -> str:
    return capfirst(str(row._meta.verbose_name))


def lines(uses: Iterable[Use], of: Collection[Model] = ()) -> list[SafeString]:
    """Each use in a line, with a link to its form, for lists and for messages; of several rows, with those it names."""
    return [
        format_html(
            '{}: <a href="{}">{}</a> ({}{})',
            kind(use.row),
            form_address(use.row),
            use.row,
            use.field.verbose_name,
            _named(use, of) if len(of) > 1 else "",
        )
        for use in uses
    ]


def _named(use: Use, rows: Iterable[Model]) -> str:
    names = [f"“{row}”" for row in rows if isinstance(row, use.field.related_model) and row.pk in use.keys]
    return f": {', '.join(names)}" if names else ""
