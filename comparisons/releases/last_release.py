"""The current release in a file of DATA_DIR, so that a server can start while the database is down, and show it."""

from __future__ import annotations

import json
import logging
import zlib
from datetime import datetime
from pathlib import Path

from django.conf import settings

from comparisons.releases import checked_file
from comparisons.releases.checked_file import DamagedFileError
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
    try:
        checked_file.write(path(), json.dumps(document).encode())
    except OSError as error:
        logger.warning("Release %s is not kept for a start without the database: %s", number, error)


def load() -> tuple[int, StoredRelease] | None:
    """The number and the release in the file; None if there is no file or it is damaged, which is logged."""
    try:
        body = checked_file.read(path())
    except FileNotFoundError:
        return None
    except OSError as error:
        logger.warning("The last release cannot be read: %s", error)
        return None
    except DamagedFileError:
        logger.error("%s is damaged, and is not used", path())  # noqa: TRY400  (a trace would say no more)
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
