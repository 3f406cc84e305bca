"""Write one row at a time, and count them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, RestrictedError

from comparisons.editing.loading.existing_rows import ExistingRows, Identity
from comparisons.engine.checks.findings import ItemPath
from comparisons.models.fields.text_rules import without_invisible_ends

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
        self._existing = ExistingRows(with_references=overwrite)
        self._renamed: set[models.Model] = set()
        self._loaded: dict[type[models.Model], set[Any]] = defaultdict(set)

    def rename(self, model: type[ModelT], identity: Identity, former: Sequence[Identity]) -> None:
        """With `overwrite`: give a row that one of the `former` names the name of today, the last of them first.

        `put` writes it.
        """
        if not self.overwrite or self._existing.find(model, identity) is not None:
            return
        for row in filter(None, (self._existing.find(model, name) for name in reversed(former))):
            for name, value in identity.items():
                setattr(row, name, value)
            self._existing.add(row, identity)
            self._renamed.add(row)
            return

    def put(
        self,
        path: ItemPath,
        model: type[ModelT],
        identity: Identity,
        fields: dict[str, Any],
        references: dict[str, Sequence[models.Model]] | None = None,
    ) -> ModelT:
        """Add the row that `identity` names, or update it with `overwrite`. Raises LoadError."""
        row: ModelT | None = self._existing.find(model, identity)
        if row is None:
            row = model(**identity, **fields)
            self._write(path, row, references or {})
            self._existing.add(row, identity)
            self.added += 1
        elif self.overwrite and (row in self._renamed or _differs(row, fields, references or {})):
            self._renamed.discard(row)
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
        return self._existing.find(model, identity) is not None

    def clear_others(self, model: type[models.Model], name: str) -> None:
        """Clear one reference of the rows that were not loaded, because it would prevent their deletion."""
        for row in model._default_manager.exclude(pk__in=self._loaded[model]):
            getattr(row, name).clear()

    def remove_others(self, *kinds: type[models.Model]) -> None:
        """Delete the rows of these models that were not loaded, in this order."""
        for model in kinds:
            count, _ = model._default_manager.exclude(pk__in=self._loaded[model]).delete()
            self.removed += count

    def remove(self, row: models.Model) -> None:
        """Delete a row, unless others that are not part of it refer to it."""
        with suppress(ProtectedError, RestrictedError):
            count, _ = row.delete()
            self.removed += count

    def _write(self, path: ItemPath, row: models.Model, references: dict[str, Sequence[models.Model]]) -> None:
        is_new = row._state.adding
        try:
            _save(row)
        except ValidationError as error:
            fields = [name for name in error.message_dict if name != NON_FIELD_ERRORS][:1]
            raise LoadError((*path, *fields), " ".join(error.messages)) from error
        except IntegrityError as error:
            raise LoadError(path, str(error)) from error
        for name, targets in references.items():
            if is_new:  # nothing to compare with
                getattr(row, name).add(*targets)
            else:
                getattr(row, name).set(targets)


def _save(row: models.Model) -> None:
    """Write a row that refers to rows of this load. Raises ValidationError or IntegrityError.

    The database checks constraints and unique names as it writes. Only after a refusal are they checked here too, for
    the words of the model. References are not looked up: the load has written or read all rows that it refers to.
    """
    referring = {field.name for field in row._meta.concrete_fields if field.is_relation and _value(row, field)}
    try:
        row.full_clean(exclude=referring, validate_unique=False, validate_constraints=False)
        with transaction.atomic():
            row.save()
    except (ValidationError, IntegrityError):
        row.full_clean()
        raise


def _value(row: models.Model, field: Any) -> Any:
    """The value of a field; of a reference, its key."""
    return getattr(row, field.attname)


def _differs(row: models.Model, fields: dict[str, Any], references: dict[str, Sequence[models.Model]]) -> bool:
    return any(_value(row, row._meta.get_field(name)) != _key(value) for name, value in fields.items()) or any(
        _keys(getattr(row, name).all()) != _keys(targets) for name, targets in references.items()
    )


def _key(value: Any) -> Any:
    """The value as its field stores it."""
    if isinstance(value, str):
        return without_invisible_ends(value)
    return value.pk if isinstance(value, models.Model) else value


def _keys(rows: Iterable[models.Model]) -> set[Any]:
    return {row.pk for row in rows}
