"""Putting a backup in place of a database: as a whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from comparisons.management.backup import key_sequences
from comparisons.management.backup.archive import Reader
from comparisons.management.backup.tables import Migration, models_after, write_rows
from comparisons.releases import last_release

KEPT = ".before-restore"
"""Ending of the SQLite file that a restore replaced."""


class RestoreError(Exception):
    """Nothing was changed, for the reason that this says."""


def refuse_newer_schema(archive: Reader) -> None:
    """Raises RestoreError for an archive whose tables this version does not know."""
    unknown = sorted({*archive.manifest.migrations} - {*MigrationLoader(None).graph.nodes})
    if unknown:
        names = ", ".join(f"{app} {name}" for app, name in unknown)
        raise RestoreError(
            f"Plumbline {archive.manifest.version} made this backup, and its tables are newer than this version's "
            f"({names}). Install that version, then restore."
        )


def has_tables() -> bool:
    """Whether a restore would overwrite something."""
    return "auth_user" in connection.introspection.table_names()


def restore(archive: Reader) -> int:
    """Replace the whole database, migrate it to this version, and return the number of rows of the archive.

    Nobody may be using the database. SQLite's former file is kept beside the new one.
    """
    if connection.vendor == "sqlite":
        with _new_sqlite_file():
            number = _fill(archive)
    else:
        _refuse_other_connections()
        with transaction.atomic():
            _drop_tables()
            number = _fill(archive)
    with suppress(FileNotFoundError):
        last_release.path().unlink()
    return number


def _fill(archive: Reader) -> int:
    migrations = archive.manifest.migrations
    MigrationExecutor(connection).migrate(_leaves(migrations))
    tables, number = models_after(migrations), 0
    with transaction.atomic():
        if connection.vendor == "postgresql":  # a migration may have made them immediate for the whole transaction
            connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
        for model in tables:
            number += write_rows(model, archive.lines(model._meta.db_table))
        key_sequences.continue_after(tables, archive.manifest.last_keys)
        connection.check_constraints()
    call_command("migrate", verbosity=0, interactive=False)
    return number


def _leaves(migrations: list[Migration]) -> list[Migration]:
    """The last ones of each app. Django would take another one for a wish to go back to it."""
    nodes, chosen = MigrationLoader(None).graph.node_map, {*migrations}
    has_next = {
        key for key in migrations for node in nodes[key].children if node.key in chosen and node.key[0] == key[0]
    }
    return [key for key in migrations if key not in has_next]


@contextmanager
def _new_sqlite_file() -> Iterator[None]:
    """Let the connection write a new file, which takes the place of the old one if all goes well."""
    old = Path(str(connection.settings_dict["NAME"]))
    new = old.with_name(f"{old.name}.restoring")
    _remove(new)
    connection.close()
    connection.settings_dict["NAME"] = new
    try:
        yield
        _write_out()
    except BaseException:
        connection.close()
        _remove(new)
        raise
    finally:
        connection.close()
        connection.settings_dict["NAME"] = old
    if old.exists():
        _write_out()  # or its write-ahead log would be taken for one of the new file
        connection.close()
        old.replace(old.with_name(old.name + KEPT))
    new.replace(old)


def _write_out() -> None:
    """Bring all that is in the write-ahead log into the file, and the file to the disk."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_blocked = cursor.fetchone()[0]
    if is_blocked:
        raise RestoreError("Another program uses the database. Stop the site, then restore.")
    file = os.open(connection.settings_dict["NAME"], os.O_RDONLY)
    os.fsync(file)
    os.close(file)


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).unlink()


def _refuse_other_connections() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
        [number] = cursor.fetchone()
    if number:
        raise RestoreError(f"{number} other connections use the database. Stop every server, then restore.")


def _drop_tables() -> None:
    """Every table of the product, and Django's list of migrations; tables of others stay."""
    ours = {model._meta.db_table for model in models_after(MigrationLoader(None).graph.nodes)} | {"django_migrations"}
    ours |= {name for name in connection.introspection.table_names() if name.startswith("comparisons_")}
    with connection.cursor() as cursor:
        for table in sorted(ours):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
