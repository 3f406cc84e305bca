"""Which catalogue a request reads: the current release, release N, or the draft, for editors or by a draft link.

Releases are kept in memory, so reading one needs no database. `start` keeps the memory up to date: a thread asks the
database every `INTERVAL` seconds and waits at most `DEADLINE` seconds for its answer. A database that is down or hangs
therefore changes no page. Releases are kept compressed, except the current one and the last few that were read.
"""

from __future__ import annotations

import datetime
import logging
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connections
from django.urls import reverse

from comparisons.editing.draft import draft_catalogue
from comparisons.engine import Catalogue
from comparisons.engine.catalogue import checksum
from comparisons.models import DraftLink, Release

INTERVAL = 1.5
DEADLINE = 3.0
PATIENCE = 60.0
"""Seconds after which a thread whose query hangs is given up, and another thread asks."""

logger = logging.getLogger(__name__)


class NoReleaseError(LookupError):
    """There is no such release in memory. Before the first release, there is none at all."""


class NoDraftLinkError(LookupError):
    """No draft link with this token, or it has expired or was revoked. Visitors do not learn which."""


@dataclass(frozen=True)
class Edition:
    """A catalogue and the addresses of its pages. The draft has no number and no checksum.

    A preview is the draft as a draft link shows it: the addresses of its pages contain the token, which expires.
    """

    catalogue: Catalogue
    namespace: str
    number: int | None = None
    checksum: str = ""
    published_at: datetime.datetime | None = None
    token: str = ""
    expires_at: datetime.datetime | None = None

    @property
    def is_current(self) -> bool:
        return self.namespace == "current"

    @property
    def is_draft(self) -> bool:
        return self.namespace in {"draft", "preview"}

    @property
    def is_preview(self) -> bool:
        return self.namespace == "preview"

    @property
    def identity(self) -> tuple[object, ...]:
        """Different for every edition: two releases can have the same catalogue."""
        return self.namespace, self.number, self.checksum, self.published_at

    def pinned(self, page: str, **kwargs: Any) -> str:
        """The permanent address of a page: that of its release, which never changes."""
        return _reverse(f"release:{page}", number=self.number, **kwargs)

    def address(self, page: str, **kwargs: Any) -> str:
        """The address of a page in this edition."""
        if self.namespace == "release":
            kwargs["number"] = self.number
        if self.is_preview:
            kwargs["token"] = self.token
        return _reverse(f"{self.namespace}:{page}", **kwargs)


@lru_cache(maxsize=4096)
def _reverse(name: str, /, **kwargs: Any) -> str:
    """The address of a page. Cached: each page has many links, and most of them are on other pages too."""
    return reverse(name, kwargs=kwargs)


@dataclass(frozen=True)
class StoredRelease:
    """A release in memory, with its catalogue as compressed JSON."""

    checksum: str
    published_at: datetime.datetime
    json: bytes

    @classmethod
    def of(cls, row: Release) -> StoredRelease:
        return cls(row.sha256, row.published_at, zlib.compress(row.catalogue.encode()))

    def edition(self, number: int, namespace: str) -> Edition:
        catalogue = Catalogue.model_validate_json(zlib.decompress(self.json))
        return Edition(catalogue, namespace, number, self.checksum, self.published_at)


class _Memory:
    """All releases. Never changed, only replaced as a whole, so a request sees one state and needs no lock."""

    def __init__(self, releases: dict[int, StoredRelease]) -> None:
        self.releases = releases
        self.newest = max(releases, default=0)
        self.current = releases[self.newest].edition(self.newest, "current") if releases else None

    def is_newest(self, number: int, checksum: str) -> bool:
        """Whether this is the newest release in memory. Number 0 means no release."""
        return number == self.newest and (not number or self.releases[number].checksum == checksum)


_memory = _Memory({})
_database_up = threading.Event()
_database_up.set()


def is_database_up() -> bool:
    """Whether the database answered when it was last asked, at most some five seconds ago. Asks nothing now."""
    return _database_up.is_set()


def current() -> Edition:
    """The current release. Raises NoReleaseError."""
    if _memory.current is None:
        raise NoReleaseError
    return _memory.current


def release(number: int) -> Edition:
    """A release by its number. Raises NoReleaseError."""
    stored = _memory.releases.get(number)
    if stored is None:
        raise NoReleaseError
    return _edition(stored, number)


@lru_cache(maxsize=4)
def _edition(stored: StoredRelease, number: int) -> Edition:
    """Cached: reading a catalogue takes longer than rendering most pages."""
    return stored.edition(number, "release")


def draft() -> Edition:
    """The working copy as it is in the database now. Raises DraftError."""
    return Edition(draft_catalogue(), "draft")


def preview(token: str) -> Edition:
    """The working copy for a visitor with a draft link. Raises NoDraftLinkError or DraftError."""
    link = DraftLink.objects.opened_by(token)
    if link is None:
        raise NoDraftLinkError
    return Edition(draft_catalogue(), "preview", token=token, expires_at=link.expires_at)


def refresh() -> None:
    """Load new releases into memory. One small query if there are none, three if there are."""
    global _memory  # noqa: PLW0603
    number, sha256 = Release.objects.values_list("number", "sha256").order_by("-number").first() or (0, "")
    if _memory.is_newest(number, sha256):
        return
    checksums = dict(Release.objects.values_list("number", "sha256"))
    known = {n: stored for n, stored in _memory.releases.items() if checksums.get(n) == stored.checksum}
    missing = Release.objects.filter(number__in=checksums.keys() - known.keys())
    _memory = _Memory(known | {row.number: StoredRelease.of(row) for row in missing.iterator() if _is_intact(row)})
    logger.info("Release %s is current", _memory.newest)


def replace(*releases: Release) -> None:
    """Serve exactly these releases, whatever the database has. The next `refresh` serves its releases again."""
    global _memory  # noqa: PLW0603
    _memory = _Memory({row.number: StoredRelease.of(row) for row in releases})


@contextmanager
def restored() -> Iterator[None]:
    """After the block, serve the releases that were served before it."""
    global _memory  # noqa: PLW0603
    before = _memory
    try:
        yield
    finally:
        _memory = before


def start() -> None:
    """Load the releases, and watch for new ones in a thread. Waits at most `DEADLINE` seconds for the first load."""
    first_load = threading.Event()
    threading.Thread(target=_watch, args=(first_load,), name="editions", daemon=True).start()
    first_load.wait(DEADLINE)


def _watch(first_load: threading.Event) -> None:
    while True:
        refreshing = threading.Thread(target=_refresh_or_log, args=(first_load,), name="editions-refresh", daemon=True)
        refreshing.start()
        refreshing.join(DEADLINE)
        if refreshing.is_alive():
            _database_up.clear()
            logger.warning("The database does not answer; still serving release %s", _memory.newest)
            refreshing.join(PATIENCE)
        time.sleep(INTERVAL)


def _refresh_or_log(first_load: threading.Event) -> None:
    try:
        refresh()
        _database_up.set()
    except (OperationalError, InterfaceError) as error:
        _database_up.clear()
        logger.warning("The database does not answer, still serving release %s: %s", _memory.newest, error)
    except DatabaseError as error:
        logger.warning("The database cannot be read, still serving release %s: %s", _memory.newest, error)
    except Exception:
        logger.exception("A release could not be loaded, still serving release %s", _memory.newest)
    finally:
        first_load.set()
        connections.close_all()


def _is_intact(row: Release) -> bool:
    is_intact = checksum(row.catalogue) == row.sha256
    if not is_intact:
        logger.error("Release %s does not match its checksum and is left out", row.number)
    return is_intact
