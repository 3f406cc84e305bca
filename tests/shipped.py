"""The shipped catalogue, straight from its files, and as rows. A process reads and loads it once."""

from functools import cache
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from comparisons.content_files import SHIPPED, read_content
from comparisons.editing.loading import load
from comparisons.engine import Catalogue
from comparisons.engine.expansion import expanded
from comparisons.models import AuditLogEntry

_inserts: list[tuple[str, list[tuple[object, ...]]]] = []
"""Statements that write the rows, each with the rows that it takes."""


VERSION_1 = Path(__file__).parent / "releases" / "version_1" / "release.json"
"""The last release of version 1 of the method, as it was stored."""


@cache
def shipped_as_written() -> Catalogue:
    return read_content(SHIPPED)


@cache
def shipped_catalogue() -> Catalogue:
    """As a release is read: with an option for each framework where a question asks for that."""
    return expanded(shipped_as_written())


@cache
def version_1_catalogue() -> Catalogue:
    return Catalogue.model_validate_json(VERSION_1.read_bytes())


def load_shipped() -> None:
    """The shipped catalogue as rows of an empty working copy: all but the first time as copies of what was loaded."""
    if _inserts:
        _write_rows()
    else:
        last = AuditLogEntry.objects.order_by("pk").last()
        load(shipped_as_written())
        _inserts.extend([_insert_of(model, last.pk if last else 0) for model in _models()])


def _models():
    return apps.get_app_config("comparisons").get_models(include_auto_created=True)


def _insert_of(model, last_entry):
    """Entries of the audit log are numbered again: those about people may be there already."""
    fields = [field for field in model._meta.concrete_fields if model is not AuditLogEntry or not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table, key = model._meta.db_table, model._meta.pk.column
    only_new = f"WHERE {key} > {last_entry}" if model is AuditLogEntry else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {table} {only_new} ORDER BY {key}")  # noqa: S608  (names of ours)
        return f"INSERT INTO {table} ({names}) VALUES ({marks})", cursor.fetchall()  # noqa: S608


def _write_rows():
    """References are checked when the transaction ends, so the order of tables does not matter."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement, rows in _inserts:
            cursor.executemany(statement, rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), [*_models()]):
            cursor.execute(statement)
