"""The rules of version 2. The package of the engine describes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from comparisons.engine.method.decision import Decision, Positions, Verdict
from comparisons.engine.method.table import Facts, Mark, MethodTable, positions_in
from comparisons.engine.method.totals import PointTotals

MOST_RECOMMENDED = 2
"""More frameworks than that, level with each other, are not advice: the answers do not separate them."""


def decide(table: MethodTable, totals: PointTotals) -> Decision:
    case = _Case(table, totals, table.unpack(totals.facts))
    lead = _lead(case)
    new = tuple(n for n in lead.frameworks if not case.is_known(n))
    proof, required_proof, suffices = case.known & ~table.laws, case.required_proof, case.suffices
    if lead.verdict == "close" and len(new) < len(lead.frameworks):
        new = ()  # one of these, and the visitor has one
    if suffices or lead.verdict == "undecided":
        recommended: Positions = ()
    else:
        recommended = new
    is_enough = suffices or (not new and bool(lead.frameworks or proof))
    conditional: Positions = ()
    if not is_enough and required_proof and case.marks & Mark.UNSURE_OF_OTHERS:
        recommended, conditional, is_enough = (), case.in_order(recommended), True
    return Decision(
        verdict="enough" if is_enough else lead.verdict,
        ranking=case.ranking,
        leading=lead.frameworks,
        recommended=case.in_order(recommended),
        add=() if suffices else case.add_ons(recommended),
        later=lead.later if recommended else (),
        conditional=conditional,
        covered=case.covered_ones,
        tied=case.is_tied(recommended),
        suffices=suffices,
    )


def is_sufficient(table: MethodTable, totals: PointTotals) -> bool:
    """Whether what is required is enough. Further answers do not change that."""
    return _Case(table, totals, table.unpack(totals.facts)).suffices


@dataclass(frozen=True)
class _Case:
    """One set of answers: what is known, and the points of each framework that comes up, by position."""

    table: MethodTable
    totals: PointTotals
    facts: Facts

    @property
    def marks(self) -> Mark:
        return self.facts.marks

    @cached_property
    def known(self) -> int:
        """What is required or held."""
        return self.facts.required | self.facts.held

    @property
    def required_proof(self) -> int:
        """What is required and can be shown to somebody: no law."""
        return self.facts.required & ~self.table.laws

    @property
    def suffices(self) -> bool:
        """Whether what is required is enough."""
        return bool(self.marks & Mark.SUFFICES and self.required_proof)

    def is_known(self, n: int) -> bool:
        return bool(self.known >> n & 1)

    @cached_property
    def comes_up(self) -> int:
        return self.known | self.facts.brought_up | ~self.table.conditional

    @cached_property
    def scored(self) -> int:
        """What comes up and can be ranked."""
        return self.table.ranked & self.comes_up

    @cached_property
    def points(self) -> dict[int, int]:
        """The points of those that can be ranked. What one can afford counts only where another answer calls for it."""
        points, count = self.totals.points, self.table.count
        return {
            n: points[n] + (points[n + count] if self.facts.called_for >> n & 1 else 0)
            for n in positions_in(self.scored)
        }

    def reaches(self, n: int) -> bool:
        """Whether a framework has a score at which it can be recommended."""
        most = self.totals.max_points
        return bool(most) and 100 * self.points[n] >= self.table.recommend_at * most

    def is_near(self, n: int, best: int) -> bool:
        return 100 * (self.points[best] - self.points[n]) < self.table.lead * self.totals.max_points

    def coverers(self, n: int) -> list[int]:
        """What leaves a framework out: something known that covers it, or something that scores more and can lead."""
        candidates = 0 if self.is_known(n) else self.table.covered_by[n] & (self.known | self.scored)
        return [by for by in positions_in(candidates) if self.is_known(by) or self._leads_over(by, n)]

    def _leads_over(self, other: int, n: int) -> bool:
        return self.points[other] > self.points[n] and self.reaches(other)

    @cached_property
    def left_out(self) -> dict[int, list[int]]:
        """Each framework that is covered, with those that cover it."""
        return {n: coverers for n in self.points if (coverers := self.coverers(n))}

    @cached_property
    def covered_ones(self) -> tuple[tuple[int, int], ...]:
        """Those left out that could have been recommended, and what covers them: what is known before what is not."""
        order = self.table.name_order
        return tuple(
            (n, min(self.left_out[n], key=lambda by: (not self.is_known(by), order[by])))
            for n in sorted(self.left_out, key=order.__getitem__)
            if self.reaches(n)
        )

    @cached_property
    def ranking(self) -> Positions:
        return self.best_first(n for n in self.points if n not in self.left_out)

    def best_first(self, positions: Iterable[int]) -> Positions:
        """The order of the catalogue decides nothing, so equal ones are in the order of their names."""
        return tuple(sorted(positions, key=lambda n: (-self.points[n], self.table.name_order[n])))

    def in_order(self, positions: Iterable[int]) -> Positions:
        """In the order in which to start with them."""
        best = self.best_first(positions)
        return tuple(sorted(best, key=lambda n: not self.table.starts >> n & 1))

    def is_tied(self, positions: Positions) -> bool:
        """Whether no order of them follows from the answers."""
        return len({(self.table.starts >> n & 1, self.points[n]) for n in positions}) < len(positions)

    def add_ons(self, recommended: Positions) -> Positions:
        there = self.known
        for n in recommended:
            there |= 1 << n
        wanted = self.table.add_ons & self.comes_up & ~self.known
        chosen = [
            n
            for n in positions_in(wanted)
            if self.totals.points[n] >= self.table.add_at and self.table.extends[n] & there
        ]
        return tuple(sorted(chosen, key=self.table.name_order.__getitem__))


@dataclass(frozen=True)
class _Lead:
    """What fits best, before looking at what is known."""

    verdict: Verdict
    frameworks: Positions = ()
    later: Positions = ()


def _lead(case: _Case) -> _Lead:
    able = [n for n in case.ranking if case.reaches(n)]
    if not able:
        return _Lead("undecided")
    if one_of_each := _one_of_each(case, able):
        return one_of_each
    best = able[0]
    if not any(case.is_near(n, best) for n in case.ranking if n != best):
        return _Lead("clear", (best,))
    strong = [n for n in able if case.is_near(n, best)]
    leading = tuple(
        n for n in strong if sum(case.points[other] > case.points[n] for other in strong) < MOST_RECOMMENDED
    )
    if len(leading) > MOST_RECOMMENDED:
        return _level(case, leading)
    are_complements = len(leading) > 1 and case.table.complements[leading[0]] >> leading[1] & 1
    return _Lead("both" if are_complements else "close", leading)


def _level(case: _Case, leading: Positions) -> _Lead:
    """Three or more that the answers do not separate: a start comes first where means are small, else nothing does."""
    if any(case.is_known(n) for n in leading):
        return _Lead("close", leading)
    starts = tuple(n for n in leading if case.table.starts >> n & 1)
    if case.marks & Mark.LIMITED_MEANS and 0 < len(starts) <= MOST_RECOMMENDED:
        return _Lead("close", starts, later=tuple(n for n in leading if n not in starts))
    return _Lead("undecided", leading)


def _one_of_each(case: _Case, able: list[int]) -> _Lead | None:
    """Where readers ask for several kinds of outcome: the best of each kind that no known framework serves yet.

    A base serves its kind, and so does what a customer named, or what is held without being required: other rules ask
    for a proof that only they read.
    """
    wanted, outcome = case.facts.outcomes, case.table.outcome
    if wanted.bit_count() <= 1:
        return None
    serving = case.known & case.table.ranked & (case.table.bases | case.facts.named | ~case.facts.required)
    missing = wanted
    for n in positions_in(serving):
        missing &= ~outcome[n]
    of_kind = [[n for n in able if outcome[n] == 1 << kind] for kind in positions_in(missing)]
    missing_ones = [n for kind in of_kind for n in kind if case.points[n] == case.points[kind[0]]]
    if missing and not missing_ones:
        return None
    in_place = [n for n in able if case.is_known(n) and outcome[n] & wanted and n not in missing_ones]
    leading = case.best_first([*missing_ones, *in_place])
    return _Lead("both" if len(leading) > 1 else "clear", leading)
