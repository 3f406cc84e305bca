"""Gathering what one act does to the rows of the working copy."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from comparisons.editing.audit_log.row_state import read, state_of
from comparisons.models import Edit, State

LONGEST = 300
BY_A_PROGRAM = "program"
"""How rows are written outside of any act that says so."""
TURN = 2_046_875_361
"""A number of our own, by which servers of one database know what they wait for."""
PATIENCE = 20
"""Seconds to wait for it, as with SQLite; then the write fails, rather than keep a server from its readers."""


@dataclass(frozen=True)
class Known:
    """A row at one moment. People and roles have no version."""

    state: State
    label: str
    version: int | None


class Writing:
    """One act: who, how, and the rows that it touched, each with its state before the first touch."""

    def __init__(self, who: str, way: str) -> None:
        self.who = who
        self.way = way
        self._before: dict[type[models.Model], dict[Any, Known | None]] = defaultdict(dict)

    def touch(self, model: type[models.Model], *keys: Any) -> None:
        """Note rows that are about to be written. Reads them, unless they were touched before."""
        unknown = [key for key in keys if key not in self._before[model]]
        rows = read(model, unknown) if unknown else {}
        for key in unknown:
            self._before[model][key] = _known(rows[key]) if key in rows else None

    def add(self, row: models.Model) -> None:
        """Note a row that is new."""
        self._before[type(row)].setdefault(row.pk, None)

    def finish(self) -> None:
        """Add an edit for each row that is not what it was."""
        act, moment = uuid.uuid4(), timezone.now()
        shared = {"act": act, "moment": moment, "who": self.who, "way": self.way}
        edits = [Edit(**shared, **told) for model, before in self._before.items() for told in _told(model, before)]
        Edit.objects.bulk_create(edits, batch_size=500)


def _told(model: type[models.Model], before: dict[Any, Known | None]) -> Iterator[dict[str, Any]]:
    rows = read(model, before)
    for key, was in before.items():
        now = _known(rows[key]) if key in rows else None
        told = now or was
        if told and (now and now.state) != (was and was.state):
            yield {
                "model": model._meta.label_lower,
                "key": key,
                "version": _version_of_references(model, key, was, now) if now else None,
                "label": " ".join(told.label.split())[:LONGEST],
                "before": was and was.state,
                "after": now and now.state,
            }


def _version_of_references(model: type[models.Model], key: Any, was: Known | None, now: Known) -> int | None:
    """The row's version; a new one where only references changed, since forms that are open hold those too."""
    if now.version is None or was is None or was.version != now.version:
        return now.version
    model._default_manager.filter(pk=key).update(version=now.version + 1)
    return now.version + 1


def _known(row: models.Model) -> Known:
    return Known(state_of(row), str(row), getattr(row, "version", None))


_current: ContextVar[Writing | None] = ContextVar("writing", default=None)


def current() -> Writing | None:
    return _current.get()


@contextmanager
def writing(who: str = "", way: str = "") -> Iterator[Writing]:
    """One act, which happens as a whole or not at all: a transaction, and an edit for each row that it changes.

    Acts come one after the other, whatever their server, so that each sees those before it as a whole. Within another
    act it is a part of that one, and may tell its way more exactly.
    """
    outer = _current.get()
    if outer:
        outer.way = way or outer.way
        with transaction.atomic():
            yield outer
        return
    with transaction.atomic():
        _wait_for_turn()
        act = Writing(who, way or BY_A_PROGRAM)
        token = _current.set(act)
        try:
            yield act
        finally:
            _current.reset(token)
        act.finish()


def _wait_for_turn() -> None:
    """Until the end of the transaction nobody else writes. SQLite's transactions are like this by our settings."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
