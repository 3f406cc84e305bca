"""Where rows of the working copy are used. Read from the models, so that no reference can be forgotten.

A foreign key with CASCADE makes its row a part of another: it is deleted with the whole. Every other field that names
a row is a reference, and the row cannot be deleted as long as it is there.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from comparisons.models.editable import Editable

Keys = dict[type[models.Model], set[Any]]


@dataclass(frozen=True)
class Use:
    """A row that uses others, the field in which it does, and the keys of those it uses (of the given ones)."""

    row: Editable
    field: Any
    keys: frozenset[Any] = dataclasses.field(default=frozenset(), compare=False)


def references_to(model: type[models.Model]) -> tuple[Any, ...]:
    """The fields that refer to rows of a model."""
    return tuple(field for field in _fields_users(model) if not _makes_a_part(field))


def whole_of(row: models.Model) -> models.Model | None:
    """The row that this one is a part of and is deleted with, if there is one."""
    field = whole_field(type(row))
    return getattr(row, field.name) if field else None


def whole_field(model: type[models.Model]) -> Any | None:
    """The field that makes rows of a model parts of another."""
    return next((field for field in model._meta.concrete_fields if _makes_a_part(field)), None)


def uses_of(rows: Iterable[models.Model]) -> list[Use]:
    """What prevents these rows from being deleted together, by field, in a fixed number of queries.

    Uses of their parts count too; uses by rows that are deleted with them do not.
    """
    deleted = _with_parts(rows)
    return [
        Use(row, field, _named_keys(row, field) & keys)
        for model, keys in deleted.items()
        for field in references_to(model)
        for row in _users(field, keys).exclude(pk__in=deleted.get(field.model, ()))
    ]


def _with_parts(rows: Iterable[models.Model]) -> Keys:
    """The keys of the rows and of all their parts."""
    keys: Keys = defaultdict(set)
    for row in rows:
        keys[type(row)].add(row.pk)
    models_left = list(keys)
    while models_left:
        model = models_left.pop()
        for field in filter(_makes_a_part, _fields_users(model)):
            parts = field.model._default_manager.filter(**{f"{field.name}__in": keys[model]})
            keys[field.model].update(parts.values_list("pk", flat=True))
            models_left.append(field.model)
    return keys


def _users(field: Any, keys: Iterable[Any]) -> models.QuerySet[Editable]:
    """The rows that name one of these keys in the field, with all that their names and draft pages need."""
    rows = field.model._default_manager.filter(**{f"{field.name}__in": keys}).distinct()
    references = (reference.name for reference in field.model._meta.many_to_many)
    return rows.select_related().prefetch_related(*references)  # type: ignore[no-any-return]


def _named_keys(row: Editable, field: Any) -> frozenset[Any]:
    """The keys in the field of a row."""
    if field.many_to_many:
        return frozenset(target.pk for target in getattr(row, field.name).all())
    return frozenset({getattr(row, field.attname)})


def _fields_users(model: type[models.Model]) -> Iterator[Any]:
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and issubclass(relation.related_model, Editable):  # type: ignore[arg-type]
            yield relation.field  # type: ignore[union-attr]


def _makes_a_part(field: Any) -> bool:
    return bool(field.many_to_one) and field.remote_field.on_delete is models.CASCADE
