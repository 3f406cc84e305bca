"""Actions of lists that record a check: rows are marked as reviewed, accessed or verified, all in one act."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from comparisons.admin.form_parts.save_messages import add_draft_message
from comparisons.editing.audit_log import change_set
from comparisons.models import Confidence
from comparisons.presentation.wording import counted


@admin.action(description="Mark the selected %(verbose_name_plural)s as reviewed today", permissions=["change"])
def mark_reviewed(_options: admin.ModelAdmin[Any], request: HttpRequest, rows: QuerySet[Any]) -> None:
    _mark(request, rows, "reviewed_on", timezone.now().date(), "reviewed today")


@admin.action(description="Mark the selected %(verbose_name_plural)s as checked today", permissions=["change"])
def mark_accessed(_options: admin.ModelAdmin[Any], request: HttpRequest, rows: QuerySet[Any]) -> None:
    _mark(request, rows, "accessed", timezone.now().date(), "checked today")


@admin.action(description="Mark the selected %(verbose_name_plural)s as verified", permissions=["change"])
def mark_verified(_options: admin.ModelAdmin[Any], request: HttpRequest, rows: QuerySet[Any]) -> None:
    """A value without a source is verified against nothing, and stays as it is."""
    unsourced = rows.filter(sources=None).count()
    _mark(request, rows.exclude(sources=None).distinct(), "confidence", Confidence.VERIFIED, "verified")
    if unsourced:
        messages.warning(
            request, f"{_count(rows, unsourced)} without a source: not marked. Give each a source, and try again."
        )


def _mark(request: HttpRequest, rows: QuerySet[Any], field: str, value: Any, words: str) -> None:
    """Set one field. Rows that have the value already get no new version."""
    changed = list(rows.exclude(**{field: value}))
    with change_set(request.user.get_username(), f"marked as {words}"):
        for row in changed:
            setattr(row, field, value)
            row.save()
    messages.success(request, f"{_count(rows, len(changed))} marked as {words}.")
    if changed:
        add_draft_message(request)


def _count(rows: QuerySet[Any], number: int) -> str:
    model: type[Model] = rows.model
    return counted(number, str(model._meta.verbose_name))
