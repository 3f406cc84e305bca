"""What publishing would change for those who answer, worked out beside the requests, so that none waits for it.

It takes a second for the shipped catalogue, and longer for more questions. Each server process works it out for
itself and forgets it with the process: whoever asks another one again waits again, and never gets another answer.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TypeVar

from comparisons.engine import Catalogue
from comparisons.engine.audit import Audit, Impact, ProgressCallback, audit, impact
from comparisons.engine.catalogue import checksum
from comparisons.engine.checks.errors import find_errors

KEPT = 8
"""How many assessments are held, and how many may wait: each is some kilobytes, and a wait is asked for again."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Progress:
    """How many ways to answer were tried, of how many; of 0 before it began. The audits come after all are tried."""

    tried: int
    in_all: int


@dataclass(frozen=True)
class Assessment:
    """Before the first release there is nothing to compare with."""

    impact: Impact | None
    before: Audit | None
    after: Audit


@dataclass(frozen=True)
class Untold:
    """It cannot be told, and why."""

    reason: str


State = Progress | Assessment | Untold
Pair = tuple[Catalogue | None, Catalogue]
Key = tuple[str, ...]
T = TypeVar("T")


def assess(old: Catalogue | None, new: Catalogue) -> State:
    """What is known of it now; begins to work it out where nothing is, and never waits for that."""
    return _desk.look((old, new))


class _Desk:
    """One piece of work at a time, the one that was asked for last before the others."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told: dict[Key, Assessment | Untold] = {}
        self._waiting: dict[Key, Pair] = {}
        self._running: Key | None = None
        self._progress = Progress(0, 0)

    def look(self, pair: Pair) -> State:
        key = tuple(checksum(catalogue.model_dump_json()) if catalogue else "" for catalogue in pair)
        with self._lock:
            if key in self._told:
                return self._told[key]
            if key == self._running:
                return self._progress
            self._waiting.pop(key, None)
            self._waiting[key] = pair
            _drop_oldest(self._waiting)
            if self._running is None:
                self._start_next()
            return Progress(0, 0)

    def _start_next(self) -> None:
        """Take what was asked for last. The lock is held."""
        self._running, pair = self._waiting.popitem() if self._waiting else (None, None)
        self._progress = Progress(0, 0)
        if self._running and pair:
            threading.Thread(target=self._work, args=(self._running, pair), name="effects", daemon=True).start()

    def _work(self, key: Key, pair: Pair) -> None:
        told = _worked_out(pair, self._tell)
        with self._lock:
            self._told[key] = told
            _drop_oldest(self._told)
            self._start_next()

    def _tell(self, tried: int, in_all: int) -> None:
        self._progress = Progress(tried, in_all)


_desk = _Desk()


def _worked_out(pair: Pair, on_progress: ProgressCallback) -> Assessment | Untold:
    old, new = pair
    try:
        if any(catalogue and any(find_errors(catalogue)) for catalogue in pair):
            return Untold("There are errors, so not every set of answers leads somewhere.")
        return Assessment(
            impact=impact(old, new, on_progress=on_progress) if old else None,
            before=audit(old) if old else None,
            after=audit(new),
        )
    except ValueError as error:  # more options or obligations than an audit can combine
        return Untold(str(error))
    except Exception as error:
        logger.exception("A working copy could not be assessed")
        return Untold(f"An error of Plumbline's own: {error!r}.")


def _drop_oldest(held: dict[Key, T]) -> None:
    while len(held) > KEPT:
        del held[next(iter(held))]
