"""The work itself: audits and an impact, with numpy. Only the process of its own imports this, and tests."""

from __future__ import annotations

from collections.abc import Collection

from comparisons.engine import Catalogue
from comparisons.engine.audit import Audit, Impact
from comparisons.engine.audit.compute import FULL, Effort, audit, impact
from comparisons.engine.checks.errors import find_errors
from comparisons.releases.audit_process.results import Emit, Named, Pair, Progress, Unavailable


def compute(
    pair: Pair, missing: Collection[str], emit: Emit, _lock: int | None = None, *, effort: Effort = FULL
) -> None:
    """Work out those results of the pair that are missing. Takes seconds for the shipped catalogue."""
    for name, catalogue in pair.audits.items():
        if name in missing:
            emit(Named(name, _audit(catalogue, effort)))
    if pair.before and pair.name in missing:
        emit(Named(pair.name, _impact(pair.before, pair.after, emit, effort)))


def _audit(catalogue: Catalogue, effort: Effort) -> Audit | Unavailable:
    if any(find_errors(catalogue)):
        return Unavailable("There are errors, so some answers have no result.")
    try:
        return audit(catalogue, effort)
    except ValueError as error:  # more options than an audit can combine
        return Unavailable(str(error))


def _impact(before: Catalogue, after: Catalogue, emit: Emit, effort: Effort) -> Impact | Unavailable:
    if any(find_errors(before)) or any(find_errors(after)):
        return Unavailable("There are errors, so some answers have no result.")
    try:
        return impact(before, after, effort, on_progress=lambda tried, total: emit(Progress(tried, total)))
    except ValueError as error:  # as for an audit
        return Unavailable(str(error))
