"""Runs a command with the system calls and the memory that a unit of systemd allows, without systemd as init.

`python -m tests.deploy.sandbox UNIT WORD...` becomes the command. It reads the unit's own lines, expands groups of
system calls as this machine's systemd does, and loads the filters with libseccomp, as systemd does.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator
from mmap import PROT_EXEC, PROT_WRITE
from pathlib import Path

from tests.deploy.programs import program

ALLOW, REFUSE = 0x7FFF0000, 0x00050001
"""What a filter does with a call: let it through, or fail with EPERM."""
MASKED_EQUAL = 7
NO_NEW_PRIVILEGES = 38


class Comparison(ctypes.Structure):
    """libseccomp's scmp_arg_cmp: applies where the argument, masked, equals the datum."""

    _fields_ = [
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("mask", ctypes.c_uint64),
        ("datum", ctypes.c_uint64),
    ]


def settings_of(unit: Path) -> dict[str, list[str]]:
    """Name -> values of the section [Service]; a name may come several times."""
    lines = unit.read_text(encoding="utf-8").split("[Service]\n")[1].split("\n[")[0].splitlines()
    pairs = [line.split("=", 1) for line in lines if "=" in line and not line.startswith("#")]
    return {name: [value for other, value in pairs if other == name] for name, _value in pairs}


def calls_in(name: str) -> Iterator[str]:
    """The system calls that a group of systemd stands for."""
    if not name.startswith("@"):
        yield name
        return
    words = [program("systemd-analyze"), "syscall-filter", name]
    lines = subprocess.run(words, check=True, capture_output=True, text=True).stdout.splitlines()  # noqa: S603
    for line in lines[1:]:
        if not line.strip().startswith("#"):
            yield from calls_in(line.strip())


def allowed_calls(filters: list[str]) -> set[str]:
    allowed: set[str] = set()
    for names in filters:
        for name in names.removeprefix("~").split():
            group = set(calls_in(name))
            allowed = allowed - group if names.startswith("~") else allowed | group
    return allowed


def load(library: ctypes.CDLL, default: int, action: int, rules: list[tuple[str, list[Comparison]]]) -> None:
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(default))
    for name, comparisons in rules:
        number = library.seccomp_syscall_resolve_name(name.encode())
        array = (Comparison * len(comparisons))(*comparisons)
        # Some calls do not exist on this machine.
        if number >= 0 and library.seccomp_rule_add_array(context, action, number, len(comparisons), array):
            raise OSError(f"libseccomp takes no rule for {name}")
    if library.seccomp_load(context):
        raise OSError("libseccomp cannot load the filter")


def main(unit: str, *words: str) -> None:
    settings = settings_of(Path(unit))
    library = ctypes.CDLL("libseccomp.so.2")
    allowed = allowed_calls(settings["SystemCallFilter"])
    assert ctypes.CDLL(None).prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0
    if settings["MemoryDenyWriteExecute"] == ["yes"]:
        both, execute = PROT_WRITE | PROT_EXEC, PROT_EXEC
        refused = [("mmap", both), ("mprotect", execute), ("pkey_mprotect", execute)]
        load(library, ALLOW, REFUSE, [(name, [Comparison(2, MASKED_EQUAL, bits, bits)]) for name, bits in refused])
    load(library, REFUSE, ALLOW, [(name, []) for name in sorted(allowed)])
    os.execv(words[0], words)  # noqa: S606  (no shell, own words)


if __name__ == "__main__":
    main(*sys.argv[1:])
