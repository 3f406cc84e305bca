from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.checks.security.base import check_secret_key, check_secret_key_fallbacks
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Check every environment variable, and print what is in force. Keys and passwords are not shown."
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """A value that cannot be read has stopped the command before."""
        for name, value, origin in settings.IN_FORCE:
            self.stdout.write(f"{name}={value}  ({origin})")
        self.stdout.write(f"Answers requests for these hosts: {', '.join(dict.fromkeys(settings.ALLOWED_HOSTS))}")
        if weaknesses := [*_weaknesses()]:
            raise CommandError("\n".join(weaknesses))


def _weaknesses() -> Iterator[str]:
    """What a server starts with, and should not be run with."""
    advice = "Make one of at least 50 random characters: see “Changing the secret key” in docs/operations.md."
    if check_secret_key(None) and not settings.DEBUG:
        yield f"SECRET_KEY is easy to guess. {advice}"
    if check_secret_key_fallbacks(None):
        yield "SECRET_KEY_FALLBACKS: one of them is easy to guess. Leave it out as soon as you can."
    if settings.FIRST_EDITOR_PASSWORD:
        try:
            validate_password(settings.FIRST_EDITOR_PASSWORD)
        except ValidationError as error:
            yield f"FIRST_EDITOR_PASSWORD: {' '.join(error.messages)} The first editor could not be made."
