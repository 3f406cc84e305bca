"""No lost update: each form carries the version of its row that was seen, and is refused where another came since.

Our own, and not django-concurrency: that tells neither who saved what nor both texts, and does not look at references
and at rows that are edited within the page of another.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.forms.models import InlineForeignKeyField

from comparisons.admin.concurrency.protected_deletion import RefusesDeletedRows
from comparisons.editing.audit_log import differences
from comparisons.models import Edit

SEEN = "seen_version"


@dataclass(frozen=True)
class Clash:
    """One field that says something else than what the editor saw: what it said, says now, and would say."""

    label: str
    before: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class Conflict:
    """A row that somebody else saved meanwhile. Without `who`, it was not a person, or the trail does not know."""

    row: str
    who: str
    moment: datetime.datetime | None
    clashes: tuple[Clash, ...]

    @property
    def message(self) -> str:
        when = f" at {self.moment:%H:%M} UTC on {self.moment:%-d %B %Y}" if self.moment else ""
        fields = ", ".join(clash.label for clash in self.clashes)
        changed = f" changed {fields}" if fields else " saved this"
        return (
            f"{self.who or 'Somebody else'}{changed}{when}, after you opened it. "
            "Your text is still here, and nothing of it was saved. Saving again writes it over theirs."
        )


class SeenForm(forms.ModelForm[Any]):
    """The form of an editable row. Once refused for a conflict, it knows what is there now, and can be saved."""

    seen_version = forms.IntegerField(label="", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict: Conflict | None = None
        if self.instance.pk:
            self.fields[SEEN].initial = self.instance.version

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk and self.cleaned_data.get(SEEN) != self.instance.version:
            self.conflict = conflict_of(self)
        if self.conflict:
            self.add_error(None, self.conflict.message)
            data: Any = self.data
            self.data = data.copy()
            self.data[self.add_prefix(SEEN)] = str(self.instance.version)  # type: ignore[index]
        return cleaned

    def validate_unique(self) -> None:
        """Look at the constraints that name the row around an inline too: Django does not, and the database refuses."""
        super().validate_unique()
        left_out = self._get_validation_exclusions()  # type: ignore[attr-defined]
        around = {name for name, field in self.fields.items() if isinstance(field, InlineForeignKeyField)}
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                if around & {*getattr(constraint, "fields", ())}:
                    try:
                        constraint.validate(model, self.instance, exclude=left_out - around)
                    except forms.ValidationError as error:
                        self.add_error(None, error)


class SeenFormSet(forms.BaseModelFormSet[Any, Any]):
    """A set of such forms. One that deletes its row is looked at too; Django takes it for valid, whatever it holds."""

    def clean(self) -> None:
        super().clean()
        going = self.deleted_forms if self.can_delete else []
        for form in self.initial_forms:
            if not form.instance.pk and form not in going:
                form.conflict = _conflict_over_deleted(form)
                raise forms.ValidationError(
                    "Somebody deleted a row while you were editing it. What you typed stands above: copy what you "
                    "need of it, and open the page anew."
                )
        for form in going:
            if form.conflict:
                raise forms.ValidationError(form.conflict.message)


class SeenInlines(SeenFormSet, RefusesDeletedRows):
    pass


def conflict_of(form: SeenForm) -> Conflict | None:
    """What others wrote since the version that the form was made from; None where it holds nothing of that."""
    row, seen = form.instance, form.cleaned_data.get(SEEN)
    edits = list(Edit.objects.after_version(row, seen)) if seen is not None else []
    if not edits:
        return Conflict(str(row), "", None, ())
    found = differences(type(row), edits[0].before, edits[-1].after)
    clashes = tuple(
        Clash(each.label, each.before, each.after, yours_in_words(form, each.field))
        for each in found
        if each.field in form.fields
    )
    return Conflict(str(row), edits[-1].who, edits[-1].moment, clashes) if clashes else None


def _conflict_over_deleted(form: SeenForm) -> Conflict:
    texts = {name: yours_in_words(form, name) for name in form.fields if name in (form._meta.fields or ())}
    clashes = (Clash(str(form.fields[name].label), "", "deleted", text) for name, text in texts.items() if text)
    return Conflict("A row that is deleted", "", None, tuple(clashes))


def yours_in_words(form: SeenForm, name: str) -> str:
    """What the editor typed or chose, as the trail would tell it."""
    value = form.cleaned_data.get(name, form.data.get(form.add_prefix(name)))
    if isinstance(value, QuerySet):
        return "\n".join(sorted(str(row) for row in value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    choices = dict(getattr(form.fields[name], "choices", ()) or ()) if not isinstance(value, Model) else {}
    return str(choices.get(value, "" if value is None else value))
