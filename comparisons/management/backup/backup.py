"""Writing a backup while the site is served."""

from __future__ import annotations

from pathlib import Path

from django.db import connection
from django.utils import timezone

import comparisons
from comparisons.management.backup import key_sequences
from comparisons.management.backup.archive import FORMAT, Manifest, Writer, key_fingerprint
from comparisons.management.backup.tables import applied_migrations, lines_of, models_after, one_moment


def back_up(path: Path) -> Manifest:
    """Write the whole database into a file that only its owner reads. Replaces a file of this name, once it is whole.

    Raises OSError, DatabaseError.
    """
    writer = Writer(path)
    try:
        manifest = _write(writer)
        writer.finish(manifest)
    except BaseException:
        writer.abandon()
        raise
    return manifest


def _write(writer: Writer) -> Manifest:
    with one_moment():
        migrations = applied_migrations()
        tables = models_after(migrations)
        return Manifest(
            format=FORMAT,
            version=comparisons.__version__,
            made_at=timezone.now().isoformat(timespec="seconds"),
            database=connection.vendor,
            key_fingerprint=key_fingerprint(),
            migrations=migrations,
            tables={model._meta.db_table: writer.add_table(model._meta.db_table, lines_of(model)) for model in tables},
            last_keys=key_sequences.last_keys(tables),
        )
