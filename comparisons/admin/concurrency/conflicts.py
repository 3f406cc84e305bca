"""Optimistic locking: a form carries the version of its row, and is refused where the row has a newer one.

Why our own and not django-concurrency: docs/decisions.md.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.forms.models import InlineForeignKeyField

from comparisons.admin.concurrency.protected_deletion import ProtectedDeletionFormSet
from comparisons.admin.shared_choices import SharedChoicesFormSet
from comparisons.editing.audit_log import field_changes
from comparisons.models import AuditLogEntry

VERSION_FIELD = "seen_version"


@dataclass(frozen=True)
class FieldConflict:
    """A field that somebody else changed: its text when the form was opened, theirs now, and yours."""

    label: str
    before: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class VersionConflict:
    """A row that somebody else saved first. Without `created_by` it was a program, or the audit log does not know."""

    row: str
    created_by: str
    created_at: datetime.datetime | None
    fields: tuple[FieldConflict, ...]

    @property
    def message(self) -> str:
        when = f" at {self.created_at:%H:%M} UTC on {self.created_at:%-d %B %Y}" if self.created_at else ""
        labels = ", ".join(field.label for field in self.fields)
        change = f" changed {labels}" if labels else " saved this"
        return (
            f"{self.created_by or 'Somebody else'}{change}{when}, after you opened it. "
            "Your text is still here, but it was not saved. If you save again, your text replaces theirs."
        )


class VersionedForm(forms.ModelForm[Any]):
    """The form of an editable row. Once refused for a conflict, it takes the row's version now, and can be saved."""

    seen_version = forms.IntegerField(label="", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict: VersionConflict | None = None
        if self.instance.pk:
            self.fields[VERSION_FIELD].initial = self.instance.version

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk and self.cleaned_data.get(VERSION_FIELD) != self.instance.version:
            self.conflict = conflict_of(self)
        if self.conflict:
            self.add_error(None, self.conflict.message)
            data: Any = self.data
            self.data = data.copy()
            self.data[self.add_prefix(VERSION_FIELD)] = str(self.instance.version)  # type: ignore[index]
        return cleaned

    def validate_unique(self) -> None:
        """Check the constraints that name the row around an inline too: Django does not, and the database refuses."""
        super().validate_unique()
        excluded = self._get_validation_exclusions()  # type: ignore[attr-defined]
        parents = {name for name, field in self.fields.items() if isinstance(field, InlineForeignKeyField)}
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                if parents & {*getattr(constraint, "fields", ())}:
                    try:
                        constraint.validate(model, self.instance, exclude=excluded - parents)
                    except forms.ValidationError as error:
                        self.add_error(None, error)


class VersionedFormSet(forms.BaseModelFormSet[Any, Any]):
    """A set of such forms. One that deletes its row is checked too; Django treats it as valid in any case."""

    def clean(self) -> None:
        super().clean()
        deleted = self.deleted_forms if self.can_delete else []
        for form in self.initial_forms:
            if not form.instance.pk and form not in deleted:
                form.conflict = _conflict_over_deleted(form)
                raise forms.ValidationError(
                    "Somebody deleted a row while you were editing it. Your text is still shown above: copy what you "
                    "need and reload the page."
                )
        for form in deleted:
            if form.conflict:
                raise forms.ValidationError(form.conflict.message)


class VersionedInlineFormSet(SharedChoicesFormSet, VersionedFormSet, ProtectedDeletionFormSet):
    pass


def conflict_of(form: VersionedForm) -> VersionConflict | None:
    """What others changed after the version that the form shows; None where the form has none of these fields."""
    row, version = form.instance, form.cleaned_data.get(VERSION_FIELD)
    entries = list(AuditLogEntry.objects.after_version(row, version)) if version is not None else []
    if not entries:
        return VersionConflict(str(row), "", None, ())
    first, last = entries[0], entries[-1]
    fields = tuple(
        FieldConflict(change.label, change.before, change.after, submitted_text(form, change.field))
        for change in field_changes(type(row), first.before, last.after)
        if change.field in form.fields
    )
    return VersionConflict(str(row), last.created_by, last.created_at, fields) if fields else None


def _conflict_over_deleted(form: VersionedForm) -> VersionConflict:
    texts = {name: submitted_text(form, name) for name in form.fields if name in (form._meta.fields or ())}
    fields = (FieldConflict(str(form.fields[name].label), "", "deleted", text) for name, text in texts.items() if text)
    return VersionConflict("A deleted row", "", None, tuple(fields))


def submitted_text(form: VersionedForm, name: str) -> str:
    """What the editor typed or chose, in the words of the audit log."""
    value = form.cleaned_data.get(name, form.data.get(form.add_prefix(name)))
    if isinstance(value, QuerySet):
        return "\n".join(sorted(str(row) for row in value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    choices = dict(getattr(form.fields[name], "choices", ()) or ()) if not isinstance(value, Model) else {}
    return str(choices.get(value, "" if value is None else value))
