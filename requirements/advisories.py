"""Compares what `requirements/run.txt` locks with published advisories: `advisories.py [FILE or https address]`.

They come from an archive of OSV.dev, one JSON document for each advisory of the packages on PyPI. With a file it needs
no network. It ends with 0 where no locked version is affected, with 1 where one is, and with 2 where it cannot tell:
the archive cannot be read, knows no advisory of any locked package, or is older than `MAX_AGE`.
"""

from __future__ import annotations

import datetime
import io
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

LOCK = Path(__file__).with_name("run.txt")
ARCHIVE = "https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip"
LOCKED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)", re.MULTILINE)
MAX_AGE = datetime.timedelta(days=14)
"""Since the newest advisory. Some are published every day."""

TIMEOUT = 60.0


class UnusableArchiveError(Exception):
    """The archive does not say whether a locked version is affected."""


@dataclass(frozen=True)
class Finding:
    """A locked package with an advisory for its version. `fixed` has later versions without the fault, in order."""

    name: str
    version: str
    advisory: str
    summary: str
    fixed: tuple[str, ...]

    def __str__(self) -> str:
        remedy = f"; fixed in {', '.join(self.fixed)}" if self.fixed else "; no version is fixed"
        return f"{self.name} {self.version}: {self.advisory}{remedy}. {self.summary}"


def findings(locked: dict[str, str], archive: bytes, moment: datetime.datetime) -> list[Finding]:
    """What is published of the locked versions. `locked` has versions by package. Raises UnusableArchiveError."""
    newest, is_about_locked, affecting = "", False, []
    for advisory in advisories(archive):
        newest = max(newest, advisory["modified"])
        if "withdrawn" in advisory:
            continue
        for affected in advisory.get("affected", []):
            package = affected.get("package", {})
            name = canonicalize_name(package.get("name", ""))
            if package.get("ecosystem") == "PyPI" and name in locked:
                is_about_locked = True
                if is_affected(locked[name], affected):
                    affecting.append(finding(name, locked[name], advisory, affected))
    if not is_about_locked:
        raise UnusableArchiveError("It has no advisory of any package that is locked.")
    if moment - datetime.datetime.fromisoformat(newest) > MAX_AGE:
        raise UnusableArchiveError(f"Its newest advisory is of {newest[:10]}. Take a newer one.")
    return sorted(affecting, key=lambda one: (one.name, one.advisory))


def advisories(archive: bytes) -> Iterator[dict[str, Any]]:
    """Each document of the archive. Raises UnusableArchiveError."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            for name in files.namelist():
                advisory = json.loads(files.read(name))
                if not (isinstance(advisory, dict) and advisory.get("id") and advisory.get("modified")):
                    raise UnusableArchiveError(f"{name} is no advisory.")
                yield advisory
    except (zipfile.BadZipFile, zlib.error, ValueError) as error:
        raise UnusableArchiveError(f"It is no archive of advisories: {error}.") from error


def is_affected(version: str, affected: dict[str, Any]) -> bool:
    """As the OSV schema says: a version that is listed, or lies in a range of versions.

    Where a range has what is no version, the list decides, if there is one. Raises UnusableArchiveError.
    """
    listed = affected.get("versions", [])
    try:
        return version in listed or any(is_within(Version(version), events) for events in ranges_of(affected))
    except InvalidVersion as error:
        if listed:
            return False
        raise UnusableArchiveError(f"An advisory cannot be read: {error}.") from error


def ranges_of(affected: dict[str, Any]) -> list[list[dict[str, str]]]:
    """The events of each range of versions; those of commits say nothing of a package."""
    return [part["events"] for part in affected.get("ranges", []) if part["type"] != "GIT"]


def is_within(version: Version, events: list[dict[str, str]]) -> bool:
    """Whether the last event at or before the version leaves it affected."""
    affected = False
    for kind, text in sorted(((kind, text) for event in events for kind, text in event.items()), key=_moment):
        if kind == "introduced" and (text == "0" or version >= Version(text)):
            affected = True
        elif (kind == "fixed" and version >= Version(text)) or (kind == "last_affected" and version > Version(text)):
            affected = False
    return affected


def _moment(event: tuple[str, str]) -> tuple[Version, bool]:
    """Where two events are at one version, the one that introduces the fault comes last."""
    kind, text = event
    return Version(text), kind == "introduced"


def finding(name: str, version: str, advisory: dict[str, Any], affected: dict[str, Any]) -> Finding:
    """An affected version with the later ones that are not, as far as they can be read."""
    fixed = {event["fixed"] for events in ranges_of(affected) for event in events if "fixed" in event}
    later = tuple(sorted((text for text in fixed if is_later(text, version)), key=Version))
    ids = [advisory["id"], *advisory.get("aliases", [])]
    return Finding(name, version, " = ".join(ids), advisory.get("summary", ""), later)


def is_later(text: str, version: str) -> bool:
    try:
        return Version(text) > Version(version)
    except InvalidVersion:
        return False


def read(source: str) -> bytes:
    """The archive from a file, or from an https address. Raises OSError."""
    if source.startswith("https://"):
        with urlopen(source, timeout=TIMEOUT) as answer:  # noqa: S310  (https alone)
            return bytes(answer.read())
    return Path(source).read_bytes()


def main(source: str = ARCHIVE) -> int:
    locked = {canonicalize_name(name): version for name, version in LOCKED.findall(LOCK.read_text(encoding="utf-8"))}
    try:
        affecting = findings(dict(locked), read(source), datetime.datetime.now(datetime.UTC))
    except (OSError, UnusableArchiveError, KeyError, TypeError, AttributeError) as error:  # a part of another form
        sys.stderr.write(f"Cannot tell whether a locked package has a known fault. {source}: {error}\n")
        return 2
    for one in affecting:
        sys.stdout.write(f"{one}\n")
    sys.stdout.write(f"{len(locked)} locked packages, {len(affecting)} known faults.\n")
    return 1 if affecting else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
