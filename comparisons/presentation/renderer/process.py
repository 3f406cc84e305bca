"""A renderer as its parent sees it: a process that is started when there is a job, and replaced when it fails."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from multiprocessing import Pipe
from pathlib import Path
from threading import Timer
from typing import Any

PROGRAM = Path(__file__).with_name("child.py")
KEPT = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR")
"""What a renderer knows of our environment, beside Python's own variables: no secret key, no password."""

MAX_JOBS = 500
"""Jobs after which a renderer is replaced."""
MAX_MEMORY = 256 << 20
"""Bytes above which a renderer is replaced. Ten comparisons of five take it there, other files to some 170 MB."""
GRACE = 5.0
"""Seconds after the time limit, when a renderer ends by itself if its parent was killed."""
IDLE = 60.0
"""Seconds without a job, after which a renderer ends by itself and gives its memory back."""

logger = logging.getLogger(__name__)


class RenderingUnavailableError(Exception):
    """The file cannot be made at this moment, and perhaps can in a few seconds."""


class DocumentError(Exception):
    """The template does not take this document. Trying again will not help."""


@dataclass(frozen=True)
class Job:
    """What to render: a template of typst, what it reads as `sys.inputs`, and options of typst's `compile`."""

    template: str
    inputs: Mapping[str, str]
    options: Mapping[str, Any]


class Child:
    """A running process. `seconds` is the time limit of a job, `fonts` a folder with fonts beside those of typst.

    Raises OSError if no process can be started.
    """

    def __init__(self, seconds: float, fonts: str = "") -> None:
        self.jobs = 0
        self._connection, theirs = Pipe()
        try:
            # No session and no group of its own: it is stopped with the server, and weighed against it.
            self.process = subprocess.Popen(  # noqa: S603  (no shell, own arguments)
                [sys.executable, "-P", str(PROGRAM), str(seconds + GRACE), str(IDLE), fonts],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=environment(),
            )
        except BaseException:
            self._connection.close()
            raise
        finally:
            theirs.close()

    @property
    def is_ready(self) -> bool:
        """Nothing can be read between two jobs, unless the process has hung up."""
        return self.process.poll() is None and not self._connection.poll()

    def render(self, job: Job, seconds: float) -> tuple[str, int, bytes]:
        """An error, the memory in bytes and the file. Raises OSError or EOFError if the process ends or is ended."""
        timer = Timer(seconds, self.process.kill)
        timer.daemon = True
        timer.start()
        try:
            self._connection.send(asdict(job))
            facts, content = json.loads(self._connection.recv_bytes()), self._connection.recv_bytes()
        finally:
            timer.cancel()
        self.jobs += 1
        return facts["error"], facts["memory"], content

    def end(self) -> int:
        """End the process, if it has not ended by itself. Its exit status."""
        self._connection.close()
        self.process.kill()
        return self.process.wait()


class Renderer:
    """One process at a time, for one thread at a time. `seconds` and `fonts` are those of its `Child`."""

    def __init__(
        self, seconds: float, fonts: str = "", *, max_jobs: int = MAX_JOBS, max_memory: int = MAX_MEMORY
    ) -> None:
        self.child: Child | None = None
        self.seconds = seconds
        self.fonts = fonts
        self._max_jobs, self._max_memory = max_jobs, max_memory

    def render(self, job: Job) -> bytes:
        """The file. Raises RenderingUnavailableError, and DocumentError for a document that cannot be set."""
        try:
            child = self._ready_child()
            error, memory, content = child.render(job, self.seconds)
        except (OSError, EOFError, RuntimeError) as failure:  # RuntimeError: no thread can be started
            status = self.end()
            logger.error("A renderer failed with %r; its exit status is %s", failure, status)  # noqa: TRY400  (one line)
            raise RenderingUnavailableError from failure
        except BaseException:
            self.end()  # or its answer would go to the next job
            raise
        if child.jobs >= self._max_jobs or memory > self._max_memory:
            self.end()
        if error:
            raise DocumentError(error)
        return content

    def end(self) -> int | None:
        """End the process; the next job starts another."""
        child, self.child = self.child, None
        return child.end() if child else None

    def _ready_child(self) -> Child:
        if self.child and not self.child.is_ready:
            self.end()
        if self.child is None:
            self.child = Child(self.seconds, self.fonts)
        return self.child


def environment() -> dict[str, str]:
    """Ours, without what a renderer has no use for. One thread renders: the others would take turns with pages."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT or name.startswith("PYTHON")}
    return {**kept, "RAYON_NUM_THREADS": "1"}
