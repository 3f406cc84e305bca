import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from comparisons.content_files import SHIPPED, ContentError, load_content


class Command(BaseCommand):
    help = "Load content files into the working copy. Adds missing items; keeps editors' changes."
    requires_system_checks = []  # they would read every page and template; `make check` runs them

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED, help="Default: the shipped content.")
        parser.add_argument("--overwrite", action="store_true", help="Also update existing items from the files.")
        parser.add_argument("--replace", action="store_true", help="Also remove items that the files do not have.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            loaded = load_content(
                options["folder"],
                overwrite=options["overwrite"],
                replace=options["replace"],
                created_by=_username(),
            )
        except ContentError as error:
            raise CommandError(f"Nothing was changed.\n{error}") from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        self.stdout.write(f"{loaded}. Visitors see this once you publish it.")


def _username() -> str:
    """The user who runs the command. Empty where the system does not know, as in some containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
