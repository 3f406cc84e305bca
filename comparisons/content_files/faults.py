"""What is wrong with a content file, told so that its author finds it: file, line, place, reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`line` counts from 1 and is 0 where the file as a whole is meant."""

    file: str
    line: int
    place: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}, {self.place}: {self.reason}" if self.place else f"{where}: {self.reason}"


class ContentError(Exception):
    """Content files that cannot be used. Nothing was changed."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
