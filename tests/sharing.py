"""What all processes of a test run share, however many there are: made once, and ended when nobody needs it any more.

The locks are the kernel's, so a process that dies lets go of them.
"""

from __future__ import annotations

import fcntl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TextIO


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """The folder, filled by the first process that asks for it. The others wait until it is full."""
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = Path(tempfile.mkdtemp(dir=folder.parent))
            make(unfinished)
            unfinished.rename(folder)
    return folder


@contextmanager
def running_once(folder: Path, run: Callable[[Path], AbstractContextManager[str]]) -> Iterator[str]:
    """The address of what runs in the folder. The process that started it ends it, once the others have left."""
    folder.mkdir(exist_ok=True)
    record = folder / "address"
    with (folder / "gate").open("w") as gate, (folder / "users").open("w") as users, ExitStack() as ours:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if not record.exists():
            address = ours.enter_context(run(folder))
            record.write_text(address)
            ours.callback(record.unlink)
            ours.callback(_wait_until_alone, gate, users)
        fcntl.flock(users, fcntl.LOCK_SH)
        fcntl.flock(gate, fcntl.LOCK_UN)
        yield record.read_text()


def _wait_until_alone(gate: TextIO, users: TextIO) -> None:
    """Nobody uses it, and nobody gets in, when this returns."""
    while True:
        fcntl.flock(users, fcntl.LOCK_EX)
        fcntl.flock(users, fcntl.LOCK_UN)
        fcntl.flock(gate, fcntl.LOCK_EX)
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # someone came in between
            fcntl.flock(gate, fcntl.LOCK_UN)
        else:
            return
