"""Where in the arrays each framework is, and what the rules need to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from comparisons.engine.catalogue import RANKED, Catalogue
from comparisons.engine.method import MAX_DEGREE, MethodTable, method_table

Integers = npt.NDArray[np.signedinteger]
Flags = npt.NDArray[np.uint8]
Rows = npt.NDArray[np.intp]

REQUIRED, HELD, NAMED, BROUGHT_UP, CALLED_FOR, COVERING = (1 << bit for bit in range(6))
"""What answers say of a framework. After the frameworks come two more rows: the marks, and the outcomes asked for."""
MARKS, OUTCOMES = -2, -1


@dataclass(frozen=True, eq=False)
class Layout:
    """The frameworks by row. `order` has the position in the catalogue of each row.

    `covered` has the rows that cover a ranked framework, of those that any does. `complements` are pairs of ranked
    ones, with the points by which the first has to be ahead; None if they complement each other. `reach` and `lead`
    have, for each maximum of points, the points that a framework needs to be recommended, and the points ahead that
    make a lead.
    """

    order: tuple[int, ...]
    ranked: int
    add_ons: int
    conditional: tuple[int, ...]
    covered: tuple[tuple[int, Rows], ...]
    complements: tuple[tuple[int, int, int | None], ...]
    starts: npt.NDArray[np.bool_]
    convincing: npt.NDArray[np.bool_]
    bases: npt.NDArray[np.bool_]
    outcome: tuple[int, ...]
    extends: tuple[tuple[int, ...], ...]
    add_at: int
    reach: Integers
    lead: Integers

    @property
    def proofs(self) -> int:
        """The rows before those of laws."""
        return self.ranked + self.add_ons

    @property
    def integer(self) -> np.dtype[np.signedinteger]:
        return self.reach.dtype


def layout(catalogue: Catalogue) -> Layout:
    table = method_table(catalogue)
    roles = [framework.role for framework in catalogue.frameworks]
    positions = range(table.count)
    ranked = [n for n in positions if roles[n] in RANKED]
    add_ons = [n for n in positions if roles[n] == "add-on"]
    order = (*ranked, *add_ons, *(n for n in positions if roles[n] == "law"))
    reach, lead = _thresholds(catalogue)
    return Layout(
        order=order,
        ranked=len(ranked),
        add_ons=len(add_ons),
        conditional=_rows(order, table.conditional),
        covered=tuple(
            (row, np.array(by, dtype=np.intp))
            for row, n in enumerate(ranked)
            if (by := _rows(order, table.covered_by[n]))
        ),
        complements=tuple(_complements(table, ranked)),
        starts=np.array([table.starts >> n & 1 for n in ranked], dtype=np.bool_),
        convincing=np.array([table.convincing >> n & 1 for n in ranked], dtype=np.bool_),
        bases=np.array([table.bases >> n & 1 for n in ranked], dtype=np.bool_).reshape(-1, 1),
        outcome=tuple(table.outcome[n] for n in ranked),
        extends=tuple(_rows(order, table.extends[n]) for n in add_ons),
        add_at=table.add_at,
        reach=reach,
        lead=lead,
    )


def _rows(order: tuple[int, ...], bit_set: int) -> tuple[int, ...]:
    return tuple(row for row, n in enumerate(order) if bit_set >> n & 1)


def _complements(table: MethodTable, ranked: list[int]) -> Iterator[tuple[int, int, int | None]]:
    """Pairs of rows. If only the first complements the second, it has to be ahead: equal ones are in order of name."""
    for row, n in enumerate(ranked):
        for other, m in enumerate(ranked):
            if table.complements[n] >> m & 1:
                is_mutual = table.complements[m] >> n & 1
                if not is_mutual:
                    yield row, other, 0 if table.name_order[n] < table.name_order[m] else 1
                elif row < other:
                    yield row, other, None


def _thresholds(catalogue: Catalogue) -> tuple[Integers, Integers]:
    """In the smallest integers in which no sum or difference of points overflows."""
    most = sum(MAX_DEGREE * criterion.weight for criterion in catalogue.criteria)
    reasons = MAX_DEGREE * len(catalogue.criteria)
    limit = 1 + max(4 * most, reasons, catalogue.method.add_at)
    integer = next(integer for integer in (np.int8, np.int16, np.int32) if np.iinfo(integer).max > limit)
    maximum = np.arange(most + 1)
    reach = -(-catalogue.method.recommend_at * maximum // 100)
    reach[0] = np.iinfo(integer).max
    return reach.astype(integer), (-(-catalogue.method.lead * maximum // 100)).astype(integer)
