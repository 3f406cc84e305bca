"""Content files in a folder on disk, or in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from comparisons.content_files.faults import ContentError, Fault

SHARED = ("sources.yaml", "aspects.yaml", "criteria.yaml", "crosswalk.yaml")
"""The required files, in the order in which they are read."""

PARTS = ("frameworks", "guides")
"""The folders with one file for each framework and guide."""

SCENARIOS = "scenarios.yaml"
"""Answers with the verdict that they must give. An optional file, and not part of the catalogue."""


class Files(Protocol):
    """Content files by their names relative to the folder, such as `frameworks/soc-2.yaml`."""

    def names(self) -> list[str]:
        """The files of a catalogue: the required files, even if they are missing, and those of the two folders."""

    def has(self, name: str) -> bool: ...

    def read(self, name: str) -> bytes:
        """Raises ContentError."""


@dataclass(frozen=True)
class Folder:
    """A folder on disk."""

    path: Path

    def names(self) -> list[str]:
        names = [*SHARED]
        for part in PARTS:
            names += sorted(f"{part}/{path.name}" for path in (self.path / part).glob("*.yaml"))
        return names

    def has(self, name: str) -> bool:
        return (self.path / name).exists()

    def read(self, name: str) -> bytes:
        try:
            return (self.path / name).read_bytes()
        except OSError as error:
            raise ContentError((Fault(name, 0, "", f"cannot be read: {error.strerror}"),)) from error


@dataclass(frozen=True)
class InMemoryFiles:
    """Files in memory, by name."""

    content: Mapping[str, bytes]

    def names(self) -> list[str]:
        return [*SHARED, *sorted(name for name in self.content if name.startswith(tuple(f"{p}/" for p in PARTS)))]

    def has(self, name: str) -> bool:
        return name in self.content

    def read(self, name: str) -> bytes:
        if name not in self.content:
            raise ContentError((Fault(name, 0, "", "is missing"),))
        return self.content[name]
