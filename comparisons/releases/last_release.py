"""The current release in a file of DATA_DIR, so that a server can start while the database is down, and show it.

The first line is the SHA-256 of all that follows. The file is replaced as a whole, and only its owner can read it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
import zlib
from datetime import datetime
from pathlib import Path

from django.conf import settings

from comparisons.releases.stored import StoredRelease

NAME = "last-release"

logger = logging.getLogger(__name__)


def path() -> Path:
    return Path(settings.DATA_DIR) / NAME


def save(number: int, release: StoredRelease) -> None:
    """Write the file, unless it says the same already. A folder that cannot be written costs a line in the log."""
    document = {
        "number": number,
        "checksum": release.checksum,
        "published_at": release.published_at.isoformat(),
        "catalogue": zlib.decompress(release.json).decode(),
    }
    body = json.dumps(document).encode()
    digest = hashlib.sha256(body).hexdigest().encode()
    try:
        if not _has_digest(digest):
            _replace(digest + b"\n" + body)
    except OSError as error:
        logger.warning("Release %s is not kept for a start without the database: %s", number, error)


def load() -> tuple[int, StoredRelease] | None:
    """The number and the release in the file; None if there is no file or it is damaged, which is logged."""
    try:
        digest, _, body = path().read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    except OSError as error:
        logger.warning("The last release cannot be read: %s", error)
        return None
    if hashlib.sha256(body).hexdigest().encode() != digest:
        logger.error("%s is damaged, and is not used", path())
        return None
    try:
        return _parsed(body)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        logger.error("%s was written by another version, and is not used: %r", path(), error)  # noqa: TRY400
        return None


def _parsed(body: bytes) -> tuple[int, StoredRelease]:
    document = json.loads(body)
    catalogue = zlib.compress(document["catalogue"].encode())
    published_at = datetime.fromisoformat(document["published_at"])
    return int(document["number"]), StoredRelease(document["checksum"], published_at, catalogue)


def _has_digest(digest: bytes) -> bool:
    if not path().exists():
        return False
    with path().open("rb") as file:
        return file.read(len(digest)) == digest


def _replace(content: bytes) -> None:
    """Readers see the old file or the new one, also after a crash. Raises OSError."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{NAME}-", dir=path().parent)  # readable by its owner alone
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path())
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
