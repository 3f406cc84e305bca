"""A published release as it is stored: its catalogue as JSON, with the checksum of that.

A later version of Plumbline can come across a release that it cannot read: made by a newer version, before a change
that could not keep up with it, or damaged. Such a release is never served, and never keeps another from being served.
"""

from __future__ import annotations

import datetime
import zlib
from dataclasses import dataclass

from comparisons.engine import Catalogue
from comparisons.engine.catalogue import checksum
from comparisons.models import Release


class NoReleaseError(LookupError):
    """There is no such release in memory. Before the first release, there is none at all."""


class UnreadableReleaseError(NoReleaseError):
    """The release is there, and this version cannot read it. The message says why, for the log and for editors."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"Release {number} cannot be read by this version of Plumbline: {reason}")


def read_catalogue(number: int, json: str | bytes) -> Catalogue:
    """The catalogue of release `number`. Raises UnreadableReleaseError."""
    try:
        return Catalogue.model_validate_json(json)
    except ValueError as error:  # pydantic's ValidationError is one
        raise UnreadableReleaseError(number, str(error).partition("\n")[0]) from error


@dataclass(frozen=True)
class StoredRelease:
    """A release in memory, with its catalogue as compressed JSON. That is empty if it does not match the checksum."""

    checksum: str
    published_at: datetime.datetime
    json: bytes

    @classmethod
    def of(cls, row: Release) -> StoredRelease:
        is_intact = checksum(row.catalogue) == row.sha256
        return cls(row.sha256, row.published_at, zlib.compress(row.catalogue.encode()) if is_intact else b"")

    def catalogue(self, number: int) -> Catalogue:
        """Takes longer than rendering most pages. Raises UnreadableReleaseError."""
        if not self.json:
            raise UnreadableReleaseError(number, "it does not match its checksum")
        return read_catalogue(number, zlib.decompress(self.json))
