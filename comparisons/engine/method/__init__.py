"""The method: from answers to a decision, in whole numbers. `comparisons.engine` describes it in words.

A release says which version of the rules it was made under: `version_1` replays old ones, `version_2` is today's.
"""

from comparisons.engine.method.decision import Decision, Verdict
from comparisons.engine.method.dispatch import decide, is_sufficient, outcome, totals_of
from comparisons.engine.method.option_effects import (
    MAX_DEGREE,
    PRIORITY_FACTOR,
    AnswerEffect,
    AnswerEffects,
    OptionEffect,
    answer_effect,
    answer_effects,
    opening_criteria,
    option_effects,
    weight_of,
    weighted,
)
from comparisons.engine.method.table import Mark, MethodTable, method_table
from comparisons.engine.method.totals import (
    PointTotals,
    point_totals,
    totals_with_answer,
    totals_with_further_answer,
    totals_without_answer,
)

__all__ = [
    "MAX_DEGREE",
    "PRIORITY_FACTOR",
    "AnswerEffect",
    "AnswerEffects",
    "Decision",
    "Mark",
    "MethodTable",
    "OptionEffect",
    "PointTotals",
    "Verdict",
    "answer_effect",
    "answer_effects",
    "decide",
    "is_sufficient",
    "method_table",
    "opening_criteria",
    "option_effects",
    "outcome",
    "point_totals",
    "totals_of",
    "totals_with_answer",
    "totals_with_further_answer",
    "totals_without_answer",
    "weight_of",
    "weighted",
]
