import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from comparisons.content_files import SHIPPED, ContentError, load_content


class Command(BaseCommand):
    help = "Load content files into the working copy: adds what is missing, and leaves editors' changes alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED, help="Without one: the shipped content.")
        parser.add_argument("--overwrite", action="store_true", help="Bring rows that exist to the files' state too.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            loaded = load_content(options["folder"], overwrite=options["overwrite"], who=_who())
        except ContentError as error:
            raise CommandError(f"Nothing was changed.\n{error}") from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        self.stdout.write(f"{loaded}. This is a draft until it is published.")


def _who() -> str:
    """Whoever is signed in to the machine; empty where it does not know, as in some containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
