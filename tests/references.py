"""Every field of the working copy that names rows, found from the models, and a row of each that uses it."""

from __future__ import annotations

from typing import Any

from django.db import models

from comparisons.models import FROM_LEAF_TO_ROOT, Editable

PARTS = {
    "consideration.guide",
    "cost.framework",
    "event.framework",
    "keydifference.guide",
    "level.framework",
    "notcarriedover.crosswalk",
    "option.criterion",
    "pair.crosswalk",
    "resource.framework",
    "series.crosswalk",
    "stage.framework",
    "support.option",
    "value.framework",
}
"""The fields that make a row a part of another, with which it goes. Every other one refers."""


def name_of(field: Any) -> str:
    return f"{field.model._meta.model_name}.{field.name}"


NAMING = {
    name_of(field): field
    for model in FROM_LEAF_TO_ROOT
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
    if field.remote_field
}
REFERRING = {name: field for name, field in NAMING.items() if name not in PARTS}


def use_of(field: Any) -> tuple[Editable, models.Model]:
    """A row that refers in the field, and the row that it refers to. Makes one refer where none does."""
    row = field.model._default_manager.filter(**{f"{field.name}__isnull": False}).first()
    if row is None:
        row = field.model._default_manager.first()
        _refer(row, field, field.related_model._default_manager.exclude(pk=row.pk).first())
    return row, getattr(row, field.name).first() if field.many_to_many else getattr(row, field.name)


def _refer(row: Any, field: Any, target: models.Model) -> None:
    if field.many_to_many:
        getattr(row, field.name).add(target)
    else:
        setattr(row, field.name, target)
        row.save()
