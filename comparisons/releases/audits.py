"""Audits of releases and of the draft, kept in memory by the checksum of the catalogue.

An audit takes about a second for the shipped catalogue. So one thread computes what is missing, and the pages of the
admin show its progress. Each server process has its own cache, and loses it when it stops.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from comparisons.engine import Catalogue
from comparisons.engine.audit import Audit, Impact
from comparisons.engine.audit.compute import audit, impact
from comparisons.engine.catalogue import checksum
from comparisons.engine.checks.errors import find_errors
from comparisons.releases import release_cache
from comparisons.releases.release_cache import Edition
from comparisons.releases.stored import NoReleaseError

INTERVAL = 5.0
"""Seconds between two looks whether the current release is audited."""
CACHE_SIZE = 8
"""How many audits, impacts and waiting requests are kept. Each takes a few kilobytes."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Progress:
    """How many answer sets were tried, of how many. Both are 0 until the impact is computed, after the audits."""

    tried: int
    total: int


@dataclass(frozen=True)
class DraftAudit:
    """The audits of the current release and of the draft. Before the first release only `after` is there."""

    impact: Impact | None
    before: Audit | None
    after: Audit


@dataclass(frozen=True)
class Unavailable:
    """The catalogue cannot be audited. The reason is a sentence for editors."""

    reason: str


DraftState = Progress | DraftAudit | Unavailable
Pair = tuple[Catalogue | None, Catalogue]
Key = tuple[str, str]
"""The checksums of a pair; the first is empty where there is no release."""
K = TypeVar("K")
V = TypeVar("V")


class BoundedDict(OrderedDict[K, V]):
    """The `CACHE_SIZE` entries that were set or moved to the end last."""

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > CACHE_SIZE:
            del self[next(iter(self))]


class AuditWorker:
    """A cache, and a thread that computes one missing result at a time: the one that was requested last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._computations: dict[str, threading.Lock] = {}
        self._audits: BoundedDict[str, Audit | Unavailable] = BoundedDict()
        self._impacts: BoundedDict[Key, Impact | Unavailable] = BoundedDict()
        self._waiting: BoundedDict[Key, Pair] = BoundedDict()
        self._running: Key | None = None
        self._progress = Progress(0, 0)

    @property
    def is_idle(self) -> bool:
        with self._lock:
            return self._running is None

    def audit(self, key: str, catalogue: Catalogue) -> Audit | Unavailable:
        """The audit of the catalogue with this checksum. Computes it in the calling thread where it is missing.

        Threads that want the same audit wait for the first of them.
        """
        if result := self._cached(key):
            return result
        with self._lock:
            computation = self._computations.setdefault(key, threading.Lock())
        with computation:
            result = self._cached(key) or _audit(catalogue)
            with self._lock:
                self._audits[key] = result
                self._computations.pop(key, None)
        return result

    def _cached(self, key: str) -> Audit | Unavailable | None:
        with self._lock:
            if key in self._audits:
                self._audits.move_to_end(key)
            return self._audits.get(key)

    def state(self, key: Key, pair: Pair) -> DraftState:
        """The result for a pair, or how far it is. Requests a missing one from the thread, and returns at once."""
        with self._lock:
            if result := self._result(key):
                return result
            if key == self._running:
                return self._progress
            self._waiting[key] = pair
            if self._running is None:
                self._start_next()
            return Progress(0, 0)

    def _result(self, key: Key) -> DraftAudit | Unavailable | None:
        """What the cache has for a pair, and None where a part is missing. The lock is held."""
        for part in key:
            if part in self._audits:
                self._audits.move_to_end(part)
        before, after, change = self._audits.get(key[0]), self._audits.get(key[1]), self._impacts.get(key)
        for result in (change, before, after):
            if isinstance(result, Unavailable):
                return result
        if isinstance(after, Audit) and isinstance(before, Audit) and isinstance(change, Impact):
            return DraftAudit(change, before, after)
        return DraftAudit(None, None, after) if isinstance(after, Audit) and not key[0] else None

    def _start_next(self) -> None:
        """Start the request that came last. The lock is held."""
        self._running, pair = self._waiting.popitem() if self._waiting else (None, None)
        self._progress = Progress(0, 0)
        if self._running and pair:
            threading.Thread(target=self._work, args=(self._running, pair), name="audits", daemon=True).start()

    def _work(self, key: Key, pair: Pair) -> None:
        result = None
        try:
            result = self._impact(key, pair)
        except Exception as error:
            logger.exception("A catalogue could not be audited")
            result = Unavailable(f"An error in Plumbline: {error!r}.")
        with self._lock:
            if result:
                self._impacts[key] = result
            self._start_next()

    def _impact(self, key: Key, pair: Pair) -> Impact | Unavailable | None:
        """Audit both catalogues and compare them. None where there is nothing to compare, or an audit says why not."""
        old, new = pair
        audits = [self.audit(part, catalogue) for part, catalogue in zip(key, pair, strict=True) if catalogue]
        if not old or any(isinstance(result, Unavailable) for result in audits):
            return None
        try:
            return impact(old, new, on_progress=self._report)
        except ValueError as error:  # both together require more frameworks than an impact can count
            return Unavailable(str(error))

    def _report(self, tried: int, total: int) -> None:
        self._progress = Progress(tried, total)


_worker = AuditWorker()


def audit_of(edition: Edition) -> Audit | None:
    """The audit of this edition, or None where it has errors or too many options. Computes a missing one at once.

    A draft has no checksum of its own. Computing its audit keeps nobody waiting but the editor who asks for it.
    """
    result = _worker.audit(edition.checksum or _checksum(edition.catalogue), edition.catalogue)
    return result if isinstance(result, Audit) else None


def draft_audit(current: Catalogue | None, draft: Catalogue) -> DraftState:
    """The audit of the draft against the current release, as far as it is known. Starts a missing one; never waits."""
    return _worker.state((_checksum(current) if current else "", _checksum(draft)), (current, draft))


def is_idle() -> bool:
    """Whether the thread has nothing to compute."""
    return _worker.is_idle


def clear() -> None:
    """Forget every audit. What the thread still computes is lost."""
    global _worker  # noqa: PLW0603
    _worker = AuditWorker()


def start() -> None:
    """Audit each release soon after it becomes current, so that no visitor waits for it."""
    threading.Thread(target=_watch, name="audits-watch", daemon=True).start()


def _watch() -> None:
    while True:
        audit_current_release()
        time.sleep(INTERVAL)


def audit_current_release() -> None:
    """Let the thread audit the current release where its audit is missing. Never waits."""
    with suppress(NoReleaseError):
        edition = release_cache.current()
        _worker.state(("", edition.checksum), (None, edition.catalogue))


def _checksum(catalogue: Catalogue) -> str:
    return checksum(catalogue.model_dump_json())


def _audit(catalogue: Catalogue) -> Audit | Unavailable:
    if any(find_errors(catalogue)):
        return Unavailable("There are errors, so some answers have no result.")
    try:
        return audit(catalogue)
    except ValueError as error:  # more options or required frameworks than an audit can combine
        return Unavailable(str(error))
