"""Gathering what one act does to the rows of the working copy."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from comparisons.history.states import read, state_of
from comparisons.models import Edit, State

LONGEST = 300
BY_A_PROGRAM = "program"
"""How rows are written outside of any act that says so."""


class Writing:
    """One act: who, how, and the rows that it touched, each with its state before the first touch."""

    def __init__(self, who: str, way: str) -> None:
        self.who = who
        self.way = way
        self._before: dict[type[models.Model], dict[Any, tuple[State, str] | None]] = defaultdict(dict)

    def touch(self, model: type[models.Model], *keys: Any) -> None:
        """Note rows that are about to be written. Reads them, unless they were touched before."""
        unknown = [key for key in keys if key not in self._before[model]]
        rows = read(model, unknown) if unknown else {}
        for key in unknown:
            self._before[model][key] = (state_of(rows[key]), str(rows[key])) if key in rows else None

    def add(self, row: models.Model) -> None:
        """Note a row that is new."""
        self._before[type(row)].setdefault(row.pk, None)

    def finish(self) -> None:
        """Add an edit for each row that is not what it was."""
        act, moment = uuid.uuid4(), timezone.now()
        shared = {"act": act, "moment": moment, "who": self.who, "way": self.way}
        edits = [Edit(**shared, **told) for model, before in self._before.items() for told in _told(model, before)]
        Edit.objects.bulk_create(edits, batch_size=500)


def _told(model: type[models.Model], before: dict[Any, tuple[State, str] | None]) -> Iterator[dict[str, Any]]:
    rows = read(model, before)
    for key, known in before.items():
        state, label = known or (None, "")
        row = rows.get(key)
        now = state_of(row) if row else None
        if now != state:
            yield {
                "model": model._meta.label_lower,
                "key": key,
                "version": getattr(row, "version", None),
                "label": " ".join((str(row) if row else label).split())[:LONGEST],
                "before": state,
                "after": now,
            }


_current: ContextVar[Writing | None] = ContextVar("writing", default=None)


def current() -> Writing | None:
    return _current.get()


@contextmanager
def writing(who: str = "", way: str = "") -> Iterator[Writing]:
    """One act, which happens as a whole or not at all: a transaction, and an edit for each row that it changes.

    Within another act it is a part of that one, and may tell its way more exactly.
    """
    outer = _current.get()
    if outer:
        outer.way = way or outer.way
        with transaction.atomic():
            yield outer
        return
    with transaction.atomic():
        act = Writing(who, way or BY_A_PROGRAM)
        token = _current.set(act)
        try:
            yield act
        finally:
            _current.reset(token)
        act.finish()
