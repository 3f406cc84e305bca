"""Results in a folder that all workers of a machine share, with a lock for the one that works something out.

A result follows from its catalogues, whose keys are its name. So a file that is missing, damaged or of another
format costs no more than working it out again, and a folder that cannot be written costs its sharing.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from comparisons.engine.audit import FORMAT
from comparisons.releases import checked_file
from comparisons.releases.audit_process.results import Named, Progress, Result, from_line, result_named, to_json

LOCK, PROGRESS = "lock", "progress"
KEPT = 200
"""How many results are kept, those that were used last. Each takes some 5 to 100 kB."""

logger = logging.getLogger(__name__)


class Store:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.{FORMAT}"

    def read(self, name: str) -> Result | None:
        """The result, or None if there is none that can be read."""
        path = self.path(name)
        try:
            result = result_named(name, checked_file.read(path))
            os.utime(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:  # a damaged file is a ValueError, too
            logger.warning("%s is not used: %r", path, error)
            return None
        return result

    def write(self, name: str, result: Result) -> None:
        """Without room or permission, it costs a line in the log: only the worker that has the result knows it then."""
        try:
            checked_file.write(self.path(name), to_json(Named(name, result)))
            self._prune()
        except OSError as error:
            logger.warning("An audit is not kept, so other workers and the next start work it out again: %s", error)

    def _prune(self) -> None:
        """Delete what was not used for longest. Files that a write left unfinished count, and go too."""
        files = [path for path in self.folder.iterdir() if path.name not in {LOCK, PROGRESS}]
        for path in sorted(files, key=_used_at)[:-KEPT]:
            path.unlink(missing_ok=True)

    def progress(self, name: str) -> Progress:
        """How far the worker is that works this out, as far as it is known."""
        with suppress(OSError, ValueError):
            owner, _, line = (self.folder / PROGRESS).read_bytes().partition(b"\n")
            value = from_line(line)
            if owner.decode() == name and isinstance(value, Progress):
                return value
        return Progress(0, 0)

    def write_progress(self, name: str, progress: Progress) -> None:
        """Not synchronised with the disk, and not checked: nothing depends on it."""
        with suppress(OSError):
            (self.folder / PROGRESS).write_bytes(name.encode() + b"\n" + to_json(progress))

    @contextmanager
    def locked(self) -> Iterator[int | None]:
        """Wait until no other worker of this machine works something out, and keep them waiting meanwhile.

        The descriptor of the lock can be handed on to a process, which then holds it as well. It is None if the folder
        cannot have a lock; then each worker goes its own way.
        """
        descriptor = self._open_lock()
        try:
            yield descriptor
        finally:
            if descriptor is not None:
                os.close(descriptor)

    def _open_lock(self) -> int | None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(self.folder / LOCK, os.O_RDONLY | os.O_CREAT, 0o600)
        except OSError as error:
            logger.warning("Audits go without a lock between workers: %s", error)
            return None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError as error:  # a file system without locks
            logger.warning("Audits go without a lock between workers: %s", error)
        return descriptor


def _used_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another worker has just deleted it
        return 0.0
