"""Check the rows of a catalogue against their models, without a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from comparisons.editing.loading.catalogue import Loader
from comparisons.editing.loading.rows import Rows
from comparisons.engine import Catalogue
from comparisons.engine.checks.findings import ItemPath

ModelT = TypeVar("ModelT", bound=models.Model)


def refused_fields(catalogue: Catalogue) -> tuple[tuple[ItemPath, str], ...]:
    """The path of each field that its model refuses, with the reason. The catalogue must have no errors.

    Constraints that need a database, such as unique names, are errors of the catalogue, so they are not checked here.
    """
    rows = _Unsaved()
    Loader(rows).load(catalogue)
    return tuple(rows.refused_fields)


class _Unsaved(Rows):
    """Rows that are validated and never saved."""

    def __init__(self) -> None:
        super().__init__(overwrite=False)
        self.refused_fields: list[tuple[ItemPath, str]] = []

    def put(
        self,
        path: ItemPath,
        model: type[ModelT],
        identity: dict[str, Any],
        fields: dict[str, Any],
        references: dict[str, Sequence[models.Model]] | None = None,
    ) -> ModelT:
        row = model(**identity, **fields)
        self.refused_fields.extend(((*path, name), reason) for name, reason in _refused(row))
        return row

    def refer(
        self, path: ItemPath, row: models.Model, references: dict[str, Sequence[models.Model]], *, is_new: bool
    ) -> None:
        """Nothing to check: a broken reference is an error of the catalogue."""

    def has(self, model: type[models.Model], **identity: Any) -> bool:
        return False


def _refused(row: models.Model) -> Iterator[tuple[str, str]]:
    relations = [field.name for field in row._meta.get_fields() if field.is_relation]
    try:
        row.clean_fields(exclude=relations)
    except ValidationError as error:
        for name, reasons in error.message_dict.items():
            yield name, " ".join(reasons)
