"""What the page of a version conflict says: who saved first and when, and both texts of each field in conflict."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.text import capfirst

from comparisons.admin.form_parts.moments import ago
from comparisons.admin.optimistic_locking.stale_forms import DELETE, KEEP, StaleForm, keeps_theirs, touched_fields
from comparisons.editing.audit_log import field_changes, field_changes_of, kept_fields, value_text
from comparisons.models import AuditLogEntry, RowState

MAX_NAMED = 5
"""Rows that a message about kept changes names."""


@dataclass(frozen=True)
class FieldConflict:
    """A field that both changed: its text when the form was opened, theirs now, and yours.

    `choice` is the name of the control that chooses between the two; without one there is nothing to choose.
    """

    label: str
    before: str
    theirs: str
    yours: str
    choice: str = ""


@dataclass(frozen=True)
class VersionConflict:
    """A row that someone else saved first. Without `created_by` it was a program, or the audit log does not know.

    `deletion` is the key of the entry of the audit log that deleted it, `opened` the version that the form was about.
    """

    row: str
    created_by: str
    created_at: datetime.datetime | None
    fields: tuple[FieldConflict, ...]
    is_deleted: bool = False
    deletion: int | None = None
    opened: int = 0

    @property
    def message(self) -> str:
        if self.is_deleted:
            return (
                "Someone deleted a row while you were editing it. Your text is still shown above: copy what you need, "
                "and choose to leave the row deleted. To bring it back, undo the change that deleted it."
            )
        when = f" {ago(self.created_at)}" if self.created_at else ""
        labels = ", ".join(f"“{capfirst(field.label)}”" for field in self.fields)
        change = f" changed {labels}" if labels else " saved this"
        return (
            f"{self.created_by or 'a program'}{change}{when}, after you opened it. "
            "Your text is still here, but it was not saved. Choose above what to keep, and save again."
        )


def conflict_of(form: Any, stale: StaleForm) -> VersionConflict | None:
    """The fields that both changed; None where the merge settles everything."""
    names = stale.merge.conflicts
    fields = [
        FieldConflict(
            str(field.verbose_name),
            value_text(field, stale.base[field.name]) if stale.base and field.name in stale.base else "",
            value_text(field, stale.theirs[field.name]),
            submitted_text(form, field.name),
            form.add_prefix(KEEP + field.name),
        )
        for field in kept_fields(type(form.instance))
        if field.name in names
    ]
    return _conflict(form.instance, stale, fields, names) if fields else None


def conflict_over_deletion(form: Any, stale: StaleForm) -> VersionConflict | None:
    """What others changed in a row that the form deletes; None where they changed nothing that the form has."""
    changes = [c for c in field_changes(type(form.instance), stale.base, stale.theirs) if c.field in form.fields]
    choices = [form.add_prefix(KEEP + DELETE)] + [""] * len(changes)
    fields = [
        FieldConflict(change.label, change.before, change.after, "deleted", choice)
        for change, choice in zip(changes, choices, strict=False)
    ]
    return _conflict(form.instance, stale, fields, [change.field for change in changes]) if fields else None


def conflict_over_deleted(form: Any, key: int, base: RowState | None) -> VersionConflict:
    """What the form says of a row that someone else deleted: all of it, if nobody knows what was opened."""
    fields = [field for field in kept_fields(type(form.instance)) if field.name in form.fields]
    names = touched_fields(form, base) if base else [field.name for field in fields]
    texts = [
        FieldConflict(
            str(field.verbose_name),
            value_text(field, base[field.name]) if base else "",
            "deleted",
            submitted_text(form, field.name),
            form.add_prefix(KEEP + DELETE) if field.name == names[0] else "",
        )
        for field in fields
        if field.name in names
    ]
    entry = AuditLogEntry.objects.filter(model=form.instance._meta.label_lower, key=key, after__isnull=True).first()
    if entry is None:
        return VersionConflict("A deleted row", "", None, tuple(texts), is_deleted=True)
    row, author, moment = entry.label, entry.created_by, entry.created_at
    return VersionConflict(row, author, moment, tuple(texts), is_deleted=True, deletion=entry.pk)


def kept_changes(forms: Iterable[Any]) -> str:
    """A message about what others changed in rows that were saved now, and that is kept; empty if they did not."""
    texts = [
        text for form in forms if (stale := getattr(form, "stale_form", None)) and (text := _kept_text(form, stale))
    ]
    more = f"; and {len(texts) - MAX_NAMED} more" if len(texts) > MAX_NAMED else ""
    return f"Kept, because you did not change it: {'; '.join(texts[:MAX_NAMED])}{more}." if texts else ""


def _kept_text(form: Any, stale: StaleForm) -> str:
    names = [name for name in stale.merge.taken if not keeps_theirs(form, name)]
    if not names:
        return ""
    entry = next(_entries_about(form.instance, stale.version, names), None)
    author = (entry and entry.created_by) or "a program"
    labels = ", ".join(str(form.instance._meta.get_field(name).verbose_name) for name in names)
    return f"{author} changed {labels} of “{form.instance}” after you opened it"


def submitted_text(form: Any, name: str) -> str:
    """What the editor typed or chose, in the words of the audit log."""
    value = form.cleaned_data.get(name, form.data.get(form.add_prefix(name)))
    if isinstance(value, QuerySet):
        return "\n".join(sorted(str(row) for row in value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    choices = dict(getattr(form.fields[name], "choices", ()) or ()) if not isinstance(value, Model) else {}
    return str(choices.get(value, "" if value is None else value))


def _conflict(row: Model, stale: StaleForm, fields: Iterable[FieldConflict], names: Iterable[str]) -> VersionConflict:
    entry = next(_entries_about(row, stale.version, names), None)
    author, moment = (entry.created_by, entry.created_at) if entry else ("", None)
    return VersionConflict(str(row), author, moment, tuple(fields), opened=stale.version or 0)


def _entries_about(row: Model, version: int | None, names: Iterable[str]) -> Iterator[AuditLogEntry]:
    """The entries after a version that changed one of the fields, the newest first; all of a row without a version."""
    entries = AuditLogEntry.objects.after_version(row, version or 0).reverse()
    return (entry for entry in entries if {change.field for change in field_changes_of(entry)} & {*names})
