from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from comparisons.editing.reset_second_factor import reset_second_factor


class Command(BaseCommand):
    help = "Take away the second factor of someone who lost it. They set up a new one when they sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            person = User.objects.get(username=options["username"])
        except User.DoesNotExist as error:
            raise CommandError(f"No account is named “{options['username']}”.") from error
        reset_second_factor(person, "")
        self.stdout.write(f"{person} has no second factor any more.")
