"""The audit: the outcomes of all answer sets of a catalogue, and how they change under another catalogue.

`compute` works an audit out, and is the only part of the engine that needs numpy: whoever only reads audits imports
this package, which does not import it. All counts are whole numbers. Tests compare them with `recommend`.

Which answer sets
-----------------
A question can be answered with "not sure", with one option or, where several can be chosen, with any that can be
combined. A *combination* is one answer to each question. `core` tries all combinations of answers to the core
questions. `wizard` tries all combinations of answers to all questions if there are at most `EXACT_UP_TO`, and
otherwise a sample of `DRAWS`. The sample is stratified: each combination of core answers gets the same number of
draws, and the answers to the other questions are equally likely. The random generator starts at `SEED`, so the same
catalogue always gives the same audit.

A share is a share of combinations. An answer to a question that is not asked does not count, as when an address is
read. So several combinations can be the same answer set, and a question that few visitors see does not give their
answers more weight.

Certainty
---------
`findings` defines dead options, dead questions and dominated options. A `coverage` of `Exhaustive` proves a finding. A
`Sample` proves only what it has seen: that an option is live, or that a framework wins. That an option is dead, or
that a framework never wins, then means "not seen in the sample".
"""

from comparisons.engine.audit.findings import (
    Audit,
    Coverage,
    DeadOption,
    DominatedOption,
    Exhaustive,
    FrameworkShares,
    Impact,
    Outcome,
    OutcomeChange,
    OutcomeChanges,
    OutcomeStatistics,
    Sample,
    Share,
)
from comparisons.engine.audit.problems import problems

__all__ = [
    "FORMAT",
    "Audit",
    "Coverage",
    "DeadOption",
    "DominatedOption",
    "Exhaustive",
    "FrameworkShares",
    "Impact",
    "Outcome",
    "OutcomeChange",
    "OutcomeChanges",
    "OutcomeStatistics",
    "Sample",
    "Share",
    "problems",
]

FORMAT = 1
"""Raise it when the same catalogue gets another audit or impact than before, so that nobody reads those of before."""
