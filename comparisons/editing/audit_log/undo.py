"""The way back: a row as it was, or all that one act did undone. Going back is an act of its own, and can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ForeignKey, ProtectedError, RestrictedError

from comparisons.editing.audit_log.change_set import writing
from comparisons.editing.audit_log.row_state import kept_fields
from comparisons.models import FROM_LEAF_TO_ROOT, Edit, Editable, StaleRowError, State, uses_of

MOST_TOLD = 10
ORDER = [model._meta.label_lower for model in FROM_LEAF_TO_ROOT]


class UndoError(Exception):
    """It cannot be brought back; the message tells why, to the editor. Nothing was changed."""


def can_be_undone(edit: Edit) -> bool:
    """Only the working copy can. What was done to people and roles is told, and done anew by hand."""
    return edit.model in ORDER


def bring_back(edit: Edit, who: str) -> None:
    """Make the row what it was after the edit; one that the edit deleted, what it was before. Raises UndoError."""
    _write_all([(edit, edit.after or edit.before)], who, f"version of {edit.moment:%Y-%m-%d %H:%M} UTC brought back")


def undo(edit: Edit, who: str) -> None:
    """Undo all that was written together with the edit. Raises UndoError, also where a row was written again since."""
    edits = list(Edit.objects.together_with(edit))
    later = [f"“{each.label}”" for each in edits if Edit.objects.after_edit(each).exists()]
    if later:
        raise UndoError(f"Changed again since: {', '.join(later[:MOST_TOLD])}. Bring back single versions instead.")
    _write_all([(each, each.before) for each in edits], who, f"undone: {edit.way}"[:150])


def _write_all(states: list[tuple[Edit, State | None]], who: str, way: str) -> None:
    """Bring rows to these states: new ones first, from the root to the leaves; then changes; then deletions."""
    if not all(can_be_undone(edit) for edit, _ in states):
        raise UndoError("What was done to people and roles cannot be undone here.")
    states = sorted(states, key=lambda pair: -ORDER.index(pair[0].model))
    wanted = [(edit, state) for edit, state in states if state is not None]
    try:
        with writing(who, way), transaction.atomic():
            rows = [(_row(edit, state), state) for edit, state in wanted]
            for row, state in rows:
                _refer(row, state)
            _delete(edit for edit, state in reversed(states) if state is None)
    except ValidationError as error:
        raise UndoError(_in_words(error)) from error
    except (ProtectedError, RestrictedError) as error:
        raise UndoError("Something refers to it at this very moment. Try again.") from error
    except (IntegrityError, StaleRowError) as error:
        raise UndoError("It does not fit what is there now.") from error


def _in_words(error: ValidationError) -> str:
    """What the model refuses, by field."""
    told = ((name, " ".join(reasons)) for name, reasons in error.message_dict.items())
    return " ".join(
        reasons if name == NON_FIELD_ERRORS else f"{name.replace('_', ' ').capitalize()}: {reasons}"
        for name, reasons in told
    )


def _row(edit: Edit, state: State) -> Editable:
    """Write the row's own fields."""
    model: Any = edit.model_class
    row: Editable = _now(edit) or model(pk=edit.key, version=_next_version(edit))
    for field in kept_fields(model):
        if field.name in state and not field.many_to_many:
            setattr(row, field.attname, _value(field, state[field.name]))
    row.full_clean()
    row.save()
    return row


def _next_version(edit: Edit) -> int:
    """A number that no form which is still open somewhere can hold."""
    known = Edit.objects.filter(model=edit.model, key=edit.key).aggregate(models.Max("version"))["version__max"]
    return (known or 0) + 1


def _value(field: Any, kept: Any) -> Any:
    if kept is None or not isinstance(field, ForeignKey):
        return field.to_python(kept)
    _must_exist(field, [kept])
    return kept[0]


def _refer(row: Editable, state: State) -> None:
    for field in row._meta.many_to_many:
        if field.name in state:
            _must_exist(field, state[field.name])
            getattr(row, field.name).set([key for key, _ in state[field.name]])


def _must_exist(field: Any, references: list[tuple[Any, str]]) -> None:
    there = set(field.related_model._default_manager.filter(pk__in=[key for key, _ in references]).values_list("pk"))
    gone = [label for key, label in references if (key,) not in there]
    if gone:
        raise UndoError(f"It refers to what is not there any more: {', '.join(gone)}. Bring that back first.")


def _delete(edits: Iterable[Edit]) -> None:
    rows = [row for edit in edits if (row := _now(edit))]
    if uses := uses_of(rows):
        names = ", ".join(f"“{use.row}”" for use in uses[:MOST_TOLD])
        raise UndoError(f"It is used by {names}. Take it out there first.")
    for row in rows:
        for field in row._meta.many_to_many:
            getattr(row, field.name).clear()
        row.delete()


def _now(edit: Edit) -> Editable | None:
    """The row of the edit as it is now."""
    model: Any = edit.model_class
    row: Editable | None = model._default_manager.filter(pk=edit.key).first()
    return row
