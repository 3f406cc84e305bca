"""The choices of selects that stand in each form of a form set: read and rendered once, not once for each form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db.models import ForeignKey, Model
from django.forms.renderers import BaseRenderer, get_default_renderer
from django.utils.safestring import SafeString, mark_safe

from comparisons.admin.row_keys import KeyOptions


class SharedChoicesFormSet(forms.BaseInlineFormSet[Any, Any, Any]):
    """Selects of all rows read them once. Selects of the chosen rows read none that came with the row of the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._choices: dict[str, list[Any]] = {}
        super().__init__(*args, **kwargs)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if not self.fk.is_cached(form.instance):  # its name often starts with that of the whole
            setattr(form.instance, self.fk.name, self.instance)
        for name, field in form.fields.items():
            if not isinstance(field, forms.ModelChoiceField) or isinstance(field.widget, forms.HiddenInput):
                continue
            widget = select_of(field)
            if isinstance(widget, KeyOptions):
                widget.rows_at_hand = _rows_at_hand(form.instance, name)
            elif isinstance(widget, forms.Select):
                if name not in self._choices:
                    self._choices[name] = list(cast("Iterable[Any]", field.choices))
                field.choices = self._choices[name]


def select_of(field: forms.ModelChoiceField[Any]) -> Any:
    """The select of a field, without the links that the admin puts around it."""
    return getattr(field.widget, "widget", field.widget)


def _rows_at_hand(row: Model, name: str) -> Iterable[Model] | None:
    """The rows that a row refers to in a field, if they were read with it. None if that takes a query."""
    field: Any = row._meta.get_field(name)
    if isinstance(field, ForeignKey):
        if getattr(row, field.attname) is None:
            return []
        return [getattr(row, name)] if field.is_cached(row) else None
    if name in getattr(row, "_prefetched_objects_cache", {}):
        return getattr(row, name).all()  # type: ignore[no-any-return]
    return None


class OptionList:
    """The options of a select as HTML, in the order of the choices."""

    def __init__(self, choices: Iterable[tuple[Any, Any]], renderer: BaseRenderer) -> None:
        """Rendered as Django does it, each as not chosen and as chosen."""
        widget = forms.Select()
        self._options = [
            (
                str(value),
                *(_render(renderer, widget.create_option("", value, label, chosen, 0)) for chosen in (False, True)),
            )
            for value, label in choices
        ]

    def html(self, chosen: str) -> str:
        return "".join(
            f"\n  {selected if value == chosen else unselected}" for value, unselected, selected in self._options
        )


def _render(renderer: BaseRenderer, option: dict[str, Any]) -> str:
    return str(renderer.render(option["template_name"], {"widget": option}))


class SharedSelect(forms.Select):
    """A select whose options other selects have too."""

    option_list: OptionList | None = None

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        if self.option_list is None:
            return super().render(name, value, attrs, renderer)
        empty = forms.Select(self.attrs).render(name, None, attrs, renderer or get_default_renderer())
        start, end = empty.rsplit("\n", 1)
        return mark_safe(f"{start}{self.option_list.html(*self.format_value(value))}\n{end}")  # noqa: S308  (HTML of Django's)
