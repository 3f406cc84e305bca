"""What is wrong with a content file, and where: file, line, item, reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`line` counts from 1, and is 0 for the file as a whole. `item` names the part of the file, outermost first."""

    file: str
    line: int
    item: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}, {self.item}: {self.reason}" if self.item else f"{where}: {self.reason}"


class ContentError(Exception):
    """Content files that cannot be used. Nothing has changed."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
