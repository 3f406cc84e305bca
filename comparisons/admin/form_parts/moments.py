"""Moments on the desk: in UTC, which a script shows as the reader's own time, with UTC beside it; or how long ago."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timesince import timesince


def moment_html(moment: datetime) -> SafeString:
    return render_to_string("admin/_moment.html", {"moment": moment})


def ago(moment: datetime) -> str:
    """How long ago that is, for a sentence that nobody reads later: the same for readers of each time zone."""
    duration = timesince(moment, depth=1)
    return "just now" if duration.startswith("0") else f"{duration} ago"


def moment_column(field: str) -> Any:
    """For `list_display` and `readonly_fields`: a field that holds a moment or None, sorted as the field itself is."""

    @admin.display(description=field.replace("_", " "), ordering=field)
    def column(row: Any) -> SafeString | None:
        moment = getattr(row, field)
        return moment_html(moment) if moment else None

    column.__name__ = field
    return column
