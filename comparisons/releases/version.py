"""What the running version is made of, in a few characters: an upgrade changes it, a restart does not.

Pages follow from their release, their address, and this. Two servers of one version agree on it, since it is made of
what the files say and not of when they were written.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings

FOLDERS = ("comparisons", "config", "static", "templates")
SETTINGS = ("SITE_URL", "SECURITY_CONTACT", "STATIC_URL", "TIME_ZONE", "LANGUAGE_CODE", "STORAGES")
"""The settings that a page can show."""


@cache
def fingerprint() -> str:
    """Taken once, when the server starts: files that are exchanged under a running server change nothing of it."""
    digest = hashlib.sha256()
    for part in (sys.version, *_settings(), *_packages(), *_files(Path(settings.BASE_DIR))):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()[:16]


def _settings() -> Iterator[str]:
    return (f"{name}={getattr(settings, name, None)!r}" for name in SETTINGS)


def _packages() -> list[str]:
    return sorted({f"{each.name}=={each.version}" for each in distributions()})


def _files(root: Path) -> Iterator[str]:
    for path in sorted(path for folder in FOLDERS for path in (root / folder).rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield f"{path.relative_to(root)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
