"""A thread that asks the database for new releases, and knows by that whether the database answers.

It asks every `INTERVAL` seconds and waits at most `DEADLINE` seconds. A database that is down or hangs therefore
changes no public page, and editing pages can be refused at once.
"""

from __future__ import annotations

import logging
import threading
import time

from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    NotSupportedError,
    ProgrammingError,
    connections,
)

from comparisons.releases import last_release, release_cache

INTERVAL = 1.5
DEADLINE = 3.0
PATIENCE = 60.0
"""Seconds after which a thread whose query hangs is given up, and another thread asks."""

FAULTS_OF_OURS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
"""Errors by which a database refuses a statement. The others say that it is down, hangs, is full or read-only."""

logger = logging.getLogger(__name__)

_up = threading.Event()
_up.set()


def is_database_up() -> bool:
    """Whether the database answered when it was last asked, at most some five seconds ago. Asks nothing now."""
    return _up.is_set()


def is_database_failure(error: BaseException | None) -> bool:
    """Whether the database cannot do what it was asked, for the moment and whatever it was."""
    return isinstance(error, DatabaseError | InterfaceError) and not isinstance(error, FAULTS_OF_OURS)


def start() -> None:
    """Load the releases, and keep looking for new ones. Waits at most `DEADLINE` seconds for the database.

    If it does not answer, the last release that this server knew is served until it does.
    """
    release_cache.load_last()
    first_load = threading.Event()
    threading.Thread(target=_watch, args=(first_load,), name="releases", daemon=True).start()
    first_load.wait(DEADLINE)
    if not release_cache.is_complete():
        edition = release_cache.current_number()
        logger.warning("Started without the database: serving release %s from %s", edition, last_release.path())


def _watch(first_load: threading.Event) -> None:
    while True:
        refreshing = threading.Thread(target=_refresh_or_log, args=(first_load,), name="releases-refresh", daemon=True)
        refreshing.start()
        refreshing.join(DEADLINE)
        if refreshing.is_alive():
            _up.clear()
            logger.warning("The database does not answer, still serving release %s", release_cache.current_number())
            refreshing.join(PATIENCE)
        time.sleep(INTERVAL)


def _refresh_or_log(first_load: threading.Event) -> None:
    try:
        release_cache.refresh()
        _up.set()
    except (DatabaseError, InterfaceError) as error:
        if is_database_failure(error):
            _up.clear()
        logger.warning(
            "The database cannot be read, still serving release %s: %s", release_cache.current_number(), error
        )
    except Exception:
        logger.exception("Releases could not be loaded, still serving release %s", release_cache.current_number())
    finally:
        first_load.set()
        connections.close_all()
