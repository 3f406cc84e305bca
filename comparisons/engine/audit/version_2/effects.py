"""What the answers to a question add to the sums and say of frameworks: a row for each answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from comparisons.engine.audit.questions import Question
from comparisons.engine.audit.version_2.layout import (
    BROUGHT_UP,
    CALLED_FOR,
    COVERING,
    HELD,
    MARKS,
    NAMED,
    REQUIRED,
    Flags,
    Integers,
    Layout,
)
from comparisons.engine.catalogue import Catalogue
from comparisons.engine.method import MAX_DEGREE, Mark, OptionEffect, method_table, option_effects


@dataclass(frozen=True, eq=False)
class Effects:
    """The effects of the answers to one question. The first row is that of a question that is not asked.

    The columns of `points` are the points of ranked frameworks and the reasons for add-ons, then the points that count
    only for a ranked framework that another answer speaks for, and last the maximum of points. `flags` has a column for
    each framework, and two more.
    """

    points: Integers
    flags: Flags

    @classmethod
    def of_nothing(cls, layout: Layout) -> Effects:
        """A single row, of nothing answered."""
        sums = layout.proofs + layout.ranked + 1
        return cls(np.zeros((1, sums), dtype=layout.integer), np.zeros((1, len(layout.order) + 2), dtype=np.uint8))


def effects(catalogue: Catalogue, numbered: Question, layout: Layout) -> Effects:
    criterion = catalogue.criterion_of[numbered.slug]
    effect_of = option_effects(catalogue)[numbered.slug]
    options = [effect_of[slug] for slug in (*numbered.together, *numbered.alone)]
    order = np.array(layout.order)
    supports = numbered.rows(np.array([option.supports for option in options], dtype=np.int64)[:, order])
    objections = numbered.rows(-np.array([option.objections for option in options], dtype=np.int64)[:, order])
    is_add_on = (np.arange(len(order)) >= layout.ranked) & (np.arange(len(order)) < layout.proofs)
    weights = np.where(is_add_on, 1, criterion.weight)
    points = weights * (supports - objections)
    facts = [_flags(catalogue, option, layout) for option in options]
    flags = numbered.rows(np.array(facts, dtype=np.int64), np.bitwise_or)
    if any(option.suffices for option in criterion.options):
        flags[0, MARKS] = Mark.UNSURE_OF_OTHERS
    not_alone = np.zeros_like(points)
    if criterion.means:
        not_alone = np.where(is_add_on, 0, np.maximum(points, 0))
    else:
        flags[:, : len(order)] |= CALLED_FOR * (points > 0)
    maximum = np.where(np.arange(numbered.size) == 0, 0, MAX_DEGREE * criterion.weight).reshape(-1, 1)
    sums = np.hstack([(points - not_alone)[:, : layout.proofs], not_alone[:, : layout.ranked], maximum])
    return Effects(_with_not_asked(sums).astype(layout.integer), _with_not_asked(flags).astype(np.uint8))


def _with_not_asked(rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.vstack([np.zeros((1, rows.shape[1]), dtype=np.int64), rows])


def _flags(catalogue: Catalogue, effect: OptionEffect, layout: Layout) -> list[int]:
    """What an option says of each framework, and its marks and outcomes."""
    facts = method_table(catalogue).unpack(effect.facts)
    sets = {
        REQUIRED: facts.required,
        HELD: facts.held,
        NAMED: facts.named,
        BROUGHT_UP: facts.brought_up,
        COVERING: facts.covering,
    }
    flags = [sum(flag for flag, bit_set in sets.items() if bit_set >> n & 1) for n in layout.order]
    return [*flags, int(facts.marks), facts.outcomes]
