"""Optimistic locking by field: a form carries the version of its row, and takes what others saved since.

What only others changed stays theirs, and what only this editor changed is saved. A form is refused where both changed
the same field, or where one deletes what the other changed. Once refused, it is about the row's version now.

Why our own and not django-concurrency: docs/decisions.md.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.forms.models import InlineForeignKeyField
from django.forms.utils import ErrorDict

from comparisons.admin.form_parts.posted_forms import PostedFormSet
from comparisons.admin.optimistic_locking.conflict_messages import (
    VersionConflict,
    conflict_of,
    conflict_over_deleted,
    conflict_over_deletion,
)
from comparisons.admin.optimistic_locking.protected_deletion import ProtectedDeletionFormSet
from comparisons.admin.optimistic_locking.stale_forms import (
    DELETE,
    VERSION_FIELD,
    StaleForm,
    keeps_theirs,
    merge_stale_form,
    opened_version,
    touched_fields,
)
from comparisons.admin.row_keys import is_key
from comparisons.admin.shared_choices import SharedChoicesFormSet
from comparisons.editing.audit_log import new_state, state_at
from comparisons.models import RowState


class VersionedForm(forms.ModelForm[Any]):
    """The form of an editable row. `opened` is what its editor saw, where that is no version of the row."""

    seen_version = forms.IntegerField(label="", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, opened: RowState | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict: VersionConflict | None = None
        self.is_gone = self.is_left_out = False
        self.stale_form: StaleForm | None = None
        if self.instance.pk:
            self.fields[VERSION_FIELD].initial = self.instance.version
            self.stale_form = merge_stale_form(self, opened) if self.is_bound else None

    @property
    def is_deletion(self) -> bool:
        return DELETE in self.fields and bool(self.data.get(self.add_prefix(DELETE)))

    def full_clean(self) -> None:
        """Nothing to check in the form of a row that is gone, and that stays so."""
        if self.is_left_out:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.stale_form:
            self.conflict = (conflict_over_deletion if self.is_deletion else conflict_of)(self, self.stale_form)
        if self.conflict:
            self.add_error(None, self.conflict.message)
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


class VersionedFormSet(PostedFormSet):
    """A set of such forms. One that deletes its row is checked too; Django treats it as valid in any case."""

    one_for_each = ""
    """The reference of which there is one row for each target: a form may be for a row that somebody added since."""
    new_row: RowState = {}
    """What an empty form begins with, where it is not the default of the model."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        is_extra = i >= self.initial_form_count()
        if self.is_bound and is_extra and (row := self._added_since(i)):
            same = {self.one_for_each, self.fk.name}  # type: ignore[attr-defined]
            kwargs |= {"instance": row, "opened": {**new_state(row, same=same), **self.new_row}}
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        if self.is_bound and not is_extra and not form.instance.pk:
            form.is_gone, form.is_left_out = True, self._is_left_out(form)
        return form

    def get_queryset(self) -> Any:
        """The rows in the order of the forms, once there are forms: somebody may have moved or deleted some."""
        if self.is_bound and "forms" in self.__dict__:
            return [form.instance if form.instance.pk else None for form in self.initial_forms]
        return super().get_queryset()

    def clean(self) -> None:
        super().clean()
        for form in self.initial_forms:
            if form.is_gone and not form.is_left_out:
                form.conflict = conflict_over_deleted(form, *self._gone_row(form))
                raise forms.ValidationError(form.conflict.message)
        for form in self.deleted_forms if self.can_delete else []:
            if form.conflict:
                raise forms.ValidationError(form.conflict.message)

    def _added_since(self, index: int) -> Any:
        target = self.data.get(f"{self.add_prefix(index)}-{self.one_for_each}")
        return self._unseen_rows.get(target) if self.one_for_each else None

    @cached_property
    def _unseen_rows(self) -> dict[str | None, Any]:
        """The rows that none of the forms is about, by the key of what each is for."""
        posted = {self.data.get(f"{self.add_prefix(index)}-id") for index in range(self.initial_form_count())}
        rows = (row for row in super().get_queryset() if str(row.pk) not in posted)
        return {str(row.serializable_value(self.one_for_each)): row for row in rows}

    def _is_left_out(self, form: VersionedForm) -> bool:
        """Whether the form of a deleted row is dropped: its editor deletes it too, did not touch it, or chose so."""
        _, base = self._gone_row(form)
        is_untouched = base is not None and not touched_fields(form, base)
        return form.is_deletion or keeps_theirs(form, DELETE) or is_untouched

    def _gone_row(self, form: VersionedForm) -> tuple[int, RowState | None]:
        """The key of a deleted row, and the row in the version that was opened."""
        model: Any = self.model
        key, version = form.data.get(form.add_prefix("id"), ""), opened_version(form)
        if version is None or not is_key(model, key):
            return 0, None
        return int(key), state_at(model, int(key), version)


class VersionedInlineFormSet(SharedChoicesFormSet, VersionedFormSet, ProtectedDeletionFormSet):
    pass
