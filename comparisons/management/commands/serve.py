import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

STOP_TIMEOUT = 20
"""Seconds after which a worker is killed that was asked to stop: a request may wait for a database that hangs."""


class Command(BaseCommand):
    help = "Prepare the database, then serve the site with granian."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *_args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        refuse_busy_port(host, port)
        os.umask(0o077)  # what the servers write is for nobody else
        self._prepare()
        self.stdout.write(f"Plumbline is at http://{host}:{port}/, the editing pages at http://{host}:{port}/admin/")
        self.stdout.flush()
        os.execv(sys.executable, granian(host, port, options["workers"]))  # noqa: S606  (no shell, own arguments)

    def _prepare(self) -> None:
        """Without a database, only a server that has the last release can start."""
        from comparisons.releases import last_release  # noqa: PLC0415  (needs the applications to be loaded)
        from comparisons.releases.database_watch import is_database_failure  # noqa: PLC0415  (as above)

        try:
            call_command("prepare", stdout=self.stdout)
        except CommandError as error:
            if not (is_database_failure(error.__cause__) and last_release.path().exists()):
                raise
            self.stderr.write(f"{error}\nServing the last release. After an upgrade, start again with the database.")


def granian(host: str, port: int, workers: int) -> list[str]:
    """The command that starts the web server. The database must be prepared."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads"]
    command += [str(settings.WORKER_THREADS), "--workers", str(workers), "--workers-kill-timeout", str(STOP_TIMEOUT)]
    command += ["--host", host, "--port", str(port), "--log-level", "warning"]
    return [*command, "config.wsgi:application"]


def refuse_busy_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used: {error.strerror}. Choose another port, for example PORT=8123"
            ) from error
