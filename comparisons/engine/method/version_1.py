"""The rules of version 1, by which releases are replayed that were made under it.

What is required leaves the ranking, and the verdict looks at the first two of the rest. Of equal frameworks the one
that comes first in the catalogue is ranked first. What is held can lead, and is then in place.
"""

from __future__ import annotations

from comparisons.engine.method.decision import Decision, Positions, Verdict
from comparisons.engine.method.table import MethodTable
from comparisons.engine.method.totals import PointTotals


def decide(table: MethodTable, totals: PointTotals) -> Decision:
    ranked = [n for n in range(table.count) if not totals.requires(n)]
    ranking = tuple(sorted(ranked, key=lambda n: -totals.points[n]))
    verdict, leading = result(table, totals)
    return Decision(verdict, ranking, leading, recommended=leading)


def result(table: MethodTable, totals: PointTotals) -> tuple[Verdict, Positions]:
    """The verdict and the frameworks that it is about, best first."""
    points, most = totals.points, totals.max_points
    ranked = [n for n in range(table.count) if not totals.requires(n)]
    best = max(ranked, key=points.__getitem__, default=None)
    if best is None or not most or 100 * points[best] < table.recommend_at * most:
        return "undecided", ()
    ranked.remove(best)
    rival = max(ranked, key=points.__getitem__, default=None)
    if rival is None or 100 * (points[best] - points[rival]) >= table.lead * most:
        return "clear", (best,)
    if 100 * points[rival] < table.recommend_at * most:
        return "close", (best,)
    return ("both" if table.complements[best] >> rival & 1 else "close"), (best, rival)
