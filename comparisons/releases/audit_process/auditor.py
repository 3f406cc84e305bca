"""What one worker knows of audits, and its thread that has missing ones worked out, one at a time.

The thread only waits: for other workers of the machine, and for the process that does the work.
"""

from __future__ import annotations

import datetime
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Collection
from typing import Protocol, TypeVar

from comparisons.releases.audit_process.process import AuditProcessError
from comparisons.releases.audit_process.results import Emit, Failure, Named, Pair, Progress, Result
from comparisons.releases.audit_process.store import Store

CACHE_SIZE = 24
"""How many results and waiting requests are kept in memory."""
FIRST_RETRY = 30
MAX_RETRY = 3600
"""Seconds after a failure until the next try. They grow fourfold with each failure of the same."""
POLL_INTERVAL = 0.05
MAX_WAITERS = 2
"""Threads that wait for results at the same moment; more do not wait."""

logger = logging.getLogger(__name__)

V = TypeVar("V")


class Compute(Protocol):
    """Works out the missing results of a pair. `lock` is held while it does. May raise anything."""

    def __call__(self, pair: Pair, missing: Collection[str], emit: Emit, lock: int | None = None, /) -> None: ...


class BoundedDict(OrderedDict[str, V]):
    """The `CACHE_SIZE` entries that were set or moved to the end last."""

    def __setitem__(self, key: str, value: V) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > CACHE_SIZE:
            del self[next(iter(self))]


class Auditor:
    def __init__(self, store: Store, compute: Compute) -> None:
        self._store = store
        self._compute = compute
        self._lock = threading.Lock()
        self._waiters = threading.BoundedSemaphore(MAX_WAITERS)
        self._results: BoundedDict[Result] = BoundedDict()
        self._waiting: BoundedDict[Pair] = BoundedDict()
        self._running = ""
        self._progress = Progress(0, 0)
        self._thread: threading.Thread | None = None

    @property
    def is_idle(self) -> bool:
        with self._lock:
            return self._thread is None

    def state(self, pair: Pair) -> list[Result] | Progress:
        """The results in the order of the names, or how far they are. Requests missing ones, and returns at once."""
        with self._lock:
            results = [self._known(name) for name in pair.names]
            if None not in results:
                return [result for result in results if result]
            if pair.name == self._running:
                return self._progress
            self._waiting[pair.name] = pair
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="audits", daemon=True)
                self._thread.start()
            return self._store.progress(pair.name)

    def wait(self, pair: Pair, seconds: float) -> list[Result] | Progress:
        """The state as soon as there are results, or after so many seconds."""
        state = self.state(pair)
        if isinstance(state, Progress) and self._waiters.acquire(blocking=False):
            try:
                deadline = time.monotonic() + seconds
                while isinstance(state, Progress) and time.monotonic() < deadline:
                    time.sleep(POLL_INTERVAL)
                    state = self.state(pair)
            finally:
                self._waiters.release()
        return state

    def _known(self, name: str) -> Result | None:
        """A result in memory, or one that a worker of this machine has kept. The lock is held."""
        result = self._results.get(name)
        if result is None or _is_over(result):
            result = self._store.read(name) or result
        if result:
            self._results[name] = result
        return None if _is_over(result) else result

    def _work(self) -> None:
        """Until nothing is waiting: the request that came last, once no other worker is at work."""
        try:
            while self._has_work():
                with self._store.locked() as lock:
                    self._work_out_newest(lock)
        except BaseException:
            with self._lock:  # the next request starts another thread
                self._thread, self._running = None, ""
            raise

    def _has_work(self) -> bool:
        with self._lock:
            if not self._waiting:
                self._thread = None
            return bool(self._waiting)

    def _work_out_newest(self, lock: int | None) -> None:
        with self._lock:
            self._running, pair = self._waiting.popitem()
            missing = [name for name in pair.names if self._known(name) is None]
            self._progress = Progress(0, 0)
        error, start_time = "", time.monotonic()
        try:
            if missing:
                self._compute(pair, missing, self._emit, lock)
                logger.info("Audited catalogue %s in %.1f s", pair.name, time.monotonic() - start_time)
        except AuditProcessError as reason:
            logger.error("A catalogue could not be audited: %s", reason)  # noqa: TRY400  (a trace would say no more)
            error = str(reason)
        except Exception as fault:
            logger.exception("A catalogue could not be audited")
            error = f"An error in Plumbline: {fault!r}."
        self._end(missing, error or "The process for it ended without a result.")

    def _emit(self, value: Progress | Named) -> None:
        if isinstance(value, Named):
            self._keep(value.name, value.result)
            return
        self._progress = value
        self._store.write_progress(self._running, value)

    def _keep(self, name: str, result: Result) -> None:
        self._store.write(name, result)
        with self._lock:
            self._results[name] = result

    def _end(self, requested: list[str], error: str) -> None:
        """What is still missing has failed."""
        with self._lock:
            failed = {name: self._results.get(name) for name in requested if self._known(name) is None}
        for name, before in failed.items():
            self._keep(name, _failure(error, before))
        with self._lock:
            self._running = ""


def _is_over(result: Result | None) -> bool:
    return isinstance(result, Failure) and result.is_over


def _failure(error: str, before: Result | None) -> Failure:
    failed_at = datetime.datetime.now(datetime.UTC)
    seconds = FIRST_RETRY
    if isinstance(before, Failure):
        seconds = min(4 * int((before.retry_at - before.failed_at).total_seconds()), MAX_RETRY)
    return Failure(error, failed_at, failed_at + datetime.timedelta(seconds=seconds))
