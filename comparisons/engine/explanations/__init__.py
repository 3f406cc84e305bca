"""Why a recommendation is what it is: what would change it, what is still possible, how sure it is.

All of it asks one question of the method: is the result, the verdict with the frameworks that it recommends, another
one if this were otherwise? The order of two frameworks that are recommended together is not part of that.
"""

from comparisons.engine.explanations.influence import Influence, influence
from comparisons.engine.explanations.outlook import Outlook, outlook
from comparisons.engine.explanations.robustness import LeftOut, WeightRange, leave_one_out, weight_ranges
from comparisons.engine.explanations.turning_points import (
    Change,
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
    "TurningPair",
    "TurningPoint",
    "WeightRange",
    "influence",
    "leave_one_out",
    "outlook",
    "smallest_change",
    "turning_points",
    "weight_ranges",
]
