"""The working copy: the rows that editors edit. And the releases, which nobody does."""

from comparisons.models.aspect import Aspect, Group
from comparisons.models.cost import Cost
from comparisons.models.criterion import Criterion, Option, Support
from comparisons.models.crosswalk import Crosswalk, NotCarriedOver, Pair, Series
from comparisons.models.framework import Framework
from comparisons.models.guide import Consideration, Guide, KeyDifference
from comparisons.models.method import Method
from comparisons.models.release import Release, ReleaseIsPermanentError
from comparisons.models.resource import Resource
from comparisons.models.source import Source
from comparisons.models.stage import Stage
from comparisons.models.value import Confidence, Value

__all__ = [
    "Aspect",
    "Confidence",
    "Consideration",
    "Cost",
    "Criterion",
    "Crosswalk",
    "Framework",
    "Group",
    "Guide",
    "KeyDifference",
    "Method",
    "NotCarriedOver",
    "Option",
    "Pair",
    "Release",
    "ReleaseIsPermanentError",
    "Resource",
    "Series",
    "Source",
    "Stage",
    "Support",
    "Value",
]
