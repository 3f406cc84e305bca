"""The fields in which two states of a row differ, as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from comparisons.editing.audit_log.row_state import kept_fields
from comparisons.models import AuditLogEntry, RowState


@dataclass(frozen=True)
class FieldChange:
    """One field: its name, its label as in forms, and its text before and after. An empty field has an empty text."""

    field: str
    label: str
    before: str
    after: str


def field_changes(
    model: type[models.Model], before: RowState | None, after: RowState | None
) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of the model."""
    before, after = before or {}, after or {}
    return tuple(
        FieldChange(field.name, str(field.verbose_name), value_text(field, old), value_text(field, new))
        for field in kept_fields(model)
        if (old := before.get(field.name)) != (new := after.get(field.name))
    )


def field_changes_of(entry: AuditLogEntry) -> tuple[FieldChange, ...]:
    """What one entry changed; nothing for a model of an earlier version of Plumbline."""
    return field_changes(entry.model_class, entry.before, entry.after) if entry.model_class else ()


def value_text(field: Any, value: Any) -> str:
    """A value of a `RowState`, for a reader."""
    if value is None:
        return ""
    if field.many_to_many:
        return "\n".join(label for _, label in value)
    if field.remote_field:
        return str(value[1])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)
