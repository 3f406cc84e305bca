"""A row that is used cannot be deleted: on its own page, as one of several, or on the page of its whole.

The refusal lists the uses, with a link to each. If someone else begins to use a row between the check and the
deletion, everything is rolled back, and the editor is asked to try again.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from comparisons.admin.row_links import use_lines
from comparisons.models import uses_of

IN_USE = (ProtectedError, RestrictedError)
"""What Django raises for a use that is newer than our check. Change sets wait for each other, so only a program that
writes outside of them can cause it."""


class ProtectedDeletion(admin.ModelAdmin[Any]):
    """Rows that others may refer to."""

    delete_confirmation_template = "admin/comparisons/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/comparisons/delete_selected_confirmation.html"

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list[str], dict[str, int], set[str], Any]:
        deleted, counts, forbidden, _ = super().get_deleted_objects(objs, request)
        links = [model._meta for model in apps.get_models(include_auto_created=True) if model._meta.auto_created]
        of_links = {str(meta.verbose_name_plural) for meta in links}
        rows = _without_links(deleted, tuple(f"{capfirst(meta.verbose_name)}: " for meta in links))
        counts = {name: number for name, number in counts.items() if name not in of_links}
        return rows, counts, forbidden, use_lines(uses_of(objs), of=objs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().delete_view(request, *args, **kwargs)
        except IN_USE:
            return _overtaken(request)

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        try:
            with transaction.atomic():
                return super().response_action(request, *args, **kwargs)
        except IN_USE:
            return _overtaken(request)


def _without_links(deleted: list[Any], links: tuple[str, ...]) -> list[Any]:
    """Rows as Django lists them, nested, without what only links two of them and has no name."""
    kept = [_without_links(item, links) if isinstance(item, list) else item for item in deleted]
    return [item for item in kept if item and not str(item).startswith(links)]


class ProtectedDeletionFormSet(forms.BaseInlineFormSet[Any, Any, Any]):
    """Rows of an inline, each with a box to delete it. When a deletion is refused, the form keeps what was typed."""

    def clean(self) -> None:
        deleted = [form.instance for form in self.initial_forms if self._should_delete_form(form)]  # type: ignore[attr-defined]
        uses = use_lines(uses_of(deleted), of=deleted) if deleted else []
        if uses:
            raise ValidationError(refusal(deleted, uses), code="is_used")
        super().clean()  # says the same without links, and so comes second


def refusal(rows: Collection[Model], uses: list[SafeString]) -> SafeString:
    names = ", ".join(f"“{row}”" for row in rows)
    return format_html(
        "Nothing was deleted: {} {} used here. Take {} out first. <ul>{}</ul>",
        names,
        "is" if len(rows) == 1 else "are",
        "it" if len(rows) == 1 else "them",
        format_html_join("", "<li>{}</li>", ((line,) for line in uses)),
    )


def _overtaken(request: HttpRequest) -> HttpResponse:
    """Back to the list, or to the confirmation, which lists the uses. Everything is rolled back by now."""
    messages.error(request, "Nothing was deleted: someone else used it at the same moment. Try again to see where.")
    return HttpResponseRedirect(request.get_full_path())
