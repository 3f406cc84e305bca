"""The rows of a database as lines of JSON, by the migrations that are applied, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection, models, transaction
from django.db.migrations.loader import MigrationLoader

Migration = tuple[str, str]
Model = type[models.Model]

BATCH = 200
"""Rows that are read or written with one statement."""
PLAIN = (bool, int, float, str, type(None))


@contextmanager
def one_moment() -> Iterator[None]:
    """Read all that follows as it is at one moment. Writers are not held up."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with transaction.atomic():
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield
            return
        cursor.execute("BEGIN DEFERRED")  # `atomic` would begin with IMMEDIATE, and hold up writers
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def applied_migrations() -> list[Migration]:
    return sorted(MigrationLoader(connection).applied_migrations)


def models_after(migrations: Iterable[Migration]) -> list[Model]:
    """The models, tables of many-to-many relations among them, as these migrations leave them."""
    loader = MigrationLoader(connection)
    state = loader.project_state(sorted({*migrations} & {*loader.graph.nodes}))
    return sorted(state.apps.get_models(include_auto_created=True), key=lambda model: model._meta.db_table)


def lines_of(model: Model) -> Iterator[bytes]:
    """One line for each row, by primary key."""
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    for row in model._default_manager.order_by("pk").values_list(*names).iterator(BATCH):
        yield json.dumps([_encoded(*pair) for pair in zip(fields, row, strict=True)]).encode() + b"\n"


def _encoded(field: models.Field[Any, Any], value: Any) -> Any:
    """Plain values as they are. Others are marked, so that a text never counts as one of them."""
    if isinstance(field, models.JSONField):
        return {"json": value}
    if isinstance(value, PLAIN):
        return value
    return {"text": field.value_to_string(field.model(**{field.attname: value}))}


def _decoded(field: models.Field[Any, Any], value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return value["json"] if "json" in value else field.to_python(value["text"])


def write_rows(model: Model, lines: Iterable[bytes]) -> int:
    """Replace the rows of a table, and return how many there are. Defaults and today's date change no value."""
    fields, quote = model._meta.concrete_fields, connection.ops.quote_name
    table, columns = quote(model._meta.db_table), ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    number, source = 0, iter(lines)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608  (names of our own tables)
        while batch := [json.loads(line) for line in islice(source, BATCH)]:
            rows = [
                [
                    field.get_db_prep_save(_decoded(field, value), connection)
                    for field, value in zip(fields, row, strict=True)
                ]
                for row in batch
            ]
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608  (as above)
            number += len(rows)
    return number
