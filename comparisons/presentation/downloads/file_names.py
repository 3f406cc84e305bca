"""What a file is called, and which release it names."""

from __future__ import annotations

import re
from typing import Any

from comparisons.releases.release_cache import Edition

LONGEST = 120
"""Characters of the subject in a file name; with the rest, it stays under what every file system takes."""
NOT_IN_NAMES = re.compile(r"[^a-z0-9-]+")


def file_name(edition: Edition, subject: str, suffix: str) -> str:
    """As plumbline-iso-27001-vs-soc-2-release-3.csv."""
    version = f"release-{edition.number}" if edition.number else "draft"
    short = NOT_IN_NAMES.sub("-", subject)[:LONGEST].strip("-")
    return f"plumbline-{short}-{version}.{suffix}"


def attached(edition: Edition, subject: str, suffix: str) -> dict[str, str]:
    """The header that makes a browser keep a file under its name."""
    return {"Content-Disposition": f'attachment; filename="{file_name(edition, subject, suffix)}"'}


def release_of(edition: Edition) -> dict[str, Any] | None:
    """The release as files name it; None for a draft, which nobody can look up later."""
    if edition.published_at is None:
        return None
    published_at = edition.published_at.isoformat(timespec="seconds").replace("+00:00", "Z")
    return {"number": edition.number, "checksum": edition.checksum, "published_at": published_at}
