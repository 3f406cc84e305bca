from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Check every environment variable, and print what is in force. Keys and passwords are not shown."
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """A value that cannot be read has stopped the command before."""
        for name, value, origin in settings.IN_FORCE:
            self.stdout.write(f"{name}={value}  ({origin})")
        self.stdout.write(f"Answers requests for these hosts: {', '.join(dict.fromkeys(settings.ALLOWED_HOSTS))}")
