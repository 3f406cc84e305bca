"""One instance at a time prepares a folder and a database; others wait until it has finished.

The lock of the folder is a file lock, that of PostgreSQL an advisory lock: the system and the database release them
when their holder ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection

NAME = "start.lock"
"""The file in DATA_DIR."""

SERVING = "serving.lock"
"""The file in DATA_DIR that servers hold together, and a restore alone."""


class ServingError(Exception):
    """A server and a restore do not go together."""

    def __init__(self) -> None:
        super().__init__("The site is being served from this DATA_DIR, or a backup is being restored. Stop that first.")


KEY = 0x706C756D
"""Of the advisory lock: any number that nobody else takes."""
PATIENCE = 600.0
"""Seconds to wait for another instance that prepares the database. A migration may take long."""
PAUSE = 0.2


@contextmanager
def folder_locked() -> Iterator[None]:
    """Hold the lock of DATA_DIR. A folder that cannot be written has nothing to protect."""
    try:
        file = (Path(settings.DATA_DIR) / NAME).open("w")
    except OSError:  # read-only, full or not ours
        yield
        return
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def mark_as_serving() -> None:
    """Let no restore begin as long as this process runs, whatever program it becomes. Raises ServingError."""
    file = _flock(fcntl.LOCK_SH)
    if file is not None:
        os.set_inheritable(file, True)


@contextmanager
def not_serving() -> Iterator[None]:
    """Let no server start on this folder meanwhile. Raises ServingError if one runs."""
    file = _flock(fcntl.LOCK_EX)
    try:
        yield
    finally:
        if file is not None:
            os.close(file)


def _flock(kind: int) -> int | None:
    """The open file with the lock; None where the folder cannot be written."""
    try:
        file = os.open(Path(settings.DATA_DIR) / SERVING, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        raise ServingError from None
    return file


@contextmanager
def database_locked(patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of the database. SQLite is in a folder, whose lock is enough.

    Raises OperationalError after waiting for `patience` seconds.
    """
    if connection.vendor != "postgresql":
        yield
        return
    deadline = time.monotonic() + patience
    while not _call("pg_try_advisory_lock"):
        if time.monotonic() > deadline:
            raise OperationalError("Another instance has been preparing the database for too long.")
        time.sleep(PAUSE)
    try:
        yield
    finally:
        with suppress(OperationalError):  # a connection that broke has no lock
            _call("pg_advisory_unlock")


def _call(function: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [KEY])
        return bool(cursor.fetchone()[0])
