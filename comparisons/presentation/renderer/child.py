"""The program of a renderer: sets what its parent sends, with typst, until the parent hangs up.

It runs as a script and imports nothing of Plumbline, so it starts in a twentieth of a second and holds nothing but
typst. Its standard input is one end of the parent's connection. A job comes as a dictionary: the file of the template,
the inputs of the template and typst's options. The answer is two messages: facts as JSON (an error, empty if there is
none, and the memory in use, in bytes), then the file.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

PRIORITY = 10
"""Pages come first: a tenth of their share of a processor. The lowest, 19, would be a seventieth, and time out."""


def main(seconds: float, idle: float, fonts: str) -> None:
    """Serve the parent. `seconds` is the longest that a job may take when nobody is left to end it.

    After `idle` seconds without a job, the process ends and gives its memory back. `fonts` is a folder with more fonts
    than those of typst, empty for none.
    """
    os.nice(PRIORITY)
    for number in (signal.SIGINT, signal.SIGTERM):  # meant for the server, which finishes what it has begun
        signal.signal(number, signal.SIG_IGN)
    with Connection(sys.stdin.fileno()) as connection:
        while connection.poll(idle):
            job = connection.recv()
            signal.setitimer(signal.ITIMER_REAL, seconds)  # ends the process, whatever it is in the middle of
            error, content = rendered(job, fonts)
            signal.setitimer(signal.ITIMER_REAL, 0)
            connection.send_bytes(json.dumps({"error": error, "memory": memory()}).encode())
            connection.send_bytes(content)


def rendered(job: dict[str, Any], fonts: str) -> tuple[str, bytes]:
    """What went wrong, and the file."""
    try:
        content = compiler(job["template"], fonts).compile(sys_inputs=job["inputs"], **job["options"])
    except Exception as error:  # noqa: BLE001  (typst's own, or that of a value that it does not take)
        return f"{type(error).__name__}: {error}", b""
    return ("", content) if isinstance(content, bytes) else ("The template makes more than one file", b"")


@cache
def compiler(template: str, fonts: str) -> Any:
    """Made once for each template, because that reads the fonts."""
    import typst  # noqa: PLC0415  (after the priority is set)

    root, folders = str(Path(template).parent), [fonts] if fonts else []
    return typst.Compiler(template, root=root, font_paths=folders, ignore_system_fonts=True)


def memory() -> int:
    """Bytes in use. Where there is no /proc, at most so far: on Linux, that would count what our parent used."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    try:
        main(float(sys.argv[1]), float(sys.argv[2]), sys.argv[3])
    except (EOFError, OSError):  # the parent has ended
        sys.exit()
