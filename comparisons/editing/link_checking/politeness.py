"""Politeness to hosts: one request at a time, a pause after it, and none after a host asks to stop."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from comparisons.editing.link_checking.limits import Limits


class RequestSkippedError(Exception):
    """The request was not sent: the host asked to stop, or the time of the run is over."""


class _Host:
    def __init__(self) -> None:
        self.lock = Lock()
        self.free_at = 0.0
        self.is_stopped = False


class Hosts:
    """The hosts of one run. Safe to use from several threads."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._ends_at = time.monotonic() + limits.run
        self._lock = Lock()
        self._hosts: dict[str, _Host] = defaultdict(_Host)

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Wait until the host may get a request, and block others for the time. Raises RequestSkippedError."""
        host = self._host(name)
        with host.lock:
            begin = max(host.free_at, time.monotonic())
            if host.is_stopped or begin > self._ends_at:
                raise RequestSkippedError
            time.sleep(max(0.0, begin - time.monotonic()))
            try:
                yield
            finally:
                host.free_at = time.monotonic() + self.limits.pause

    def stop(self, name: str) -> None:
        self._host(name).is_stopped = True

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts[name]
