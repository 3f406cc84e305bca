from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from comparisons.content_files import SHIPPED, Folder, check_content
from comparisons.presentation.wording import counted


class Command(BaseCommand):
    help = "List the errors and warnings of content files, each with its line. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED, help="Default: the shipped content.")

    def handle(self, *_args: Any, **options: Any) -> None:
        checked = check_content(Folder(options["folder"]), timezone.now().date())
        for fault in checked.errors:
            self.stdout.write(f"error: {fault}")
        for fault in checked.warnings:
            self.stdout.write(f"warning: {fault}")
        if checked.errors:
            raise CommandError(f"{counted(len(checked.errors), 'error')}.")
        self.stdout.write(f"No errors, {counted(len(checked.warnings), 'warning')}.")
