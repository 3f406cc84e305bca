"""The trail: who wrote what to which row, when and how, with the row before and after; and the way back.

Every write to the working copy, and to people and their roles, leaves an `Edit`, whichever way it came: signals note
the rows that are touched, and `writing` gathers what one act does to them. A row that is written outside of any
`writing` leaves its edit all the same, without a name. Edits are never changed or deleted; neither is anything written
past the signals by our own code (`QuerySet.update`, `bulk_create`), which a test holds.

Publishing leaves no edit: a release is its own record of who, when, what and why. Neither do draft links, which tell
who made and revoked them, nor checks of links, which nobody writes.
"""

from comparisons.editing.audit_log.change_set import writing
from comparisons.editing.audit_log.field_changes import Difference, differences
from comparisons.editing.audit_log.row_state import digest
from comparisons.editing.audit_log.signals import connect
from comparisons.editing.audit_log.undo import UndoError, bring_back, can_be_undone, undo

__all__ = [
    "Difference",
    "UndoError",
    "bring_back",
    "can_be_undone",
    "connect",
    "differences",
    "digest",
    "undo",
    "writing",
]
