"""Works out the audit of a catalogue, and the impact of replacing one by another. Needs numpy."""

from collections.abc import Callable

from comparisons.engine.audit.answer_sets import DRAWS, EXACT_UP_TO, SEED, Effort
from comparisons.engine.audit.dead_options import dominated_options
from comparisons.engine.audit.findings import Audit, Impact
from comparisons.engine.audit.merged_questions import merge_scorers
from comparisons.engine.audit.outcome_changes import outcome_changes
from comparisons.engine.audit.outcome_statistics import outcome_statistics
from comparisons.engine.audit.prepare import scorer, scorers
from comparisons.engine.catalogue import Catalogue

__all__ = ["DRAWS", "EXACT_UP_TO", "FULL", "SEED", "Effort", "ProgressCallback", "audit", "impact"]

FULL = Effort()

ProgressCallback = Callable[[int, int], None]
"""Called with the number of combinations tried so far, and the number of all combinations to try."""


def ignore_progress(_tried: int, _total: int) -> None:
    """The callback of a caller who does not follow the progress."""


def audit(catalogue: Catalogue, effort: Effort = FULL) -> Audit:
    """Audit a catalogue without errors, expanded or not. Takes seconds for the shipped catalogue.

    Raises ValueError if it is of version 1, and more than `MAX_TOGETHER` options of a question can be combined.
    """
    made = scorer(catalogue)
    return Audit(
        core=outcome_statistics(made, effort, core_only=True),
        wizard=outcome_statistics(made, effort, core_only=False),
        dominated_options=dominated_options(made.catalogue),
    )


def impact(
    old: Catalogue, new: Catalogue, effort: Effort = FULL, on_progress: ProgressCallback = ignore_progress
) -> Impact:
    """Compare the results of two catalogues without errors, over all answers that either of them has, by slug.

    An answer that one catalogue does not have is dropped there, as when an address is read. `on_progress` is called
    after each batch, and last when all combinations are tried. Takes seconds for the shipped catalogue; raises
    ValueError as `audit` does.
    """
    merged = merge_scorers(*scorers(old, new))
    core, wizard = (merged.plan(effort, core_only=core_only) for core_only in (True, False))
    total, tried = core.tried + wizard.tried, 0

    def count(combinations: int) -> None:
        nonlocal tried
        tried += combinations
        on_progress(tried, total)

    return Impact(core=outcome_changes(merged, core, count), wizard=outcome_changes(merged, wizard, count))
