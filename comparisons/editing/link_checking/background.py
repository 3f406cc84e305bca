"""One check of links at a time on this machine, in a thread of the worker that starts it.

Its progress is in a file of DATA_DIR, which all workers read. The file is locked as long as the thread runs: after a
crash the lock is gone, and the next check can start.
"""

from __future__ import annotations

import datetime
import fcntl
import json
import logging
import os
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.db import DatabaseError, connection

from comparisons.editing.link_checking.limits import Limits
from comparisons.editing.link_checking.sources import NoNetworkError, check_sources, due_links

NAME = "link-check"
SECONDS = 300
"""No request starts after this time."""
MOST = 500
AGE = datetime.timedelta(days=1)
"""What was checked since then is left alone."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Progress:
    """How many links of the last check are done. `summary` says what came of it, once it has ended."""

    done: int = 0
    total: int = 0
    summary: str = ""
    is_running: bool = False


def start() -> Thread | None:
    """Begin a check; None if one runs. Raises OSError if DATA_DIR cannot be written."""
    file = os.open(state_path(), os.O_RDWR | os.O_CREAT, 0o600)
    if not lock(file):
        os.close(file)
        return None
    write(file, Progress())
    thread = Thread(target=_run, args=(file,), name="link-check", daemon=True)
    thread.start()
    return thread


def progress() -> Progress | None:
    """The check that runs, or the last one; None if there was none."""
    try:
        file = os.open(state_path(), os.O_RDONLY)
    except OSError:
        return None
    try:
        is_running = not lock(file, fcntl.LOCK_SH)
        text = os.pread(file, 4096, 0)
    finally:
        os.close(file)
    with suppress(ValueError, TypeError):
        return Progress(**{**json.loads(text), "is_running": is_running})
    return Progress(is_running=is_running)


def state_path() -> Path:
    """The file with the progress."""
    return Path(settings.DATA_DIR) / NAME


def lock(file: int, kind: int = fcntl.LOCK_EX) -> bool:
    """Lock the file until it is closed, without waiting. Whether nobody else has it locked."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def write(file: int, state: Progress) -> None:
    """Put the progress into the file."""
    text = json.dumps(asdict(state)).encode()
    with suppress(OSError):  # a full disk costs the progress, and not the check
        os.pwrite(file, text.ljust(os.fstat(file).st_size), 0)


def _run(file: int) -> None:
    """Check the links, and close the file and the thread's connection to the database at the end."""
    try:
        check(file)
    except Exception:
        logger.exception("The check of links ended early")
        write(file, Progress(summary="The check ended early: the server's log says why."))
    finally:
        connection.close()
        os.close(file)


def check(file: int) -> None:
    """Check the links that are due. Takes some seconds to `SECONDS`, and the time of the last requests."""
    limits = Limits(user_agent=f"Plumbline link check (+{settings.SITE_URL}/)", run=SECONDS)
    counts: Counter[str] = Counter()
    urls = due_links(AGE, MOST)
    write(file, Progress(0, len(urls)))
    try:
        for _, finding in check_sources(urls, limits):
            counts[finding.outcome if finding else "skipped"] += 1
            write(file, Progress(counts.total(), len(urls)))
        summary = summary_of(counts)
    except (NoNetworkError, DatabaseError) as error:
        summary = str(error)
    write(file, Progress(counts.total(), len(urls), summary))


def summary_of(counts: Counter[str]) -> str:
    """How many links have each outcome, in a sentence."""
    return (
        f"Of {counts.total()} links: {counts['works']} working, {counts['broken']} broken, "
        f"{counts['unclear']} for a person to check, {counts['skipped']} skipped."
    )
