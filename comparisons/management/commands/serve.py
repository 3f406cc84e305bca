import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from comparisons.releases import start_lock

STOP_TIMEOUT = 20
"""Seconds after which a worker is killed that was asked to stop: a request may wait for a database that hangs."""

SOCKET_MODE = "0o660"
"""The proxy has to be in the group of the socket: others on the machine could claim any address to be theirs."""

EVERY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104  (recognised, not chosen)


class Command(BaseCommand):
    help = "Prepare the database, then serve the site with granian."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *_args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        if settings.SOCKET:
            refuse_busy_socket(settings.SOCKET)
        else:
            refuse_busy_port(host, port)
        os.umask(0o077)  # what the servers write is for nobody else
        self._prepare()
        try:
            start_lock.mark_as_serving()
        except start_lock.ServingError as error:
            raise CommandError(str(error)) from error
        for line in [*place(host, port), *names_to_know(host)]:
            self.stdout.write(line)
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


def place(host: str, port: int) -> Iterator[str]:
    """Where the site is."""
    if not settings.SOCKET:
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}{settings.SITE_PATH}/"
        yield f"Plumbline is at {address}, the editing pages at {address}admin/"
        return
    yield f"Plumbline is at the socket {settings.SOCKET}, for a proxy that connects to it."
    if not settings.BEHIND_PROXY:
        yield "On a socket, all visitors have one address: set BEHIND_PROXY=true, and X-Forwarded-For in the proxy."


def names_to_know(host: str) -> Iterator[str]:
    """What to set if other machines are meant to reach the site, and it knows no name under which they could."""
    if not settings.SOCKET and host in EVERY_ADDRESS and {*settings.ALLOWED_HOSTS} <= {*settings.LOOPBACK}:
        yield (
            f"It listens on every address of this machine, and answers only to {', '.join(settings.LOOPBACK)}. "
            "Set SITE_URL to the address that visitors type, for example SITE_URL=http://192.0.2.7:8000, or add "
            "host names to ALLOWED_HOSTS."
        )


def granian(host: str, port: int, workers: int) -> list[str]:
    """The command that starts the web server. The database must be prepared."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads"]
    command += [str(settings.WORKER_THREADS), "--workers", str(workers), "--workers-kill-timeout", str(STOP_TIMEOUT)]
    command += ["--host", host, "--port", str(port), "--log-level", "warning"]
    if settings.SOCKET:
        command += ["--uds", settings.SOCKET, "--uds-permissions", SOCKET_MODE]
    return [*command, "config.wsgi:application"]


def refuse_busy_socket(path: str) -> None:
    """Remove the socket that a killed server left, and nothing else."""
    try:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect(path)
    except FileNotFoundError:
        if os.access(Path(path).parent, os.W_OK):
            return
        raise CommandError(f"SOCKET: there is no folder {Path(path).parent} in which a socket can be made.") from None
    except ConnectionRefusedError:  # nobody listens
        if Path(path).is_socket():
            Path(path).unlink()
            return
        raise CommandError(f"SOCKET: {path} is a file, and no socket.") from None
    except OSError as error:
        raise CommandError(f"SOCKET: {path} cannot be used: {error.strerror}.") from None
    raise CommandError(f"SOCKET: another server listens on {path}. Stop it, or choose another path.")


def refuse_busy_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used: {error.strerror}. Choose another port, for example PORT=8123"
            ) from error
