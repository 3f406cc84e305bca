"""A file whose first line is the SHA-256 of all that follows.

It is replaced as a whole, so readers see the old content or the new one, also after a crash. Only its owner reads it.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path


class DamagedFileError(ValueError):
    """The content does not match its checksum."""


def read(path: Path) -> bytes:
    """The content of the file. Raises OSError, as FileNotFoundError if there is none, and DamagedFileError."""
    digest, _, content = path.read_bytes().partition(b"\n")
    if digest != _digest(content):
        raise DamagedFileError(path)
    return content


def write(path: Path, content: bytes) -> None:
    """Replace the file, unless it is the same already. Makes its folder. Raises OSError, and has then kept it."""
    whole = _digest(content) + b"\n" + content
    if path.exists() and path.read_bytes() == whole:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # readable by its owner alone
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(whole)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
