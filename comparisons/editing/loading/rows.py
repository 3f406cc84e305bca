"""Write one row at a time, and count them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models

from comparisons.engine.checks.findings import ItemPath

ModelT = TypeVar("ModelT", bound=models.Model)


class LoadError(Exception):
    """A row that its model or the database refuses. Its path ends with the first wrong field, if a field is wrong."""

    def __init__(self, path: ItemPath, reason: str) -> None:
        super().__init__(f"{' > '.join(path)}: {reason}")
        self.path = path
        self.reason = reason


@dataclass(frozen=True)
class Loaded:
    """How many rows a load has added, changed and removed."""

    added: int
    changed: int
    removed: int

    def __str__(self) -> str:
        return f"{self.added} added, {self.changed} changed, {self.removed} removed"


class Rows:
    """Writes the rows of a load. Without `overwrite`, existing rows stay as they are."""

    def __init__(self, *, overwrite: bool) -> None:
        self.overwrite = overwrite
        self.added = self.changed = self.removed = 0
        self._loaded: dict[type[models.Model], set[Any]] = defaultdict(set)

    def put(
        self,
        path: ItemPath,
        model: type[ModelT],
        identity: dict[str, Any],
        fields: dict[str, Any],
        references: dict[str, Sequence[models.Model]] | None = None,
    ) -> ModelT:
        """Add the row that `identity` names, or update it with `overwrite`. Raises LoadError."""
        row = model._default_manager.filter(**identity).first()
        if row is None:
            row = model(**identity, **fields)
            self._write(path, row, references or {})
            self.added += 1
        elif self.overwrite and _differs(row, fields, references or {}):
            for name, value in fields.items():
                setattr(row, name, value)
            self._write(path, row, references or {})
            self.changed += 1
        self._loaded[model].add(row.pk)
        return row

    def refer(
        self, path: ItemPath, row: models.Model, references: dict[str, Sequence[models.Model]], *, is_new: bool
    ) -> None:
        """Set references to rows that were loaded later than this row."""
        if (is_new or self.overwrite) and _differs(row, {}, references):
            self._write(path, row, references)
            self.changed += not is_new

    def has(self, model: type[models.Model], **identity: Any) -> bool:
        return model._default_manager.filter(**identity).exists()

    def clear_others(self, model: type[models.Model], name: str) -> None:
        """Clear one reference of the rows that were not loaded, because it would prevent their deletion."""
        for row in model._default_manager.exclude(pk__in=self._loaded[model]):
            getattr(row, name).clear()

    def remove_others(self, *kinds: type[models.Model]) -> None:
        """Delete the rows of these models that were not loaded, in this order."""
        for model in kinds:
            count, _ = model._default_manager.exclude(pk__in=self._loaded[model]).delete()
            self.removed += count

    def _write(self, path: ItemPath, row: models.Model, references: dict[str, Sequence[models.Model]]) -> None:
        try:
            row.full_clean()
            row.save()
        except ValidationError as error:
            fields = [name for name in error.message_dict if name != NON_FIELD_ERRORS][:1]
            raise LoadError((*path, *fields), " ".join(error.messages)) from error
        except IntegrityError as error:
            raise LoadError(path, str(error)) from error
        for name, targets in references.items():
            getattr(row, name).set(targets)


def _differs(row: models.Model, fields: dict[str, Any], references: dict[str, Sequence[models.Model]]) -> bool:
    return any(getattr(row, name) != value for name, value in fields.items()) or any(
        set(getattr(row, name).values_list("pk", flat=True)) != {target.pk for target in targets}
        for name, targets in references.items()
    )
