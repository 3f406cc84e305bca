"""Bring back one version of a row, or undo a whole change set. Both are change sets too, and can be undone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, ForeignKey, OuterRef, ProtectedError, RestrictedError

from comparisons.editing.audit_log.change_set import change_set
from comparisons.editing.audit_log.row_state import kept_fields
from comparisons.models import FROM_LEAF_TO_ROOT, AuditLogEntry, Editable, RowState, StaleRowError, uses_of

MAX_NAMED = 10
"""Rows that an error message names."""
ORDER = [model._meta.label_lower for model in FROM_LEAF_TO_ROOT]


class UndoError(Exception):
    """Nothing was changed. The message says why, for the editor."""


def can_be_undone(entry: AuditLogEntry) -> bool:
    """Whether the entry is about the working copy. Other changes are undone by hand."""
    return entry.model in ORDER


def bring_back(entry: AuditLogEntry, created_by: str) -> None:
    """Make the row what it was after the entry or, where the entry deleted it, before. Raises UndoError."""
    comment = f"version of {entry.created_at:%Y-%m-%d %H:%M} UTC brought back"
    _write_all([(entry, entry.after or entry.before)], created_by, comment)


def undo(entry: AuditLogEntry, created_by: str) -> None:
    """Undo the whole change set of the entry. Raises UndoError, also where one of its rows was changed later."""
    entries = list(AuditLogEntry.objects.in_change_set(entry.change_set))
    if reason := changed_since(entry.change_set):
        raise UndoError(reason)
    _write_all([(e, e.before) for e in entries], created_by, f"undone: {entry.comment}"[:150])


def changed_since(change_set: uuid.UUID) -> str:
    """Why a change set cannot be undone any more: rows of it were changed later. Empty where none was. One query."""
    later = AuditLogEntry.objects.filter(model=OuterRef("model"), key=OuterRef("key"), pk__gt=OuterRef("pk"))
    changed = AuditLogEntry.objects.in_change_set(change_set).filter(Exists(later.exclude(change_set=change_set)))
    names = ", ".join(f"“{label}”" for label in changed.values_list("label", flat=True)[:MAX_NAMED])
    return f"Changed again since: {names}. Bring back single versions instead." if names else ""


def _write_all(states: list[tuple[AuditLogEntry, RowState | None]], created_by: str, comment: str) -> None:
    """Bring rows to these states: new ones first, from the root to the leaves; then changes; then deletions."""
    if not all(can_be_undone(entry) for entry, _ in states):
        raise UndoError("Only changes to the working copy can be undone here.")
    states = sorted(states, key=lambda pair: -ORDER.index(pair[0].model))
    kept = [(entry, state) for entry, state in states if state is not None]
    try:
        with change_set(created_by, comment), transaction.atomic():
            rows = [(_write_row(entry, state), state) for entry, state in kept]
            for row, state in rows:
                _write_references(row, state)
            _delete(entry for entry, state in reversed(states) if state is None)
    except ValidationError as error:
        raise UndoError(_error_text(error)) from error
    except (ProtectedError, RestrictedError) as error:
        raise UndoError("Someone has just started to use it. Try again.") from error
    except (IntegrityError, StaleRowError) as error:
        raise UndoError("It does not fit the working copy as it is now.") from error


def _error_text(error: ValidationError) -> str:
    """What is not valid, by field."""
    reasons_by_field = ((name, " ".join(reasons)) for name, reasons in error.message_dict.items())
    return " ".join(
        reasons if name == NON_FIELD_ERRORS else f"{name.replace('_', ' ').capitalize()}: {reasons}"
        for name, reasons in reasons_by_field
    )


def _write_row(entry: AuditLogEntry, state: RowState) -> Editable:
    """Write the row's own fields."""
    model: Any = entry.model_class
    row: Editable = _current_row(entry) or model(pk=entry.key, version=_next_version(entry))
    for field in kept_fields(model):
        if field.name in state and not field.many_to_many:
            setattr(row, field.attname, _field_value(field, state[field.name]))
    row.full_clean()
    row.save()
    return row


def _next_version(entry: AuditLogEntry) -> int:
    """A version that no open form has."""
    entries = AuditLogEntry.objects.filter(model=entry.model, key=entry.key)
    return (entries.aggregate(models.Max("version"))["version__max"] or 0) + 1


def _field_value(field: Any, value: Any) -> Any:
    if value is None or not isinstance(field, ForeignKey):
        return field.to_python(value)
    _must_exist(field, [value])
    return value[0]


def _write_references(row: Editable, state: RowState) -> None:
    for field in row._meta.many_to_many:
        if field.name in state:
            _must_exist(field, state[field.name])
            getattr(row, field.name).set([key for key, _ in state[field.name]])


def _must_exist(field: Any, references: list[tuple[Any, str]]) -> None:
    targets = field.related_model._default_manager.filter(pk__in=[key for key, _ in references])
    keys = set(targets.values_list("pk", flat=True))
    missing = [label for key, label in references if key not in keys]
    if missing:
        raise UndoError(f"It refers to what was deleted: {', '.join(missing)}. Bring that back first.")


def _delete(entries: Iterable[AuditLogEntry]) -> None:
    rows = [row for entry in entries if (row := _current_row(entry))]
    if uses := uses_of(rows):
        names = ", ".join(f"“{use.row}”" for use in uses[:MAX_NAMED])
        raise UndoError(f"It is used by {names}. Take it out there first.")
    for row in rows:
        for field in row._meta.many_to_many:
            getattr(row, field.name).clear()
        row.delete()


def _current_row(entry: AuditLogEntry) -> Editable | None:
    model: Any = entry.model_class
    row: Editable | None = model._default_manager.filter(pk=entry.key).first()
    return row
