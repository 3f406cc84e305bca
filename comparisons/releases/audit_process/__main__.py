"""The process: reads catalogues from its standard input, and writes a line for each thing that it knows.

It gives way to requests, ends by itself when nobody reads what it writes, and does not outlive its time by much.
"""

from __future__ import annotations

import os
import signal
import sys
import time

from comparisons.releases.audit_process.compute import compute
from comparisons.releases.audit_process.process import JOB, NICENESS
from comparisons.releases.audit_process.results import Named, Progress, to_json

PROGRESS_INTERVAL = 0.2
"""Seconds between two lines about the progress."""


class Lines:
    """Standard output. Each result is a line, and progress is one now and then."""

    def __init__(self) -> None:
        self._next_progress = 0.0

    def emit(self, value: Progress | Named) -> None:
        if isinstance(value, Progress):
            if time.monotonic() < self._next_progress:
                return
            self._next_progress = time.monotonic() + PROGRESS_INTERVAL
        sys.stdout.buffer.write(to_json(value) + b"\n")
        sys.stdout.buffer.flush()


def main() -> None:
    for number in (signal.SIGINT, signal.SIGPIPE):  # end at once, and without a trace
        signal.signal(number, signal.SIG_DFL)
    job = JOB.validate_json(sys.stdin.buffer.read())
    signal.alarm(job.seconds)
    os.nice(NICENESS)
    compute(job.pair, job.missing, Lines().emit)


if __name__ == "__main__":
    main()
