"""A change set: everything that one save does to the rows of the working copy."""

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
from comparisons.models import AuditLogEntry, RowState

MAX_LABEL_LENGTH = 300
BY_A_PROGRAM = "program"
"""The comment on rows that are written outside of any change set."""
LOCK_ID = 2_046_875_361
"""Of the PostgreSQL advisory lock that all servers of one database take before they write."""
LOCK_TIMEOUT = 20
"""Seconds to wait for the lock, as with SQLite. Then the write fails, so that the server can answer its readers."""


@dataclass(frozen=True)
class Snapshot:
    """A row at one moment. People and roles have no version."""

    state: RowState
    label: str
    version: int | None


class ChangeSet:
    """Who writes and how, and the rows concerned, each with its state before the first change."""

    def __init__(self, created_by: str, comment: str) -> None:
        self.created_by = created_by
        self.comment = comment
        self._before: dict[type[models.Model], dict[Any, Snapshot | None]] = defaultdict(dict)

    def touch(self, model: type[models.Model], *keys: Any) -> None:
        """Note rows that are about to be written. Reads the ones that were not noted before."""
        unknown = [key for key in keys if key not in self._before[model]]
        rows = read(model, unknown) if unknown else {}
        for key in unknown:
            self._before[model][key] = _snapshot(rows[key]) if key in rows else None

    def add(self, row: models.Model) -> None:
        """Note a row that is new."""
        self._before[type(row)].setdefault(row.pk, None)

    def finish(self) -> None:
        """Add an entry to the audit log for each row that has changed."""
        shared = {
            "change_set": uuid.uuid4(),
            "created_at": timezone.now(),
            "created_by": self.created_by,
            "comment": self.comment,
        }
        entries = [
            AuditLogEntry(**shared, **fields)
            for model, before in self._before.items()
            for fields in _changed_rows(model, before)
        ]
        AuditLogEntry.objects.bulk_create(entries, batch_size=500)


def _changed_rows(model: type[models.Model], snapshots: dict[Any, Snapshot | None]) -> Iterator[dict[str, Any]]:
    """The fields of an entry for each row that differs from its snapshot."""
    rows = read(model, snapshots)
    for key, before in snapshots.items():
        after = _snapshot(rows[key]) if key in rows else None
        known = after or before
        if known and (after and after.state) != (before and before.state):
            yield {
                "model": model._meta.label_lower,
                "key": key,
                "version": _version_after(model, key, before, after) if after else None,
                "label": " ".join(known.label.split())[:MAX_LABEL_LENGTH],
                "before": before and before.state,
                "after": after and after.state,
            }


def _version_after(model: type[models.Model], key: Any, before: Snapshot | None, after: Snapshot) -> int | None:
    """The row's version. Where only references changed, takes the next version: open forms show references too."""
    if after.version is None or before is None or before.version != after.version:
        return after.version
    model._default_manager.filter(pk=key).update(version=after.version + 1)
    return after.version + 1


def _snapshot(row: models.Model) -> Snapshot:
    return Snapshot(state_of(row), str(row), getattr(row, "version", None))


_current: ContextVar[ChangeSet | None] = ContextVar("change_set", default=None)


def current() -> ChangeSet | None:
    return _current.get()


@contextmanager
def change_set(created_by: str = "", comment: str = "") -> Iterator[ChangeSet]:
    """A transaction that adds one entry to the audit log for each row that it changes.

    Change sets run one after the other, on all servers of the database, so each sees the ones before it as a whole.
    Inside another change set this joins the outer one; a comment replaces the outer comment.
    """
    outer = _current.get()
    if outer:
        outer.comment = comment or outer.comment
        with transaction.atomic():
            yield outer
        return
    with transaction.atomic():
        _lock()
        changes = ChangeSet(created_by, comment or BY_A_PROGRAM)
        token = _current.set(changes)
        try:
            yield changes
        finally:
            _current.reset(token)
        changes.finish()


def _lock() -> None:
    """Let nobody else write until the end of the transaction. On SQLite our settings make every transaction do so."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}s'")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_ID])
