"""A thread that publishes what is scheduled once its time has come. Each worker has one; one of them publishes."""

from __future__ import annotations

import logging
import threading
import time

from django.db import DatabaseError, InterfaceError, connections

from comparisons.models import Release
from comparisons.releases import release_cache, schedule

INTERVAL = 10.0
"""Seconds between two looks."""

logger = logging.getLogger(__name__)


class Watch:
    """Looks whether something is due. A failure is logged once, until a look succeeds again."""

    def __init__(self) -> None:
        self.is_failing = False

    def look(self) -> None:
        """Publish what is due. Raises nothing: the next look tries again."""
        try:
            if schedule.is_due():
                log(schedule.publish_due())
        except (DatabaseError, InterfaceError) as error:
            self._log_once("The database cannot be used, so nothing is published at its time: %s", error)
        except Exception as error:  # noqa: BLE001  (a thread that ended would publish nothing any more)
            self._log_once("What is scheduled could not be published; the next look tries again: %r", error)
        else:
            self.is_failing = False

    def _log_once(self, message: str, error: Exception) -> None:
        if not self.is_failing:
            logger.error(message, error)
        self.is_failing = True


def log(result: object) -> None:
    """Say what came of it, and serve a new release at once."""
    if isinstance(result, Release):
        logger.info("%s is published as scheduled by %s", result, result.published_by)
        release_cache.refresh()
    elif result is not None:
        logger.warning("The scheduled %s was refused: the desk says why", result)


def start() -> None:
    """Look every `INTERVAL` seconds, from now on."""
    threading.Thread(target=_watch, name="scheduled-releases", daemon=True).start()


def _watch() -> None:
    watch = Watch()
    while True:
        watch.look()
        connections.close_all()
        time.sleep(INTERVAL)
