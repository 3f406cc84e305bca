"""The checksum by which a catalogue is known: of a release, of the working copy, of what an editor reviewed."""

from __future__ import annotations

import hashlib


def checksum(json: str) -> str:
    """SHA-256 of a catalogue's JSON as UTF-8, in hexadecimal."""
    return hashlib.sha256(json.encode()).hexdigest()
