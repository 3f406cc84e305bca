"""What Django tells of every write, passed on to the act that it belongs to."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from comparisons.editing.audit_log.change_set import BY_A_PROGRAM, Writing, current
from comparisons.editing.audit_log.row_state import is_tracked
from comparisons.models import Editable


def connect() -> None:
    """Listen from now on. Called once, when the applications are loaded."""
    pre_save.connect(_before_save, dispatch_uid="history")
    post_save.connect(_after_save, dispatch_uid="history")
    pre_delete.connect(_before_delete, dispatch_uid="history")
    post_delete.connect(_after, dispatch_uid="history")
    m2m_changed.connect(_references_change, dispatch_uid="history")


def _act_of(row: models.Model) -> Writing:
    """The current act; outside of any, one that the row carries until it is written."""
    act: Writing = current() or row.__dict__.setdefault("_own_act", Writing("", BY_A_PROGRAM))
    return act


def _before_save(sender: type[models.Model], instance: models.Model, **_told: Any) -> None:
    if is_tracked(sender) and instance.pk and not instance._state.adding:
        _act_of(instance).touch(sender, instance.pk)


def _after_save(sender: type[models.Model], instance: models.Model, created: bool, **_told: Any) -> None:
    if not is_tracked(sender):
        return
    if created:
        _act_of(instance).add(instance)
    _after(instance)


def _before_delete(sender: type[models.Model], instance: models.Model, **_told: Any) -> None:
    if is_tracked(sender):
        _act_of(instance).touch(sender, instance.pk)


def _after(instance: models.Model, **_told: Any) -> None:
    own: Writing | None = instance.__dict__.pop("_own_act", None)
    if own:
        own.finish()
        if isinstance(instance, Editable) and instance.pk:
            instance.refresh_version()


def _references_change(sender: type[models.Model], instance: models.Model, action: str, **told: Any) -> None:
    if action.startswith("post_"):
        _after(instance)
        return
    act = _act_of(instance)
    for model, keys in _ends(sender, instance, **told).items():
        if is_tracked(model):
            act.touch(model, *keys)


def _ends(
    sender: type[models.Model], instance: models.Model, reverse: bool, model: type[models.Model], pk_set: Any, **_: Any
) -> dict[type[models.Model], set[Any]]:
    """The rows whose own field changes: those that refer, and of a field that holds both ways, both ends.

    `pk_set` is None where all references are cleared.
    """
    field = next(
        f for end in (type(instance), model) for f in end._meta.many_to_many if f.remote_field.through is sender
    )
    near: tuple[type[models.Model], set[Any]] = (type(instance), {instance.pk})
    if not reverse and not field.remote_field.symmetrical:
        return dict([near])
    far = set(pk_set) if pk_set is not None else _referred_to(field, instance, reverse=reverse)
    if reverse:
        return {model: far}
    return {near[0]: near[1] | far}


def _referred_to(field: Any, instance: models.Model, *, reverse: bool) -> set[Any]:
    name = field.remote_field.get_accessor_name() if reverse else field.name
    return set(getattr(instance, name).values_list("pk", flat=True))
