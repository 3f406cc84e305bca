"""The checksum that identifies a catalogue: a release, the draft, or the version that an editor reviewed."""

from __future__ import annotations

import hashlib


def checksum(json: str) -> str:
    """SHA-256 of a catalogue's JSON as UTF-8, in hexadecimal."""
    return hashlib.sha256(json.encode()).hexdigest()
