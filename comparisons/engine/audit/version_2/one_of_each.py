"""Where readers ask for several kinds of outcome: the best of each kind that nothing known serves yet."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from comparisons.engine.audit.questions import Mask
from comparisons.engine.audit.version_2.cases import Cases
from comparisons.engine.audit.version_2.layout import NAMED, OUTCOMES, REQUIRED


def one_of_each(cases: Cases) -> tuple[Mask, Mask]:
    """The ranked frameworks that lead, and where that applies; elsewhere no kind that is missing has one."""
    layout = cases.layout
    wanted = cases.flags[OUTCOMES]
    known = cases.known[: layout.ranked]
    is_able = cases.ranking >= cases.reach
    is_best = is_able & (cases.ranking == np.where(is_able, cases.ranking, cases.ranking.min()).max(axis=0))
    leading, in_place = np.zeros_like(is_able), np.zeros_like(is_able)
    is_missing = np.zeros(len(wanted), dtype=np.bool_)
    for kind, rows in _by_kind(layout.outcome):
        is_wanted = wanted & kind != 0
        is_missed = is_wanted & ~_is_served(cases, rows, is_best[rows].any(axis=0))
        points = cases.ranking[rows]
        leading[rows] = is_able[rows] & is_missed & (points == points.max(axis=0))
        in_place[rows] = is_able[rows] & known[rows] & is_wanted
        is_missing |= is_missed
    # A kind that is wanted may have no framework at all: then nothing serves it.
    is_missing |= wanted & ~np.uint8(sum(set(layout.outcome))) != 0
    applies = ~is_missing | leading.any(axis=0)
    return leading | in_place, applies


def _by_kind(outcome: tuple[int, ...]) -> Iterator[tuple[int, list[int]]]:
    for kind in sorted(set(outcome)):
        yield kind, [row for row, other in enumerate(outcome) if other == kind]


def _is_served(cases: Cases, rows: list[int], has_best: Mask) -> Mask:
    """A base serves its kind. So does what a customer named, or only held, where what fits best is of another kind."""
    flags, known = cases.flags[rows], cases.known[rows]
    is_named_or_only_held = (flags & NAMED != 0) | (flags & REQUIRED == 0)
    by_base = (known & cases.layout.bases[rows]).any(axis=0)
    return np.asarray(by_base | ((known & is_named_or_only_held).any(axis=0) & ~has_best))
