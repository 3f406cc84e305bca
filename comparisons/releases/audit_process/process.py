"""Starts the process that audits, follows it, and ends it when its time is over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pydantic import TypeAdapter

from comparisons.releases.audit_process.results import Emit, Pair, from_line

WORDS = (sys.executable, "-m", __name__.rpartition(".")[0])
ROOT = Path(__file__).parents[3]
TIME_LIMIT = 300
"""Seconds. The shipped catalogue takes a few."""
GRACE = 5
"""Seconds that the process has beyond its limit: then it ends by itself, where whoever started it is gone."""
NICENESS = 10
"""How far it stands back for the workers, out of 19."""
SINGLE = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Keeps numpy from starting threads that it does not use here."""


class AuditProcessError(Exception):
    """Nothing came of it, or not all. The message is a sentence for editors."""


@dataclass(frozen=True, eq=False)
class Job:
    """What the process is to do, and in how many seconds."""

    pair: Pair
    missing: tuple[str, ...]
    seconds: int


JOB: TypeAdapter[Job] = TypeAdapter(Job)


class AuditProcess:
    """A way to `compute` that takes another process. The words are the command that starts it."""

    def __init__(self, words: Sequence[str] = WORDS, time_limit: float = TIME_LIMIT) -> None:
        self._words = words
        self._time_limit = time_limit

    def compute(self, pair: Pair, missing: Collection[str], emit: Emit, lock: int | None = None) -> None:
        """Raises AuditProcessError. The process holds the lock too, so none starts beside one that is left over."""
        job = Job(pair, tuple(missing), int(self._time_limit) + GRACE)
        is_late = threading.Event()
        with self._start(lock) as process:
            timer = threading.Timer(self._time_limit, _stop, (process, is_late))
            timer.daemon = True
            timer.start()
            try:
                _follow(process, JOB.dump_json(job), emit)
            except BaseException:
                process.kill()
                raise
            finally:
                process.wait()
                timer.cancel()
        if process.returncode:
            late = f"It took longer than {self._time_limit:g} seconds, and was stopped."
            raise AuditProcessError(late if is_late.is_set() else _reason(process.returncode))

    def _start(self, lock: int | None) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603  (our own words, no shell)
                self._words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=ROOT,
                env=os.environ | SINGLE,
                pass_fds=() if lock is None else (lock,),
            )
        except OSError as error:
            raise AuditProcessError(f"The server cannot start a process for it: {error.strerror}.") from error


def _stop(process: subprocess.Popen[bytes], is_late: threading.Event) -> None:
    is_late.set()
    process.kill()


def _follow(process: subprocess.Popen[bytes], job: bytes, emit: Emit) -> None:
    """Hand the job over, and everything on that the process writes. It reads all before it writes anything."""
    stdin, stdout = _pipes(process)
    try:
        with stdin:
            stdin.write(job)
    except BrokenPipeError:
        pass  # it has ended already; its return code says how
    try:
        for line in stdout:
            emit(from_line(line))
    except ValueError as error:
        raise AuditProcessError("The process for it wrote something that cannot be read.") from error


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise TypeError("The process has no pipes.")
    return process.stdin, process.stdout


def _reason(returncode: int) -> str:
    if returncode < 0:
        return f"The process for it was ended by {signal.Signals(-returncode).name}. Is there enough memory?"
    return f"The process for it failed with status {returncode}. The log of the server says why."
