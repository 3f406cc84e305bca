"""Django's signals for every write, passed on to the change set that the write belongs to."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from comparisons.editing.audit_log.change_set import BY_A_PROGRAM, ChangeSet, current
from comparisons.editing.audit_log.row_state import is_tracked
from comparisons.models import Editable


def connect() -> None:
    """Listen from now on. Called once, when the applications are loaded."""
    pre_save.connect(_before_save, dispatch_uid="audit_log")
    post_save.connect(_after_save, dispatch_uid="audit_log")
    pre_delete.connect(_before_delete, dispatch_uid="audit_log")
    post_delete.connect(_after, dispatch_uid="audit_log")
    m2m_changed.connect(_references_change, dispatch_uid="audit_log")


def _change_set_of(row: models.Model) -> ChangeSet:
    """The current change set; outside of any, a new one that the row carries until it is written."""
    changes: ChangeSet = current() or row.__dict__.setdefault("_own_change_set", ChangeSet("", BY_A_PROGRAM))
    return changes


def _before_save(sender: type[models.Model], instance: models.Model, **_kwargs: Any) -> None:
    if is_tracked(sender) and instance.pk and not instance._state.adding:
        _change_set_of(instance).touch(sender, instance.pk)


def _after_save(sender: type[models.Model], instance: models.Model, created: bool, **_kwargs: Any) -> None:
    if not is_tracked(sender):
        return
    if created:
        _change_set_of(instance).add(instance)
    _after(instance)


def _before_delete(sender: type[models.Model], instance: models.Model, **_kwargs: Any) -> None:
    if is_tracked(sender):
        _change_set_of(instance).touch(sender, instance.pk)


def _after(instance: models.Model, **_kwargs: Any) -> None:
    own: ChangeSet | None = instance.__dict__.pop("_own_change_set", None)
    if own:
        own.finish()
        if isinstance(instance, Editable) and instance.pk:
            instance.refresh_version()


def _references_change(sender: type[models.Model], instance: models.Model, action: str, **kwargs: Any) -> None:
    if action.startswith("post_"):
        _after(instance)
        return
    changes = _change_set_of(instance)
    for model, keys in _referring_rows(sender, instance, **kwargs).items():
        if is_tracked(model):
            changes.touch(model, *keys)


def _referring_rows(
    sender: type[models.Model], instance: models.Model, reverse: bool, model: type[models.Model], pk_set: Any, **_: Any
) -> dict[type[models.Model], set[Any]]:
    """The rows whose own field changes: those that refer, and both ends of a symmetrical field.

    `pk_set` is None where all references are cleared.
    """
    field = next(
        f for end in (type(instance), model) for f in end._meta.many_to_many if f.remote_field.through is sender
    )
    if not reverse and not field.remote_field.symmetrical:
        return {type(instance): {instance.pk}}
    far = set(pk_set) if pk_set is not None else _referred_to(field, instance, reverse=reverse)
    return {model: far} if reverse else {type(instance): {instance.pk} | far}


def _referred_to(field: Any, instance: models.Model, *, reverse: bool) -> set[Any]:
    name = field.remote_field.get_accessor_name() if reverse else field.name
    return set(getattr(instance, name).values_list("pk", flat=True))
