"""Explanations: why the result is what it is, what would change it, and what further answers can still change.

A result is the verdict with the set of recommended frameworks. Each explanation asks whether the result would be
different if something else were. The order of two frameworks that are recommended together is not part of the result.
"""

from comparisons.engine.explanations.influence import Influence, influence
from comparisons.engine.explanations.outlook import Outlook, outlook, prepare_outlook
from comparisons.engine.explanations.robustness import LeftOut, WeightRange, leave_one_out, weight_ranges
from comparisons.engine.explanations.turning_points import (
    Change,
    SmallestChange,
    TurningPair,
    TurningPoint,
    smallest_change,
    turning_points,
)

__all__ = [
    "Change",
    "Influence",
    "LeftOut",
    "Outlook",
    "SmallestChange",
    "TurningPair",
    "TurningPoint",
    "WeightRange",
    "influence",
    "leave_one_out",
    "outlook",
    "prepare_outlook",
    "smallest_change",
    "turning_points",
    "weight_ranges",
]
