import os
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError

from comparisons.releases.first_run import prepare


class Command(BaseCommand):
    help = "Prepare static files and database: tables, shipped content, first release, first editor. Skips what exists."
    requires_system_checks = []  # they would read every page and template; `make check` runs them

    def handle(self, *_args: Any, **_options: Any) -> None:
        mask = os.umask(0o077)  # what it writes is for nobody else
        try:
            for line in prepare(is_terminal=self.stdout.isatty()):
                self.stdout.write(line)
        except ValidationError as error:
            raise CommandError(f"FIRST_EDITOR_PASSWORD: {' '.join(error.messages)}") from error
        except OSError as error:
            raise CommandError(f"The folder DATA_DIR cannot be used: {error}") from error
        except (DatabaseError, InterfaceError) as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        finally:
            os.umask(mask)
