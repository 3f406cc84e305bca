"""Applies the version of the rules that a catalogue was made under."""

from __future__ import annotations

from collections.abc import Iterable

from comparisons.engine.catalogue import Catalogue
from comparisons.engine.method import version_1, version_2
from comparisons.engine.method.decision import Decision, Positions, Verdict
from comparisons.engine.method.option_effects import AnswerEffect
from comparisons.engine.method.table import method_table
from comparisons.engine.method.totals import PointTotals, point_totals


def totals_of(catalogue: Catalogue, effects: Iterable[AnswerEffect]) -> PointTotals:
    table = method_table(catalogue)
    return point_totals(table.points_length, effects)


def outcome(catalogue: Catalogue, totals: PointTotals) -> tuple[Verdict, Positions, Positions]:
    """The verdict, and what is recommended and added: what explanations compare."""
    table = method_table(catalogue)
    if table.version == 1:
        return *version_1.result(table, totals), ()
    return version_2.result(table, totals)


def decide(catalogue: Catalogue, totals: PointTotals) -> Decision:
    """The decision for answers with these totals."""
    table = method_table(catalogue)
    return version_1.decide(table, totals) if table.version == 1 else version_2.decide(table, totals)


def is_sufficient(catalogue: Catalogue, totals: PointTotals) -> bool:
    """Whether what is required is enough, whatever else is answered."""
    table = method_table(catalogue)
    return table.version > 1 and version_2.is_sufficient(table, totals)
