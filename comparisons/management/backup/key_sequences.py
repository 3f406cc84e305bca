"""The last key that each table gave out: after a restore, no new row may get the key of one that was deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import connection, models

Model = type[models.Model]


def last_keys(tables: Iterable[Model]) -> dict[str, int]:
    """By table, where the database counts by itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
            return {str(name): int(number) for name, number in cursor.fetchall()}
        keys: dict[str, int] = {}
        for model in tables:
            if sequence := _sequence(model):
                cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")  # noqa: S608  (from the database)
                if row := cursor.fetchone():
                    keys[model._meta.db_table] = int(row[0])
        return keys


def continue_after(tables: Iterable[Model], keys: Mapping[str, int]) -> None:
    """Count on from these keys. The rows must have been written."""
    with connection.cursor() as cursor:
        for model in tables:
            table = model._meta.db_table
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                if table in keys:
                    cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, keys[table]])
            elif sequence := _sequence(model):
                last = keys.get(table)
                cursor.execute("SELECT setval(%s::regclass, %s, %s)", [sequence, last or 1, last is not None])


def _sequence(model: Model) -> str | None:
    """The sequence of PostgreSQL that numbers the rows, with its schema and in quotes."""
    key = model._meta.pk
    if not isinstance(key, models.AutoField):
        return None
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, key.column])
        row = cursor.fetchone()
    return row[0] if row else None
