"""What a list says of its order, so that a browser can let its editor drag the rows."""

from __future__ import annotations

from typing import Any

from django import forms

POSITION = "position"


class OrderedFormSet(forms.BaseModelFormSet[Any, Any]):
    """Rows with a position that is edited in the list. Each position field names the rows that it is ordered among."""

    @property
    def order_whole(self) -> Any:
        """The reference that divides the list: a row has its place among those with the same. None for one order."""
        model: Any = self.model
        name, _, field = model._meta.ordering[0].partition("__")
        return model._meta.get_field(name) if field == POSITION else None

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if POSITION in form.fields and (whole := self.order_whole):
            form.fields[POSITION].widget.attrs["data-among"] = str(form.instance.serializable_value(whole.name))
