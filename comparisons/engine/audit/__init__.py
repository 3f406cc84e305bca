"""The audit: the outcomes of all answer sets of a catalogue, and how they change under another catalogue.

`compute` works an audit out, and is the only part of the engine that needs numpy: whoever only reads audits imports
this package, which does not import it. All counts are whole numbers. Tests compare them with `recommend`.

`version_1` and `version_2` score many answer sets at once under either version of the rules. A catalogue of version 1
can be compared with one of version 2.

Which answer sets
-----------------
A question can be answered with "not sure", with one option or, where several can be chosen, with any that can be
combined. A *combination* is one answer to each question. `core` tries all combinations of answers to the core
questions, and `wizard` of answers to all questions, if there are at most `EXACT_UP_TO`; otherwise each tries a sample
of `DRAWS`. A sample is stratified: each combination of core answers gets the same number of draws, and the answers to
the other questions are equally likely. Where there are too many combinations of core answers for that, those are drawn
too. The random generator starts at `SEED`, so the same catalogue always gives the same audit.

Under version 2 a question may have an option for each framework, and of 22 options there are four million
combinations. There up to `AT_ONCE` options of one question are combined, and all answers that this leaves are equally
likely. The coverage says so wherever it leaves something out, and all findings are about what it leaves.

A share is a share of combinations. An answer to a question that is not asked does not count, as when an address is
read. So several combinations can be the same answer set, and a question that few visitors see does not give their
answers more weight.

Certainty
---------
`findings` defines dead options, dead questions and dominated options. A `coverage` of `Exhaustive` proves a finding,
and `ExhaustiveUpTo` proves it for answers with so many options. A `Sample` proves only what it has seen: that an option
is live, or that a framework wins. That an option is dead, or that a framework never wins, then means "not seen in the
sample". `SampleUpTo` is a sample of answers with so many options.
"""

from comparisons.engine.audit.findings import (
    Audit,
    Coverage,
    DeadOption,
    DominatedOption,
    Exhaustive,
    ExhaustiveUpTo,
    FrameworkShares,
    Impact,
    MostFrequentChanges,
    Outcome,
    OutcomeChange,
    OutcomeChanges,
    OutcomeStatistics,
    OutcomeWithAddOns,
    Sample,
    SampleUpTo,
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
    "ExhaustiveUpTo",
    "FrameworkShares",
    "Impact",
    "MostFrequentChanges",
    "Outcome",
    "OutcomeChange",
    "OutcomeChanges",
    "OutcomeStatistics",
    "OutcomeWithAddOns",
    "Sample",
    "SampleUpTo",
    "Share",
    "problems",
]

FORMAT = 6
"""Raise it when the same catalogue gets another audit or impact than before, so that nobody reads those of before."""
