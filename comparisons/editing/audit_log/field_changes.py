"""What two states of a row differ in, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from comparisons.editing.audit_log.row_state import kept_fields
from comparisons.models import State


@dataclass(frozen=True)
class Difference:
    """One field: its name as forms show it, and what it said. Empty text where it said nothing."""

    field: str
    label: str
    before: str
    after: str


def differences(model: type[models.Model], before: State | None, after: State | None) -> tuple[Difference, ...]:
    """The fields that say something else, in the order of the model."""
    old, new = before or {}, after or {}
    return tuple(
        Difference(field.name, str(field.verbose_name), in_words(field, was), in_words(field, now))
        for field in kept_fields(model)
        if (was := old.get(field.name)) != (now := new.get(field.name))
    )


def in_words(field: Any, value: Any) -> str:
    """A value as it stands in a `State`, for a reader."""
    if value is None:
        return ""
    if field.many_to_many:
        return "\n".join(label for _, label in value)
    if field.remote_field:
        return str(value[1])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)
