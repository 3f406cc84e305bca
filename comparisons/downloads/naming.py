"""What a file is called, and which release it names."""

from __future__ import annotations

from typing import Any

from comparisons.editions import Edition


def file_name(edition: Edition, subject: str, suffix: str) -> str:
    """As plumbline-iso-27001-vs-soc-2-release-3.csv."""
    version = f"release-{edition.number}" if edition.number else "draft"
    return f"plumbline-{subject}-{version}.{suffix}"


def release_of(edition: Edition) -> dict[str, Any] | None:
    """The release as files name it; None for a draft, which nobody can look up later."""
    if edition.published_at is None:
        return None
    published_at = edition.published_at.isoformat(timespec="seconds").replace("+00:00", "Z")
    return {"number": edition.number, "checksum": edition.checksum, "published_at": published_at}
