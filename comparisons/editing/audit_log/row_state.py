"""A row as the audit log keeps it: rows -> `RowState`, several rows in a fixed number of queries."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import models
from django.db.models import ForeignKey, Prefetch

from comparisons.models import Editable, ReviewRequest, RowState, ScheduledRelease

NOT_KEPT: dict[type[models.Model], set[str]] = {User: {"password", "last_login"}}
"""A secret, and what changes with every sign-in. Django's own log says when a password was changed."""


def is_tracked(model: type[models.Model]) -> bool:
    return issubclass(model, Editable | User | Group | ScheduledRelease | ReviewRequest)


def kept_fields(model: type[models.Model]) -> list[Any]:
    """The fields of a row that an editor can see."""
    left_out = {"version", *NOT_KEPT.get(model, set())}
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [field for field in fields if field.name not in left_out and not field.primary_key]


def read(model: type[models.Model], keys: Iterable[Any]) -> dict[Any, models.Model]:
    """The rows with these keys, by key, with all that `state_of` and `str` need."""
    prefetches = (
        Prefetch(field.name, queryset=field.related_model._default_manager.select_related())
        for field in model._meta.many_to_many
    )
    rows = model._default_manager.select_related().prefetch_related(*prefetches)
    return {row.pk: row for row in rows.filter(pk__in=list(keys))}


def state_of(row: models.Model) -> RowState:
    return {field.name: _plain(field, row) for field in kept_fields(type(row))}


def new_state(row: models.Model, *, same: Collection[str]) -> RowState:
    """A row as an empty form begins: with defaults, and with the fields in `same` as the row has them."""
    state = state_of(row)
    return {
        field.name: state[field.name] if field.name in same else [] if field.many_to_many else field.get_default()
        for field in kept_fields(type(row))
    }


def digest(row: models.Model) -> str:
    """The same text for the same state. It stands in for the version of rows that have none."""
    return hashlib.sha256(json.dumps(state_of(row), sort_keys=True).encode()).hexdigest()


def _plain(field: Any, row: models.Model) -> Any:
    if field.many_to_many:
        return sorted(_reference(target) for target in getattr(row, field.name).all())
    value = getattr(row, field.name)
    if isinstance(field, ForeignKey):
        return _reference(value) if value else None
    return value.isoformat() if isinstance(value, datetime.date) else value


def _reference(row: models.Model) -> list[Any]:
    return [row.pk, str(row)]
