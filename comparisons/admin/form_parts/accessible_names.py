"""Accessible names for fields in a table, where Django gives the column a heading and the field no label."""

from __future__ import annotations

from typing import Any

from django import forms


class LabelledFormSet(forms.BaseFormSet[Any]):
    """A form set that gives each field an accessible name: its label and its row."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        row = str(form.instance) if form.instance.pk else "new"
        for field in form.fields.values():
            if field.label:
                field.widget.attrs.setdefault("aria-label", f"{field.label}: {row}")


class LabelledModelFormSet(LabelledFormSet, forms.BaseModelFormSet[Any, Any]):
    """The rows of a list that can be edited in the list."""
