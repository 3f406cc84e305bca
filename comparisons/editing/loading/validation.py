"""Whether every row of a catalogue would pass its model, without a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from comparisons.editing.loading.catalogue import Loader
from comparisons.editing.loading.rows import Place, Rows
from comparisons.engine import Catalogue

ModelT = TypeVar("ModelT", bound=models.Model)


def misfits(catalogue: Catalogue) -> tuple[tuple[Place, str], ...]:
    """Each field that its model refuses, of a catalogue that has no errors: its place, and why.

    What only a database knows, as whether two rows are the same, is among the errors of the catalogue already.
    """
    rows = _Unsaved()
    Loader(rows).load(catalogue)
    return tuple(rows.misfits)


class _Unsaved(Rows):
    """Rows that are made and looked at, and never written."""

    def __init__(self) -> None:
        super().__init__(overwrite=False)
        self.misfits: list[tuple[Place, str]] = []

    def put(
        self,
        place: Place,
        model: type[ModelT],
        identity: dict[str, Any],
        fields: dict[str, Any],
        references: dict[str, Sequence[models.Model]] | None = None,
    ) -> ModelT:
        row = model(**identity, **fields)
        self.misfits.extend(((*place, name), reason) for name, reason in _refused(row))
        return row

    def refer(
        self, place: Place, row: models.Model, references: dict[str, Sequence[models.Model]], *, is_new: bool
    ) -> None:
        """Whether references hold is among the errors of the catalogue."""

    def has(self, model: type[models.Model], **identity: Any) -> bool:
        return False


def _refused(row: models.Model) -> Iterator[tuple[str, str]]:
    relations = [field.name for field in row._meta.get_fields() if field.is_relation]
    try:
        row.clean_fields(exclude=relations)
    except ValidationError as error:
        for name, reasons in error.message_dict.items():
            yield name, " ".join(reasons)
