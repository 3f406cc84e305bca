from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from comparisons.content_files import SHIPPED, write_schemas


class Command(BaseCommand):
    help = "Write the JSON Schemas of the content files. Text editors use them to check and complete YAML."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED, help="Default: the shipped content.")

    def handle(self, *_args: Any, **options: Any) -> None:
        write_schemas(options["folder"])
        self.stdout.write(f"Wrote the schemas to {options['folder'] / 'schema'}.")
