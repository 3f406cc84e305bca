from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError

from comparisons.management.backup.backup import back_up
from comparisons.presentation.wording import counted
from comparisons.releases import last_backup


class Command(BaseCommand):
    help = "Write the whole database into one file, also while the site is served. The secret key is not in it."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="Replace the file if it exists.")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.exists() and not options["yes"]:
            raise CommandError(f"{path} exists. Choose another name, or replace it with --yes.")
        try:
            manifest = back_up(path)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        except (DatabaseError, InterfaceError) as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        last_backup.save(manifest.made_at, path)
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(
            f"Wrote {counted(rows, 'row')} of {counted(len(manifest.tables), 'table')} to {path}. Keep the secret key "
            f"in another place (its fingerprint is {manifest.key_fingerprint})."
        )
