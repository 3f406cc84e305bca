"""A form that was opened on an older version of its row, moved to the version that the row has now.

The base of the merge is the row in the version that the form carries, as the audit log keeps it: nothing of it is
posted, so nothing of it can be forged or outgrow a form.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import localize_input

from comparisons.editing.audit_log import kept_fields, state_at, state_of
from comparisons.editing.three_way_merge import Merge, merge
from comparisons.models import RowState

VERSION_FIELD = "seen_version"
KEEP = "keep_"
"""Before the name of a field: the choice between `theirs` and `mine`, after a conflict.

Until the editor chooses, it is the number of the version that was opened, and the conflict stays.
"""
DELETE = "DELETE"
"""The box that deletes a row. After `KEEP` it stands for the row as a whole, which one side deleted."""


@dataclass(frozen=True)
class StaleForm:
    """The version and state that were opened, as far as known; the state now; and the merge of the form's fields."""

    version: int | None
    base: RowState | None
    theirs: RowState
    merge: Merge


def merge_stale_form(form: Any, base: RowState | None = None) -> StaleForm | None:
    """Merge what others saved into the form's data, which then is about the row's version now. None if nobody did.

    `base` is what was opened where that is no version of the row: an empty form for what somebody else added since.
    """
    row, version, undecided = form.instance, opened_version(form), undecided_fields(form)
    kept = [name for name in (*form.fields, DELETE) if keeps_theirs(form, name)]
    if version == row.version and not kept and not undecided:
        return None
    theirs, of_empty_form = state_of(row), base
    if version is not None and version > row.version:
        version = None  # of no page of ours
    if version is not None:
        base = theirs if version == row.version else state_at(type(row), row.pk, version)
    merged = _merge(form, base, theirs, kept, undecided)
    undeleted = {DELETE: False} if DELETE in kept else {}
    _write(form, {**{name: merged.values[name] for name in merged.taken}, **undeleted, VERSION_FIELD: row.version})
    if undecided:
        version = min(undecided.values())
        base = of_empty_form or state_at(type(row), row.pk, version)
    return StaleForm(version, base, theirs, merged)


def opened_version(form: Any) -> int | None:
    """The version that the form carries; None for a form without one."""
    text = form.data.get(form.add_prefix(VERSION_FIELD), "")
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def keeps_theirs(form: Any, name: str) -> bool:
    """Whether the editor chose theirs, for a field in conflict or for the row."""
    return bool(form.data.get(form.add_prefix(KEEP + name)) == "theirs")


def undecided_fields(form: Any) -> dict[str, int]:
    """The fields in conflict for which the editor chose neither, with the version that was opened; 0 for none."""
    texts = {name: form.data.get(form.add_prefix(KEEP + name), "") for name in (*form.fields, DELETE)}
    return {name: int(text) for name, text in texts.items() if re.fullmatch(r"[0-9]{1,9}", text)}


def touched_fields(form: Any, base: RowState) -> list[str]:
    """The fields that the form does not send as they were opened."""
    return [name for name, value in _form_values(form, base).items() if _has_changed(form, name, value)]


def _merge(
    form: Any, base: RowState | None, theirs: RowState, kept: Collection[str], undecided: Collection[str]
) -> Merge:
    of_theirs = _form_values(form, theirs)
    of_base = _form_values(form, base) if base is not None else None
    if of_base is not None and of_base.keys() != of_theirs.keys():
        of_base = None  # the log is older than a field
    mine = {name: _raw(form, name) for name in of_theirs}
    for side in filter(None, (of_base, of_theirs)):
        mine |= {name: value for name, value in side.items() if not _has_changed(form, name, value)}
    return merge(of_base, of_theirs, mine, keep_theirs=kept, undecided=undecided)


def _form_values(form: Any, state: RowState) -> dict[str, Any]:
    """The fields of a state that the form has, as the initial values of its fields: references are keys."""
    fields = {field.name: field for field in kept_fields(type(form.instance)) if field.name in form.fields}
    return {name: _form_value(field, state[name]) for name, field in fields.items() if name in state}


def _form_value(field: Any, value: Any) -> Any:
    if field.many_to_many:
        return [key for key, _ in value]
    if field.remote_field:
        return value and value[0]
    return field.to_python(value)


def _raw(form: Any, name: str) -> Any:
    return form.fields[name].widget.value_from_datadict(form.data, form.files, form.add_prefix(name))


def _has_changed(form: Any, name: str, initial: Any) -> bool:
    field: forms.Field = form.fields[name]
    return field.has_changed(initial, _raw(form, name))


def _write(form: Any, values: dict[str, Any]) -> None:
    """Put values into the data of this form, as a browser would send them."""
    data: QueryDict = form.data.copy()
    for name, value in values.items():
        key = form.add_prefix(name)
        if value is False or value == []:
            data.pop(key, None)
        else:
            data.setlist(key, [_posted(item) for item in (value if isinstance(value, list) else [value])])
    form.data = data


def _posted(value: Any) -> str:
    if value is True:
        return "on"
    if isinstance(value, datetime.date):
        return str(localize_input(value))
    return "" if value is None else str(value)
