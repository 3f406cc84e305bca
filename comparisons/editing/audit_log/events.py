"""What happens to a row without a change of its fields, as when somebody's second factor is reset."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from comparisons.editing.audit_log.row_state import state_of
from comparisons.models import AuditLogEntry


def log_event(row: models.Model, created_by: str, comment: str) -> None:
    """Add an entry to the audit log whose comment says what happened, and whose two states are the same."""
    state = state_of(row)
    AuditLogEntry.objects.create(
        change_set=uuid.uuid4(),
        created_at=timezone.now(),
        created_by=created_by,
        comment=comment,
        model=row._meta.label_lower,
        key=row.pk,
        label=str(row),
        before=state,
        after=state,
    )
