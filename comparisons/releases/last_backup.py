"""When the last backup was made here: a file of DATA_DIR, since a backup only reads the database."""

from __future__ import annotations

import datetime
import json
import logging
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from comparisons.releases import checked_file
from comparisons.releases.checked_file import DamagedFileError

NAME = "last-backup"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class LastBackup:
    """A backup, by the time of what is in it and the name of its file."""

    made_at: datetime.datetime
    file: str


def save(made_at: str, file: Path) -> None:
    """Note a backup of this time (ISO 8601). A folder that cannot be written costs a line in the log."""
    try:
        checked_file.write(_path(), json.dumps({"made_at": made_at, "file": file.name}).encode())
    except OSError as error:
        logger.warning("The status page will not know of this backup: %s", error)


def load() -> LastBackup | None:
    """The last backup; None if there was none, or nothing can be read of it."""
    try:
        noted = json.loads(checked_file.read(_path()))
        return LastBackup(datetime.datetime.fromisoformat(noted["made_at"]), noted["file"])
    except FileNotFoundError:
        return None
    except (OSError, DamagedFileError, ValueError, KeyError, TypeError) as error:
        logger.warning("What was noted of the last backup cannot be read: %s", error)
        return None


def _path() -> Path:
    return Path(settings.DATA_DIR) / NAME
