"""The forms of the values of a framework: one for each aspect; and sources that an editor gives to all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.urls import reverse

from comparisons.admin.form_parts.folded_rows import FoldedFormSet, FoldedRow
from comparisons.admin.optimistic_locking.versioned_forms import VersionedForm
from comparisons.admin.shared_choices import select_of
from comparisons.models import Aspect, Framework

FOR_ALL = "for_all"
SOURCES = "sources"


class ValueForm(VersionedForm):
    """The form of a value. The box alone changes nothing about its own row."""

    for_all = forms.BooleanField(
        label="Use for all values",
        required=False,
        help_text="When you save, these sources are added to each value of this framework that has a text.",
    )

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name != FOR_ALL]


class ValueRow(FoldedRow):
    """A value, or the aspect that has none yet."""

    @property
    def title(self) -> str:
        return str(self.missing or super().title)

    @property
    def missing(self) -> Aspect | None:
        """The aspect, if it has no value."""
        return None if self.form.instance.pk else getattr(self.form, "missing", None)

    @property
    def aspect(self) -> Aspect | None:
        value = self.form.instance
        return value.aspect if value.aspect_id else self.missing

    @property
    def help(self) -> str:
        return self.aspect.help if self.aspect else ""

    @property
    def comments(self) -> str:
        """The address of the comments on the value; empty for a value that is not saved yet."""
        value = self.form.instance
        return reverse("admin:comparisons_value_comments", args=[value.pk]) if value.pk else ""

    def _marks(self) -> Iterator[str]:
        yield from super()._marks()
        if getattr(self.form.instance, "is_settled", None) is False:
            yield "commented"


class ValueForms(FoldedFormSet):
    """The existing values, and an empty form for each aspect without one. An empty form saves nothing.

    Each empty form sends its initial aspect too. Otherwise, when somebody else adds one of the values first, the forms
    would move to other aspects and count as changed.
    """

    one_for_each = "aspect"
    row_class = ValueRow

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        framework: Framework = kwargs["instance"]
        aspects = list(Aspect.objects.all())
        with_value = set(framework.values.values_list("aspect", flat=True)) if framework.pk else set()
        self.missing = [aspect for aspect in aspects if framework.pk and aspect.pk not in with_value]
        self._aspect_of = {str(aspect.pk): aspect for aspect in aspects}
        if kwargs.get("data"):
            kwargs["data"] = with_shared_sources(kwargs["data"], kwargs["prefix"])
        super().__init__(*args, **{**kwargs, "initial": [{"aspect": aspect.pk} for aspect in self.missing]})
        self.extra = len(self.missing)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if index is not None and index >= self.initial_form_count():
            form.fields["aspect"].show_hidden_initial = True
            initial = self.data.get(form.add_initial_prefix("aspect"), form.initial.get("aspect"))
            form.missing = self._aspect_of.get(str(initial))
            select_of(form.fields["aspect"]).rows_at_hand = [form.missing] if form.missing else None


def with_shared_sources(data: Any, prefix: str) -> Any:
    """The data of a form set in which the sources of each value with a ticked box are added to those of the others.

    A value without a text is left alone: to the form of an aspect without a value, a source would be a change.
    """
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    places = [f"{prefix}-{index}-" for index in range(int(total) if total.isdecimal() and len(total) < 5 else 0)]
    shared = [key for place in places if data.get(place + FOR_ALL) for key in data.getlist(place + SOURCES)]
    if not shared:
        return data
    changed = data.copy()
    for place in places:
        if data.get(f"{place}text", "").strip():
            changed.setlist(place + SOURCES, list(dict.fromkeys([*data.getlist(place + SOURCES), *shared])))
    return changed


def values_given_sources(formset: Any) -> str:
    """The names of the values whose sources the others were given; empty in a form set of something else."""
    shared = [form for form in formset.forms if form.cleaned_data.get(FOR_ALL)]
    return " and ".join(f"“{form.row.title}”" for form in shared)
