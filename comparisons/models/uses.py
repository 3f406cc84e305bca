"""Where rows of the working copy are referred to. Found from the models, so that no reference can be forgotten.

A foreign key with CASCADE makes its row a part of another: it goes when the whole goes. Every other field that names
a row is a reference, and stands in the way of the row's deletion.
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
    """A row that refers to others, the field in which it does, and the keys of those, among the ones asked for."""

    row: Editable
    field: Any
    keys: frozenset[Any] = dataclasses.field(default=frozenset(), compare=False)


def references_to(model: type[models.Model]) -> tuple[Any, ...]:
    """The fields that refer to rows of a model."""
    return tuple(field for field in _fields_naming(model) if not _makes_a_part(field))


def whole_of(row: models.Model) -> models.Model | None:
    """What the row is a part of, and goes with; none for what stands by itself."""
    field = whole_field(type(row))
    return getattr(row, field.name) if field else None


def whole_field(model: type[models.Model]) -> Any | None:
    """The field that makes rows of a model parts of another."""
    return next((field for field in model._meta.concrete_fields if _makes_a_part(field)), None)


def uses_of(rows: Iterable[models.Model]) -> list[Use]:
    """What stands in the way of deleting these rows, all at once: by field, in a number of queries that is fixed.

    Parts of theirs count as they do; a use by what would go with them is none.
    """
    going = _with_parts(rows)
    return [
        Use(row, field, _named(row, field) & keys)
        for model, keys in going.items()
        for field in references_to(model)
        for row in _naming(field, keys).exclude(pk__in=going.get(field.model, ()))
    ]


def _with_parts(rows: Iterable[models.Model]) -> Keys:
    """The keys of the rows and of all their parts."""
    going: Keys = defaultdict(set)
    for row in rows:
        going[type(row)].add(row.pk)
    waiting = list(going)
    while waiting:
        model = waiting.pop()
        for field in filter(_makes_a_part, _fields_naming(model)):
            parts = field.model._default_manager.filter(**{f"{field.name}__in": going[model]})
            going[field.model].update(parts.values_list("pk", flat=True))
            waiting.append(field.model)
    return going


def _naming(field: Any, keys: Iterable[Any]) -> models.QuerySet[Editable]:
    """The rows that name one of these keys in the field, with all that their names and draft pages need."""
    rows = field.model._default_manager.filter(**{f"{field.name}__in": keys}).distinct()
    references = (each.name for each in field.model._meta.many_to_many)
    return rows.select_related().prefetch_related(*references)  # type: ignore[no-any-return]


def _named(row: Editable, field: Any) -> frozenset[Any]:
    """The keys that stand in the field of a row."""
    if field.many_to_many:
        return frozenset(target.pk for target in getattr(row, field.name).all())
    return frozenset({getattr(row, field.attname)})


def _fields_naming(model: type[models.Model]) -> Iterator[Any]:
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and issubclass(relation.related_model, Editable):  # type: ignore[arg-type]
            yield relation.field  # type: ignore[union-attr]


def _makes_a_part(field: Any) -> bool:
    return bool(field.many_to_one) and field.remote_field.on_delete is models.CASCADE
