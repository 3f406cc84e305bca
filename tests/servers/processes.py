"""The processes of a server, as Linux lists them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Process:
    """`memory` is what is in use, in MB."""

    pid: int
    command: str
    memory: float

    @property
    def is_renderer(self) -> bool:
        return "renderer/child.py" in self.command


def process_of(pid: int) -> Process | None:
    """None if it has ended, though its parent may not have asked for its status. Memory goes first, files later."""
    with suppress(OSError):
        fields = dict(line.split(":", 1) for line in (PROC / str(pid) / "status").read_text().splitlines())
        command = (PROC / str(pid) / "cmdline").read_bytes().decode().replace("\0", " ")
        if not fields["State"].strip().startswith("Z"):
            return Process(pid, command, int(fields.get("VmRSS", "0 kB").split()[0]) / 1024)
    return None


def processes_under(pid: int) -> Iterator[Process]:
    """All that this process has started, and those have. Each of its threads has children of its own."""
    for path in (PROC / str(pid) / "task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, path.read_text().split()):
                process = process_of(child)
                if process:
                    yield process
                yield from processes_under(child)


def renderers_under(pid: int) -> list[Process]:
    return [process for process in processes_under(pid) if process.is_renderer]
