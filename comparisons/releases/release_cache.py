"""The releases in memory, and which catalogue a request reads: the current one, release N, or the draft.

Releases are kept in memory, so reading one needs no database; `database_watch` keeps the memory up to date. They are
kept compressed, except the current one and the last few that were read. Current is the newest that can be read.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse

from comparisons.editing.draft import draft_catalogue
from comparisons.engine import Catalogue, prepare_outlook
from comparisons.engine.expansion import expanded
from comparisons.models import DraftLink, Release
from comparisons.releases import last_release
from comparisons.releases.stored import NoReleaseError, StoredRelease, UnreadableReleaseError

logger = logging.getLogger(__name__)


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

    @property
    def day(self) -> datetime.date:
        """The day that pages speak from: today (UTC), or of a release by its number the day of its publication.

        So what a permanent address shows never changes.
        """
        is_permanent = self.namespace == "release"
        return self.published_at.date() if is_permanent and self.published_at else today()

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


def today() -> datetime.date:
    """Today's date in UTC."""
    return datetime.datetime.now(datetime.UTC).date()


class _Memory:
    """All releases. Never changed, only replaced as a whole, so a request sees one state and needs no lock."""

    def __init__(self, releases: dict[int, StoredRelease], *, is_complete: bool = True) -> None:
        self.releases = releases
        self.is_complete = is_complete
        self.newest = max(releases, default=0)
        self.current: Edition | None = None
        unreadable = []
        for number in sorted(releases, reverse=True):
            try:
                self.current = _read(releases[number], number, "current")
                prepare_outlook(self.current.catalogue)
                break
            except UnreadableReleaseError as error:
                logger.error("%s", error)  # noqa: TRY400  (a trace would say no more)
                unreadable.append(number)
        self.unreadable = tuple(unreadable)

    def is_newest(self, number: int, checksum: str) -> bool:
        """Whether this is the newest release in memory, and those before it are there. Number 0 means no release."""
        is_same = number == self.newest and (not number or self.releases[number].checksum == checksum)
        return is_same and self.is_complete


def _read(stored: StoredRelease, number: int, namespace: str) -> Edition:
    """Raises UnreadableReleaseError."""
    return Edition(_catalogue(stored, number), namespace, number, stored.checksum, stored.published_at)


@lru_cache(maxsize=4)
def _catalogue(stored: StoredRelease, number: int) -> Catalogue:
    """Cached: reading one takes longer than rendering most pages, and so does what the engine works out for each.

    The current release and the same one by its number share their catalogue.
    """
    return expanded(_as_written(stored, number))


@lru_cache(maxsize=4)
def _as_written(stored: StoredRelease, number: int) -> Catalogue:
    return stored.catalogue(number)


_memory = _Memory({})
_state: tuple[_Memory, datetime.date] = (_memory, datetime.date.min)


def current() -> Edition:
    """The current release. Raises NoReleaseError."""
    if _memory.current is None:
        raise NoReleaseError
    return _memory.current


def current_number() -> int:
    """The number of the current release, 0 where there is none."""
    return (_memory.current and _memory.current.number) or 0


def unreadable() -> tuple[int, ...]:
    """The releases newer than the current one, which this version cannot read. The newest first."""
    return _memory.unreadable


def state() -> object:
    """An object that is replaced with the releases in memory, and at midnight (UTC): pages speak of what is coming.

    What was read before it changed is out of date.
    """
    global _state  # noqa: PLW0603
    memory, day = _memory, today()
    if _state[0] is not memory or _state[1] != day:
        _state = (memory, day)
    return _state


def release(number: int) -> Edition:
    """A release by its number. Raises NoReleaseError, and UnreadableReleaseError where it is there."""
    stored = _memory.releases.get(number)
    if stored is None:
        raise NoReleaseError
    return _read(stored, number, "release")


def as_written(number: int) -> Catalogue:
    """The catalogue of a release as editors wrote it, to compare it with the working copy or to export it.

    It has no options that are made for each framework. Raises NoReleaseError and UnreadableReleaseError.
    """
    stored = _memory.releases.get(number)
    if stored is None:
        raise NoReleaseError
    return _as_written(stored, number)


def draft() -> Edition:
    """The working copy as it is in the database now. Raises DraftError."""
    return Edition(expanded(draft_catalogue()), "draft")


def preview(token: str) -> Edition:
    """The working copy for a visitor with a draft link. Raises NoDraftLinkError or DraftError."""
    link = DraftLink.objects.opened_by(token)
    if link is None:
        raise NoDraftLinkError
    return Edition(expanded(draft_catalogue()), "preview", token=token, expires_at=link.expires_at)


def refresh() -> None:
    """Load new releases into memory. One small query if there are none, three if there are."""
    global _memory  # noqa: PLW0603
    number, sha256 = Release.objects.values_list("number", "sha256").order_by("-number").first() or (0, "")
    if _memory.is_newest(number, sha256):
        return
    checksums = dict(Release.objects.values_list("number", "sha256"))
    known = {n: stored for n, stored in _memory.releases.items() if checksums.get(n) == stored.checksum}
    missing = Release.objects.filter(number__in=checksums.keys() - known.keys())
    _memory = _Memory(known | {row.number: StoredRelease.of(row) for row in missing.iterator()})
    logger.info("Release %s is current", current_number())
    if current_number():
        last_release.save(current_number(), _memory.releases[current_number()])


def load_last() -> None:
    """Serve the release that was current when this server last knew, until `refresh` reads the database."""
    global _memory  # noqa: PLW0603
    if last := last_release.load():
        number, stored = last
        _memory = _Memory({number: stored}, is_complete=False)


def is_complete() -> bool:
    """Whether the releases come from the database, and not from the file of the last one."""
    return _memory.is_complete


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
