"""Links for a use of a row: to its form and to its page of the draft."""

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
class UseLink:
    """A row that uses another, with the addresses of its form and of its draft page; `draft` is empty without one."""

    kind: str
    row: Model
    form: str
    draft: str


def use_links(uses: Iterable[Use]) -> tuple[UseLink, ...]:
    """For tables."""
    return tuple(UseLink(kind(use.row), use.row, form_address(use.row), draft_address(use.row)) for use in uses)


def form_address(row: Model) -> str:
    """The change page of the row; for a part without one, its section on the page of the whole."""
    if admin.site.is_registered(type(row)):
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    field, whole = whole_field(type(row)), whole_of(row)
    if field is None or whole is None:
        return ""
    return f"{form_address(whole)}#{field.remote_field.get_accessor_name()}-group"


def draft_address(row: Model) -> str:
    """The page of the draft that shows the row; empty where there is none."""
    while not hasattr(row, "get_absolute_url"):
        whole = whole_of(row)
        if whole is None:
            return ""
        row = whole
    return str(row.get_absolute_url())


def kind(row: Model) -> str:
    return capfirst(str(row._meta.verbose_name))


def use_lines(uses: Iterable[Use], of: Collection[Model] = ()) -> list[SafeString]:
    """For lists and messages: a line for each use, with a link to its form and, of several rows, the ones it uses."""
    return [
        format_html(
            '{}: <a href="{}">{}</a> ({}{})',
            kind(use.row),
            form_address(use.row),
            use.row,
            use.field.verbose_name,
            _targets(use, of) if len(of) > 1 else "",
        )
        for use in uses
    ]


def _targets(use: Use, rows: Iterable[Model]) -> str:
    names = [f"“{row}”" for row in rows if isinstance(row, use.field.related_model) and row.pk in use.keys]
    return f": {', '.join(names)}" if names else ""
