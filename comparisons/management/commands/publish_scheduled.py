from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError

from comparisons.models import Release
from comparisons.releases.schedule import publish_due


class Command(BaseCommand):
    help = "Publish what a publisher has scheduled, if its time has come. For a timer, every few minutes."
    requires_system_checks = []  # a timer calls it often

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            result = publish_due()
        except (DatabaseError, InterfaceError) as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        if isinstance(result, Release):
            self.stdout.write(f"{result} is published, as scheduled by {result.published_by}.")
        elif result is not None:
            raise CommandError(f"The scheduled {result} was not published. {result.refusal}")
