"""Earlier versions of a row, from the audit log."""

from __future__ import annotations

from typing import Any

from django.db import models

from comparisons.models import AuditLogEntry, RowState


def state_at(model: type[models.Model], key: Any, version: int) -> RowState | None:
    """The row in that version, also where it was deleted since; None if the log does not know. One or two queries.

    A version that changed nothing has no entry, so this is the last entry up to it. Before the first entry the row was
    what that entry changed.
    """
    entries = AuditLogEntry.objects.filter(model=model._meta.label_lower, key=key)
    last = entries.filter(version__lte=version).first()
    if last:
        return last.after
    first = entries.last()
    return first.before if first else None
