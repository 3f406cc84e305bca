"""Where content files stand: in a folder on disk, or in an archive that was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from comparisons.content_files.faults import ContentError, Fault

SHARED = ("sources.yaml", "aspects.yaml", "criteria.yaml", "crosswalk.yaml")
"""The files that are always there, in the order in which they are read."""

PARTS = ("frameworks", "guides")
"""The folders that hold a file for each of what they are named after."""

SCENARIOS = "scenarios.yaml"
"""Answers with the verdict that they must give. Not a part of the catalogue, and not always there."""


class Files(Protocol):
    """Content files by the names that they have from their folder on, as `frameworks/soc-2.yaml`."""

    def names(self) -> list[str]:
        """Those of a catalogue: the shared ones, whether they are there or not, and what the folders hold."""

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
class Held:
    """Files that are in memory already."""

    content: Mapping[str, bytes]

    def names(self) -> list[str]:
        return [*SHARED, *sorted(name for name in self.content if name.startswith(tuple(f"{p}/" for p in PARTS)))]

    def has(self, name: str) -> bool:
        return name in self.content

    def read(self, name: str) -> bytes:
        if name not in self.content:
            raise ContentError((Fault(name, 0, "", "is missing"),))
        return self.content[name]
