from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError

from comparisons.releases.first_run import prepare


class Command(BaseCommand):
    help = "Prepare the database: tables, shipped content, first release, first editor. Skips what exists."
    requires_system_checks = []  # they would read every page and template; `make check` runs them

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            for line in prepare():
                self.stdout.write(line)
        except (DatabaseError, InterfaceError) as error:
            raise CommandError(f"The database cannot be used: {error}") from error
