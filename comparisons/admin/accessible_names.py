"""Names for fields that stand in a table, where Django gives a column a heading and a field none."""

from __future__ import annotations

from typing import Any

from django import forms


class LabelledFormSet(forms.BaseFormSet[Any]):
    """A set of forms in which each field is told to assistive technology by its label and the row it is in."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        row = str(form.instance) if form.instance.pk else "new"
        for field in form.fields.values():
            if field.label:
                field.widget.attrs.setdefault("aria-label", f"{field.label}: {row}")


class LabelledModelFormSet(LabelledFormSet, forms.BaseModelFormSet[Any, Any]):
    """The rows of a list that can be edited in it."""
