"""The decision of version 2 for many cases at once. Its functions follow those of `engine.method.version_2`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from comparisons.engine.audit.questions import Mask
from comparisons.engine.audit.version_2.cases import Cases, any_of
from comparisons.engine.audit.version_2.layout import REQUIRED, Integers
from comparisons.engine.audit.version_2.one_of_each import one_of_each
from comparisons.engine.method import Mark, Verdict

VERDICTS: tuple[Verdict, ...] = ("clear", "both", "close", "enough", "undecided")
CLEAR, BOTH, CLOSE, ENOUGH, UNDECIDED = range(5)
MOST_RECOMMENDED = 2

Verdicts = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Decisions:
    """The verdict of each case, and what is advised: ranked frameworks that are recommended, then add-ons."""

    verdicts: Verdicts
    advised: Mask


def decide(cases: Cases) -> Decisions:
    layout = cases.layout
    verdicts, leading = _lead(cases)
    known, required = cases.known[: layout.ranked], cases.flags[: layout.proofs] & REQUIRED
    new = leading & ~known
    new &= ~((verdicts == CLOSE) & any_of(leading & known))  # one of these, and the visitor has one
    requires_proof = (np.bitwise_or.reduce(required, axis=0) != 0) | cases.has_mark(Mark.NAMED_OUTSIDE)
    suffices = cases.has_mark(Mark.SUFFICES) & requires_proof
    is_enough = suffices | (~any_of(new) & (any_of(leading) | any_of(cases.known[: layout.proofs])))
    is_for_itself = (verdicts != UNDECIDED) & any_of(new) & ~any_of(new[layout.convincing])
    is_conditional = requires_proof & cases.has_mark(Mark.UNSURE_OF_OTHERS)
    goes_without = (is_conditional | _accept_what_is_known(cases)) & ~is_enough & ~is_for_itself
    new &= ~(suffices | goes_without | (verdicts == UNDECIDED))
    np.copyto(verdicts, ENOUGH, where=is_enough | goes_without)
    return Decisions(verdicts, np.concatenate([new, _add_ons(cases, new, ~suffices)]))


def _accept_what_is_known(cases: Cases) -> Mask:
    """Where readers accept any proof, and there is a general one."""
    layout = cases.layout
    general = layout.convincing & layout.bases.ravel()
    accepts = cases.has_mark(Mark.ANY_PROOF) & ~cases.asks_for_several
    return np.asarray(accepts & any_of(cases.known[: layout.ranked][general]))


def _add_ons(cases: Cases, recommended: Mask, is_wanted: Mask) -> Mask:
    layout = cases.layout
    advised = np.empty((layout.add_ons, recommended.shape[1]), dtype=np.bool_)
    for number, bases in enumerate(layout.extends):
        row = layout.ranked + number
        there = np.zeros(recommended.shape[1], dtype=np.bool_)
        for base in bases:
            there |= cases.known[base]
            if base < layout.ranked:
                there |= recommended[base]
        there &= is_wanted & ~cases.known[row] & (cases.sums[row] >= layout.add_at)
        advised[number] = there & cases.comes_up(row) if row in layout.conditional else there
    return advised


def _lead(cases: Cases) -> tuple[Verdicts, Mask]:
    """The verdict, and what fits best, before looking at what is known."""
    best, second = cases.first_two
    is_able = best >= cases.reach
    near = best - cases.layout.lead.take(cases.sums[-1])
    leading = cases.ranking >= np.maximum(np.maximum(cases.reach, near + 1), second)
    count = np.add.reduce(leading.view(np.uint8), axis=0, dtype=np.uint16)
    verdicts = np.full(len(best), CLOSE, dtype=np.uint8)
    np.copyto(verdicts, BOTH, where=(count == MOST_RECOMMENDED) & _are_complements(cases, leading))
    _separate(cases, verdicts, leading, count)
    np.copyto(verdicts, CLEAR, where=second <= near)
    np.copyto(verdicts, UNDECIDED, where=~is_able)
    leading &= ~(is_able & _is_met(cases, best))
    _ask_for_each(cases, verdicts, leading, is_able)
    return verdicts, leading


def _is_met(cases: Cases, best: Integers) -> Mask:
    """Where something that a known proof covers would lead the best of the ranking."""
    ahead = best + cases.layout.lead.take(cases.sums[-1])
    return np.asarray(cases.most_covered >= np.maximum(cases.reach, ahead))


def _ask_for_each(cases: Cases, verdicts: Verdicts, leading: Mask, is_able: Mask) -> None:
    """Replace the lead where readers ask for several kinds of outcome."""
    columns = np.flatnonzero(is_able & cases.asks_for_several)
    if columns.size:
        few = cases.only(columns)
        missing_or_in_place, applies = one_of_each(few)
        several = np.add.reduce(missing_or_in_place.view(np.uint8), axis=0, dtype=np.uint16) > 1
        leading[:, columns] = np.where(applies, missing_or_in_place, leading[:, columns])
        verdicts[columns] = np.where(applies, np.where(several, BOTH, CLEAR), verdicts[columns])


def _are_complements(cases: Cases, leading: Mask) -> Mask:
    """Where one of the leading complements the other: the first of them, if they are not both to each other."""
    are_complements = np.zeros(leading.shape[1], dtype=np.bool_)
    ranking = cases.ranking
    for row, other, ahead in cases.layout.complements:
        are_both = leading[row] & leading[other]
        if ahead is not None:
            are_both &= ranking[row] - ranking[other] >= ahead
        are_complements |= are_both
    return are_complements


def _separate(cases: Cases, verdicts: Verdicts, leading: Mask, count: npt.NDArray[np.uint16]) -> None:
    """Where three or more are level: starts come first where means are small, else nothing does."""
    layout = cases.layout
    are_level = (count > MOST_RECOMMENDED) & ~any_of(leading & cases.known[: layout.ranked])
    starts = np.add.reduce(leading[layout.starts].view(np.uint8), axis=0, dtype=np.uint16)
    begins = are_level & cases.has_mark(Mark.LIMITED_MEANS) & (starts > 0) & (starts <= MOST_RECOMMENDED)
    if begins.any():
        leading &= ~begins | layout.starts[:, None]
    np.copyto(verdicts, UNDECIDED, where=are_level & ~begins)
