"""Writing one row at a time, and keeping count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models

Place = tuple[str, ...]
ModelT = TypeVar("ModelT", bound=models.Model)


class LoadError(Exception):
    """A row that its model or the database refuses.

    `place` is named as the engine names places, and ends with the first field that is wrong where it is a field.
    """

    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(f"{' > '.join(place)}: {reason}")
        self.place = place
        self.reason = reason


@dataclass(frozen=True)
class Loaded:
    """What a load did, in rows."""

    added: int
    changed: int
    removed: int

    def __str__(self) -> str:
        return f"{self.added} added, {self.changed} changed, {self.removed} removed"


class Rows:
    """The rows that a load has met. Without `overwrite`, one that is there already stays as it is."""

    def __init__(self, *, overwrite: bool) -> None:
        self.overwrite = overwrite
        self.added = self.changed = self.removed = 0
        self._met: dict[type[models.Model], set[Any]] = defaultdict(set)

    def put(
        self,
        place: Place,
        model: type[ModelT],
        identity: dict[str, Any],
        fields: dict[str, Any],
        references: dict[str, Sequence[models.Model]] | None = None,
    ) -> ModelT:
        """Add the row that `identity` names, or bring it up to date where that is asked for."""
        row = model._default_manager.filter(**identity).first()
        if row is None:
            row = model(**identity, **fields)
            self._write(place, row, references or {})
            self.added += 1
        elif self.overwrite and _differs(row, fields, references or {}):
            for name, value in fields.items():
                setattr(row, name, value)
            self._write(place, row, references or {})
            self.changed += 1
        self._met[model].add(row.pk)
        return row

    def refer(
        self, place: Place, row: models.Model, references: dict[str, Sequence[models.Model]], *, is_new: bool
    ) -> None:
        """Set references that could not be set with the row, because their targets came later."""
        if (is_new or self.overwrite) and _differs(row, {}, references):
            self._write(place, row, references)
            self.changed += not is_new

    def has(self, model: type[models.Model], **identity: Any) -> bool:
        return model._default_manager.filter(**identity).exists()

    def forget_others(self, model: type[models.Model], name: str) -> None:
        """Clear one reference of the rows that the load has not met, so that it stands in no deletion's way."""
        for row in model._default_manager.exclude(pk__in=self._met[model]):
            getattr(row, name).clear()

    def remove_others(self, *kinds: type[models.Model]) -> None:
        """Delete the rows that the load has not met, of each model in turn."""
        for model in kinds:
            count, _ = model._default_manager.exclude(pk__in=self._met[model]).delete()
            self.removed += count

    def _write(self, place: Place, row: models.Model, references: dict[str, Sequence[models.Model]]) -> None:
        try:
            row.full_clean()
            row.save()
        except ValidationError as error:
            fields = [name for name in error.message_dict if name != NON_FIELD_ERRORS][:1]
            raise LoadError((*place, *fields), " ".join(error.messages)) from error
        except IntegrityError as error:
            raise LoadError(place, str(error)) from error
        for name, targets in references.items():
            getattr(row, name).set(targets)


def _differs(row: models.Model, fields: dict[str, Any], references: dict[str, Sequence[models.Model]]) -> bool:
    return any(getattr(row, name) != value for name, value in fields.items()) or any(
        set(getattr(row, name).values_list("pk", flat=True)) != {target.pk for target in targets}
        for name, targets in references.items()
    )
