"""The audit log: who changed which row, when and how, with the row before and after; and how to undo it.

Every write to the working copy, to people and their roles, to what is scheduled and to what is ready for review adds an
`AuditLogEntry`. Signals note the rows that are written, and `change_set` groups what one save does. A row that is
written outside of any change set gets an entry of its own, without a name. Entries are never changed or deleted. Our
own code writes no such row without a signal (`QuerySet.update`, `bulk_create`); a test checks this. Two writes here do:
the entries themselves, and the next version of a row of which only references changed.

Not in the log: releases, which keep their own who, when and why; draft links, which keep who made and revoked them;
and link checks, which no person writes.

Why our own and not django-reversion or django-pghistory: docs/decisions.md.
"""

from comparisons.editing.audit_log.change_set import change_set
from comparisons.editing.audit_log.events import log_event
from comparisons.editing.audit_log.field_changes import FieldChange, field_changes, field_changes_of, value_text
from comparisons.editing.audit_log.row_state import digest, kept_fields, new_state, state_of
from comparisons.editing.audit_log.signals import connect
from comparisons.editing.audit_log.undo import UndoError, bring_back, can_be_undone, changed_since, undo
from comparisons.editing.audit_log.versions import state_at

__all__ = [
    "FieldChange",
    "UndoError",
    "bring_back",
    "can_be_undone",
    "change_set",
    "changed_since",
    "connect",
    "digest",
    "field_changes",
    "field_changes_of",
    "kept_fields",
    "log_event",
    "new_state",
    "state_at",
    "state_of",
    "undo",
    "value_text",
]
