"""Content files in a folder on disk, or in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from comparisons.content_files.faults import ContentError, Fault
from comparisons.content_files.file_names import PARTS, SCENARIOS, SHARED, SUFFIXES, FileNames, content_files


class Files(Protocol):
    """Content files by their names relative to the folder, such as `frameworks/soc-2.yaml`."""

    def names(self) -> list[str]:
        """The files of a catalogue: the required files, even if they are missing, and those of the two folders."""

    def faults(self) -> tuple[Fault, ...]:
        """What lies among the files and cannot be read."""

    def has(self, name: str) -> bool: ...

    def read(self, name: str) -> bytes:
        """Raises ContentError."""


@dataclass(frozen=True)
class Folder:
    """A folder on disk. Files that have nothing to do with content may lie beside it, but not within its folders."""

    path: Path

    def names(self) -> list[str]:
        parts = sorted(name for name in self._files.actual if name not in (*SHARED, SCENARIOS))
        return [*SHARED, *parts]

    def faults(self) -> tuple[Fault, ...]:
        return self._files.faults

    def has(self, name: str) -> bool:
        return name in self._files.actual

    def read(self, name: str) -> bytes:
        try:
            return (self.path / self._files.actual.get(name, name)).read_bytes()
        except OSError as error:
            raise ContentError((Fault(name, 0, "", f"cannot be read: {error.strerror}"),)) from error

    @cached_property
    def _files(self) -> FileNames:
        names = [path.name for path in _entries(self.path) if path.suffix.lower() in SUFFIXES and not path.is_dir()]
        for part in (path for path in _entries(self.path) if path.name.lower() in PARTS and path.is_dir()):
            below = sorted(path for path in part.rglob("*") if not path.is_dir() or path.suffix.lower() in SUFFIXES)
            names += [path.relative_to(self.path).as_posix() for path in below]
        return content_files(names)


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


@dataclass(frozen=True)
class InMemoryFiles:
    """Files in memory, by name."""

    content: Mapping[str, bytes]

    def names(self) -> list[str]:
        return [*SHARED, *sorted(name for name in self.content if name.startswith(tuple(f"{p}/" for p in PARTS)))]

    def faults(self) -> tuple[Fault, ...]:
        return ()

    def has(self, name: str) -> bool:
        return name in self.content

    def read(self, name: str) -> bytes:
        if name not in self.content:
            raise ContentError((Fault(name, 0, "", "is missing"),))
        return self.content[name]
