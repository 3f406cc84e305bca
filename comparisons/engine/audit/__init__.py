"""The audit: what every set of answers leads to, and what becomes of it under another catalogue.

It is the one part of the engine that needs numpy, so it is imported by name, by those who audit, and not by `engine`.
Whatever it counts is counted in whole numbers, and `recommend` is what it has to agree with.

Which answer sets
-----------------
A question can be answered with "not sure", with one option or, where several can be chosen, with any that go
together. `core` tries all ways to answer the core questions; `wizard` does so with all questions, if they are few
enough (`EXACT_UP_TO`), and otherwise draws from them (`DRAWS`): as many from each way to answer the core questions,
with every answer to each further question as likely as the others. Nothing of this is left to chance: the numbers
come from a generator that starts at `SEED`, so the same catalogue gives the same audit.

A share is of the ways to answer. As when an address is read, an answer to a question that is not asked does not
count; so what is asked only of some does not give their answers more weight than those of others. Without such
questions the ways to answer are the answer sets, each once.

Words
-----
What a dead option, a dead question or a dominated option is, is told where `findings` defines it. Whether a list is
proved or only what was found so far, tells the survey's `coverage`: `Exhaustive`, or `Sample` with its size. Found
live is certain in both; found dead, or never winning, is certain only in the first.
"""

from collections.abc import Callable

from comparisons.engine.audit.answer_sets import DRAWS, EXACT_UP_TO, SEED, Effort
from comparisons.engine.audit.dead_options import dominated_options
from comparisons.engine.audit.findings import (
    Audit,
    Change,
    Changes,
    Coverage,
    DeadOption,
    Dominated,
    Exhaustive,
    FrameworkShares,
    Impact,
    Outcome,
    Sample,
    Share,
    Survey,
)
from comparisons.engine.audit.impact import changes
from comparisons.engine.audit.merged_questions import merge
from comparisons.engine.audit.problems import problems
from comparisons.engine.audit.scorer import obliging_frameworks, scorer
from comparisons.engine.audit.surveys import survey
from comparisons.engine.catalogue import Catalogue

__all__ = [
    "DRAWS",
    "EXACT_UP_TO",
    "SEED",
    "Audit",
    "Change",
    "Changes",
    "Coverage",
    "DeadOption",
    "Dominated",
    "Effort",
    "Exhaustive",
    "FrameworkShares",
    "Impact",
    "Outcome",
    "Progress",
    "Sample",
    "Share",
    "Survey",
    "audit",
    "impact",
    "problems",
]

FULL = Effort()

Progress = Callable[[int, int], None]
"""Told how many ways to answer were tried, and of how many."""


def no_one(_tried: int, _in_all: int) -> None:
    """For those who do not want to be told."""


def audit(catalogue: Catalogue, effort: Effort = FULL) -> Audit:
    """Try the answer sets of a catalogue without errors. Takes about a second on the shipped one.

    Raises ValueError where a question has more options than can be combined here, or more frameworks are required.
    """
    made = scorer(catalogue)
    return Audit(
        core=survey(made, effort, core_only=True),
        wizard=survey(made, effort, core_only=False),
        dominated=dominated_options(catalogue),
    )


def impact(old: Catalogue, new: Catalogue, effort: Effort = FULL, tell: Progress = no_one) -> Impact:
    """Compare the results of both catalogues over the answers that either knows, by slug; raises as `audit` does.

    An answer that one of them does not know is dropped there, as when an address is read. `tell` is told now and then
    how many ways to answer were tried, and of how many: at last, of all.
    """
    obliging = tuple(dict.fromkeys((*obliging_frameworks(old), *obliging_frameworks(new))))
    merged = merge(scorer(old, obliging), scorer(new, obliging))
    core, wizard = (merged.plan(effort, core_only=core_only) for core_only in (True, False))
    in_all, tried = core.tried + wizard.tried, 0

    def count(ways: int) -> None:
        nonlocal tried
        tried += ways
        tell(tried, in_all)

    return Impact(core=changes(merged, core, count), wizard=changes(merged, wizard, count))
