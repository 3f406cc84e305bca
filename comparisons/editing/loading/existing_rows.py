"""The rows that a load finds, read once for each model and not once for each row."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

ModelT = TypeVar("ModelT", bound=models.Model)
Identity = dict[str, Any]
"""The values of the fields that name a row. A reference is given as the row that it refers to."""


class ExistingRows:
    """Rows by what names them. Valid as long as nobody else writes: inside one change set."""

    def __init__(self, *, with_references: bool) -> None:
        self._with_references = with_references
        self._by_key: dict[tuple[type[models.Model], tuple[str, ...]], dict[tuple[Any, ...], Any]] = {}

    def find(self, model: type[ModelT], identity: Identity) -> ModelT | None:
        """The row with this identity; of several the first, in the model's order."""
        row: ModelT | None = self._rows(model, identity).get(_key(model, identity))
        return row

    def add(self, row: models.Model, identity: Identity) -> None:
        """Note a row that the load has written."""
        self._rows(type(row), identity).setdefault(_key(type(row), identity), row)

    def _rows(self, model: type[models.Model], identity: Identity) -> dict[tuple[Any, ...], Any]:
        names = tuple(identity)
        if (model, names) not in self._by_key:
            attributes = [model._meta.get_field(name).attname for name in names]  # type: ignore[union-attr]
            rows: dict[tuple[Any, ...], Any] = {}
            for row in self._read(model):
                rows.setdefault(tuple(getattr(row, attribute) for attribute in attributes), row)
            self._by_key[model, names] = rows
        return self._by_key[model, names]

    def _read(self, model: type[models.Model]) -> models.QuerySet[Any]:
        """Without symmetrical references: writing one end would leave the other as it was read."""
        fields = model._meta.many_to_many if self._with_references else ()
        return model._default_manager.prefetch_related(*(f.name for f in fields if not f.remote_field.symmetrical))


def _key(model: type[models.Model], identity: Identity) -> tuple[Any, ...]:
    """As the database would have it: a field may write a text in another way than a file does."""
    return tuple(
        value.pk if isinstance(value, models.Model) else model._meta.get_field(name).to_python(value)  # type: ignore[union-attr]
        for name, value in identity.items()
    )
