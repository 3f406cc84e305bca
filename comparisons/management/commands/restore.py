import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError

from comparisons.management.backup.archive import ArchiveError, Reader, key_fingerprint
from comparisons.management.backup.restore import RestoreError, has_tables, refuse_newer_schema, restore
from comparisons.presentation.wording import counted
from comparisons.releases import start_lock


class Command(BaseCommand):
    help = "Replace the whole database by a backup. The site must be stopped."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="Overwrite the database without asking.")

    def handle(self, *_args: Any, **options: Any) -> None:
        os.umask(0o077)  # what it writes is for nobody else
        try:
            archive = Reader(options["file"])
            refuse_newer_schema(archive)
            self._confirm(archive, has_consent=options["yes"])
            with start_lock.not_serving():
                number = restore(archive)
        except (ArchiveError, RestoreError, start_lock.ServingError) as error:
            raise CommandError(f"Nothing was changed. {error}") from error
        except (DatabaseError, InterfaceError) as error:
            raise CommandError(f"Nothing was changed. The database cannot be used: {error}") from error
        self.stdout.write(f"Restored {counted(number, 'row')}, as they were at {archive.manifest.made_at}.")
        if archive.manifest.key_fingerprint != key_fingerprint():
            self.stderr.write(
                "The backup was made with another secret key. Put that key into SECRET_KEY or SECRET_KEY_FALLBACKS, or "
                "sessions end and draft links stop working."
            )

    def _confirm(self, archive: Reader, *, has_consent: bool) -> None:
        if has_consent or not has_tables():
            return
        if not sys.stdin.isatty():
            raise CommandError("The database is not empty. To overwrite it, add --yes.")
        self.stdout.write(f"This replaces everything in the database by a backup of {archive.manifest.made_at}.")
        if input("Overwrite it? Type yes: ") != "yes":
            raise CommandError("Nothing was changed.")
