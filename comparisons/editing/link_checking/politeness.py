"""What is owed to hosts: one request at a time, a pause after each, and peace where it is asked for."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from comparisons.editing.link_checking.limits import Limits


class NotAskedError(Exception):
    """The host was not asked: it wants to be left alone, or the time of the run is over."""


class _Host:
    def __init__(self) -> None:
        self.lock = Lock()
        self.free_at = 0.0
        self.is_left_alone = False


class Hosts:
    """The hosts of one run. Used by several threads at once."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._ends_at = time.monotonic() + limits.run
        self._lock = Lock()
        self._hosts: dict[str, _Host] = defaultdict(_Host)

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """The time in which a host may be asked. Waits for it; raises NotAskedError."""
        host = self._host(name)
        with host.lock:
            begin = max(host.free_at, time.monotonic())
            if host.is_left_alone or begin > self._ends_at:
                raise NotAskedError
            time.sleep(max(0.0, begin - time.monotonic()))
            try:
                yield
            finally:
                host.free_at = time.monotonic() + self.limits.pause

    def leave_alone(self, name: str) -> None:
        self._host(name).is_left_alone = True

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts[name]
