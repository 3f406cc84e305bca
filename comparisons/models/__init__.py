"""The working copy, which editors edit; and releases, the audit log and links, which nobody edits."""

from comparisons.models.access.draft_link import DraftLink
from comparisons.models.access.first_password import FirstPassword
from comparisons.models.access.sign_in_attempt import SignInAttempt
from comparisons.models.append_only import AppendOnlyError
from comparisons.models.aspect import Aspect, Group
from comparisons.models.audit_log_entry import AuditLogEntry, RowState
from comparisons.models.criterion import Criterion
from comparisons.models.crosswalk import Crosswalk, NotCarriedOver, Pair, Series
from comparisons.models.editable import Editable, StaleRowError
from comparisons.models.framework import Framework
from comparisons.models.framework_parts.cost import Cost
from comparisons.models.framework_parts.event import Event
from comparisons.models.framework_parts.level import Level
from comparisons.models.framework_parts.resource import Resource
from comparisons.models.framework_parts.stage import Stage
from comparisons.models.guide import Consideration, Guide, KeyDifference
from comparisons.models.link_check import LinkCheck, current_check
from comparisons.models.method import Method
from comparisons.models.open_form import OpenForm
from comparisons.models.option import Option, Support
from comparisons.models.references import Use, references_to, uses_of, whole_field, whole_of
from comparisons.models.release import Release, ReviewRequest, ScheduledRelease
from comparisons.models.source import Source
from comparisons.models.value import Confidence, Value, ValueComment

FROM_LEAF_TO_ROOT: tuple[type[Editable], ...] = (
    NotCarriedOver,
    Pair,
    Series,
    Crosswalk,
    Consideration,
    KeyDifference,
    Guide,
    Support,
    Option,
    Criterion,
    Resource,
    Cost,
    Stage,
    Event,
    Value,
    Level,
    Framework,
    Aspect,
    Group,
    Source,
    Method,
)
"""The working copy, in an order in which rows can be deleted; the other way round they can be made."""

__all__ = [
    "FROM_LEAF_TO_ROOT",
    "AppendOnlyError",
    "Aspect",
    "AuditLogEntry",
    "Confidence",
    "Consideration",
    "Cost",
    "Criterion",
    "Crosswalk",
    "DraftLink",
    "Editable",
    "Event",
    "FirstPassword",
    "Framework",
    "Group",
    "Guide",
    "KeyDifference",
    "Level",
    "LinkCheck",
    "Method",
    "NotCarriedOver",
    "OpenForm",
    "Option",
    "Pair",
    "Release",
    "Resource",
    "ReviewRequest",
    "RowState",
    "ScheduledRelease",
    "Series",
    "SignInAttempt",
    "Source",
    "Stage",
    "StaleRowError",
    "Support",
    "Use",
    "Value",
    "ValueComment",
    "current_check",
    "references_to",
    "uses_of",
    "whole_field",
    "whole_of",
]
