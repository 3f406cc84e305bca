"""No unseen deletion: a confirmation holds for the rows as they were shown, and for no others."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db.models import Model, Q

from comparisons.editing.audit_log import differences
from comparisons.models import FROM_LEAF_TO_ROOT, Edit

MOST_TOLD = 5


def seen_of(rows: Iterable[Model]) -> str:
    """What a confirmation page shows: the versions of all that would go, and the last edit before it was made."""
    versions = sorted((row._meta.label_lower, row.pk, getattr(row, "version", 0)) for row in _all_that_go(rows))
    digest = hashlib.sha256(repr(versions).encode()).hexdigest()[:32]
    last = Edit.objects.values_list("pk", flat=True).first() or 0
    return f"{digest}-{last}"


def changed_since(rows: Iterable[Model], seen: str) -> str:
    """What was done since to the rows that would go, in words; empty where they are what the confirmation showed."""
    rows = list(rows)
    digest, _, last = seen.partition("-")
    if digest == seen_of(rows).partition("-")[0]:
        return ""
    edits = _edits_after(int(last), rows) if last.isdecimal() and len(last) < 19 else ()
    told = "; ".join(map(_in_words, edits)) or "it changed"
    return f"Nothing was deleted. After you opened the confirmation, {told}."


def _edits_after(last: int, rows: Iterable[Model]) -> Iterable[Edit]:
    """The newest few that wrote to what would go, or deleted another row of the working copy."""
    keys_of: dict[str, list[Any]] = defaultdict(list)
    for row in _all_that_go(rows):
        keys_of[row._meta.label_lower].append(row.pk)
    concerned = Q(after__isnull=True)
    for model, keys in keys_of.items():
        concerned |= Q(model=model, key__in=keys)
    working_copy = [model._meta.label_lower for model in FROM_LEAF_TO_ROOT]
    return Edit.objects.filter(concerned, model__in=working_copy, pk__gt=last)[:MOST_TOLD]


def _in_words(edit: Edit) -> str:
    found = differences(edit.model_class, edit.before, edit.after) if edit.model_class else ()
    fields = f"{', '.join(each.label for each in found)} of " if edit.action == "changed" else ""
    return f"{edit.who or 'a program'} {edit.action} {fields}the {edit.kind} “{edit.label}” at {edit.moment:%H:%M} UTC"


def _all_that_go(rows: Iterable[Model]) -> set[Any]:
    collector = NestedObjects(using="default")
    collector.collect(list(rows))
    return {row for found in collector.model_objs.values() for row in found} | {*rows}
