"""A short hash of the running version: it changes with an upgrade, and not with a restart.

A page depends on its release, its address and this version, so its ETag is made of the three. The hash is made of the
contents of files and not of their dates, so two servers of one version have the same.
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
def running_version() -> str:
    """16 hexadecimal digits, computed once in a process: a file that changes later does not change the running code."""
    digest = hashlib.sha256()
    for part in (sys.version, *_settings(), *_packages(), *_files(Path(settings.BASE_DIR))):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()[:16]


def _settings() -> Iterator[str]:
    return (f"{name}={getattr(settings, name, None)!r}" for name in SETTINGS)


def _packages() -> list[str]:
    return sorted({f"{package.name}=={package.version}" for package in distributions()})


def _files(root: Path) -> Iterator[str]:
    for path in sorted(path for folder in FOLDERS for path in (root / folder).rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield f"{path.relative_to(root)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
