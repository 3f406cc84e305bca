"""Which catalogue a request reads: the current release, release N, or the draft, for editors or by a draft link.

Releases are held in memory, so that reading one touches no database. `start` keeps the memory up to date: a thread
asks the database every `INTERVAL` seconds, and gives up waiting after `DEADLINE` seconds, so that a database that is
down or hangs leaves the pages as they were. Releases other than the current one and the last few that were read are
held compressed.
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

from django.db import DatabaseError, connections
from django.urls import reverse

from comparisons.editing.draft import draft_catalogue
from comparisons.engine import Catalogue
from comparisons.engine.catalogue import checksum
from comparisons.models import DraftLink, Release

INTERVAL = 1.5
DEADLINE = 3.0
PATIENCE = 60.0
"""Seconds after which a thread that the database never answered is left behind, and another one asks."""

logger = logging.getLogger(__name__)


class NoReleaseError(LookupError):
    """There is no such release in memory; before the first one was published, none at all."""


class NoDraftLinkError(LookupError):
    """The token opens nothing: it was never made, has expired, or was revoked. Which of them is told to nobody."""


@dataclass(frozen=True)
class Edition:
    """A catalogue, and the addresses under which its pages stand. The draft has neither number nor checksum.

    A preview is the draft as it is shown by a draft link: its pages stand under the token, until it expires.
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
        """What tells it from every other edition: two releases may hold the same catalogue."""
        return self.namespace, self.number, self.checksum, self.published_at

    def pinned(self, page: str, **kwargs: Any) -> str:
        """The address of a page in the edition that never changes, whatever is published later."""
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
    """The address of a page; a page asks for the same ones many times, and for those of other pages again."""
    return reverse(name, kwargs=kwargs)


@dataclass(frozen=True)
class _Held:
    checksum: str
    published_at: datetime.datetime
    json: bytes

    def edition(self, number: int, namespace: str) -> Edition:
        catalogue = Catalogue.model_validate_json(zlib.decompress(self.json))
        return Edition(catalogue, namespace, number, self.checksum, self.published_at)


class _Memory:
    """Replaced as a whole, never changed, so that a request sees one state and needs no lock."""

    def __init__(self, releases: dict[int, _Held]) -> None:
        self.releases = releases
        self.newest = max(releases, default=0)
        self.current = releases[self.newest].edition(self.newest, "current") if releases else None

    def stands_at(self, number: int, checksum: str) -> bool:
        return number == self.newest and (not number or self.releases[number].checksum == checksum)


_memory = _Memory({})


def current() -> Edition:
    """The current release. Raises NoReleaseError."""
    if _memory.current is None:
        raise NoReleaseError
    return _memory.current


def release(number: int) -> Edition:
    """A release by its number. Raises NoReleaseError."""
    held = _memory.releases.get(number)
    if held is None:
        raise NoReleaseError
    return _ready(held, number)


@lru_cache(maxsize=4)
def _ready(held: _Held, number: int) -> Edition:
    """Reading a catalogue takes longer than showing most of its pages, so the last few stay as they were read."""
    return held.edition(number, "release")


def draft() -> Edition:
    """The working copy as it is in the database now. Raises DraftError."""
    return Edition(draft_catalogue(), "draft")


def preview(token: str) -> Edition:
    """The same for whoever holds a draft link. Raises NoDraftLinkError, and then DraftError."""
    link = DraftLink.objects.opened_by(token)
    if link is None:
        raise NoDraftLinkError
    return Edition(draft_catalogue(), "preview", token=token, expires_at=link.expires_at)


def refresh() -> None:
    """Bring the memory to the state of the database; one small query where nothing is new."""
    global _memory  # noqa: PLW0603
    number, sha256 = Release.objects.values_list("number", "sha256").order_by("-number").first() or (0, "")
    if _memory.stands_at(number, sha256):
        return
    checksums = dict(Release.objects.values_list("number", "sha256"))
    known = {n: held for n, held in _memory.releases.items() if checksums.get(n) == held.checksum}
    missing = Release.objects.filter(number__in=checksums.keys() - known.keys())
    _memory = _Memory(known | {row.number: _hold(row) for row in missing.iterator() if _is_whole(row)})
    logger.info("Release %s is current", _memory.newest)


def replace(*releases: Release) -> None:
    """Serve exactly these, whether the database holds them or not. The next `refresh` returns to what it holds."""
    global _memory  # noqa: PLW0603
    _memory = _Memory({row.number: _hold(row) for row in releases})


@contextmanager
def restored() -> Iterator[None]:
    """Whatever the block loads or replaces: after it, the releases of before are served again."""
    global _memory  # noqa: PLW0603
    before = _memory
    try:
        yield
    finally:
        _memory = before


def start() -> None:
    """Load the releases, and watch for new ones from now on. Waits no longer than `DEADLINE`."""
    first_look = threading.Event()
    threading.Thread(target=_watch, args=(first_look,), name="editions", daemon=True).start()
    first_look.wait(DEADLINE)


def _watch(first_look: threading.Event) -> None:
    while True:
        look = threading.Thread(target=_look, args=(first_look,), name="editions-look", daemon=True)
        look.start()
        look.join(DEADLINE)
        if look.is_alive():
            logger.warning("The database does not answer; still serving release %s", _memory.newest)
            look.join(PATIENCE)
        time.sleep(INTERVAL)


def _look(first_look: threading.Event) -> None:
    try:
        refresh()
    except DatabaseError as error:
        logger.warning("The database cannot be read, still serving release %s: %s", _memory.newest, error)
    except Exception:
        logger.exception("A release could not be loaded, still serving release %s", _memory.newest)
    finally:
        first_look.set()
        connections.close_all()


def _hold(row: Release) -> _Held:
    return _Held(row.sha256, row.published_at, zlib.compress(row.catalogue.encode()))


def _is_whole(row: Release) -> bool:
    whole = checksum(row.catalogue) == row.sha256
    if not whole:
        logger.error("Release %s does not match its checksum and is left out", row.number)
    return whole
