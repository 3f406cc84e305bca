"""No unseen deletion: a confirmation is valid for the rows as its page showed them, and for no others."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db.models import Model, Q

from comparisons.admin.form_parts.moments import ago
from comparisons.admin.row_keys import is_key
from comparisons.editing.audit_log import field_changes_of
from comparisons.models import FROM_LEAF_TO_ROOT, AuditLogEntry

MAX_NAMED = 5
"""Entries of the audit log that a refusal names."""


def confirmation_token(rows: Iterable[Model]) -> str:
    """What a confirmation page shows: the versions of all rows that would be deleted, and the last entry of the log."""
    versions = sorted((row._meta.label_lower, row.pk, getattr(row, "version", 0)) for row in _all_deleted(rows))
    digest = hashlib.sha256(repr(versions).encode()).hexdigest()[:32]
    last = AuditLogEntry.objects.values_list("pk", flat=True).first() or 0
    return f"{digest}-{last}"


def changes_since(rows: Iterable[Model], token: str) -> str:
    """A refusal that names the changes to the rows since the confirmation; empty where there are none."""
    rows = list(rows)
    digest, _, last = token.partition("-")
    if digest == confirmation_token(rows).partition("-")[0]:
        return ""
    entries = _entries_after(int(last), rows) if is_key(AuditLogEntry, last) else ()
    changes = "; ".join(map(_entry_text, entries)) or "it changed"
    return f"Nothing was deleted. After you opened the confirmation, {changes}."


def _entries_after(last: int, rows: Iterable[Model]) -> Iterable[AuditLogEntry]:
    """The newest few that are about a row that would be deleted, or that deleted another row of the working copy."""
    keys_by_model: dict[str, list[Any]] = defaultdict(list)
    for row in _all_deleted(rows):
        keys_by_model[row._meta.label_lower].append(row.pk)
    concerned = Q(after__isnull=True)
    for model, keys in keys_by_model.items():
        concerned |= Q(model=model, key__in=keys)
    working_copy = [model._meta.label_lower for model in FROM_LEAF_TO_ROOT]
    return AuditLogEntry.objects.filter(concerned, model__in=working_copy, pk__gt=last)[:MAX_NAMED]


def _entry_text(entry: AuditLogEntry) -> str:
    labels = ", ".join(change.label for change in field_changes_of(entry))
    fields = f"{labels} of " if entry.action == "changed" else ""
    author = entry.created_by or "a program"
    return f"{author} {entry.action} {fields}the {entry.kind} “{entry.label}” {ago(entry.created_at)}"


def _all_deleted(rows: Iterable[Model]) -> set[Any]:
    """The rows and everything that is deleted with them."""
    collector = NestedObjects(using="default")
    collector.collect(list(rows))
    return {row for objects in collector.model_objs.values() for row in objects} | {*rows}
