"""The rules of version 2. The package of the engine describes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from comparisons.engine.method.decision import Decision, Positions, Verdict
from comparisons.engine.method.table import Facts, Mark, MethodTable, bits, positions_in
from comparisons.engine.method.totals import PointTotals

MOST_RECOMMENDED = 2
"""More frameworks than that, level with each other, are not advice: the answers do not separate them."""


def decide(table: MethodTable, totals: PointTotals) -> Decision:
    case = _Case(table, totals)
    lead = _lead(case)
    choice = _choice(case, lead)
    return Decision(
        verdict=choice.verdict,
        ranking=case.ranking,
        leading=lead.frameworks,
        recommended=choice.recommended,
        add=choice.add,
        later=lead.later if choice.recommended else (),
        conditional=choice.conditional,
        covered=case.covered_ones(),
        tied=case.is_tied(choice.recommended),
        suffices=case.suffices,
        accepted=choice.accepted,
    )


def result(table: MethodTable, totals: PointTotals) -> tuple[Verdict, Positions, Positions]:
    """Of the decision, what explanations compare: the verdict, and what is recommended and added."""
    case = _Case(table, totals)
    choice = _choice(case, _lead(case))
    return choice.verdict, choice.recommended, choice.add


def is_sufficient(table: MethodTable, totals: PointTotals) -> bool:
    """Whether what is required is enough. Further answers do not change that."""
    return _suffices(table, table.unpack(totals.facts))


def _suffices(table: MethodTable, facts: Facts) -> bool:
    return bool(facts.marks & Mark.SUFFICES) and table.requires_proof(facts)


class _Case:
    """One set of answers: what is known, and the points of each framework that comes up, by position.

    `known` is what is required or held, `able` has a score at which it can be recommended. Explanations make thousands
    of these, so nothing is worked out twice.
    """

    def __init__(self, table: MethodTable, totals: PointTotals) -> None:
        self.table, self.totals = table, totals
        self.facts = facts = table.unpack(totals.facts)
        self.known = facts.required | facts.held
        self.suffices = _suffices(table, facts)
        self.comes_up = self.known | facts.brought_up | ~table.conditional
        self.points = self._points()
        needed, most = table.recommend_at * totals.max_points, totals.max_points
        self.able = bits([n for n, points in self.points.items() if 100 * points >= needed]) if most else 0
        self.left_out = self._left_out()
        self.ranking = self.best_first([n for n in self.points if n not in self.left_out])

    def _points(self) -> dict[int, int]:
        """The points of those that can be ranked. What one can afford counts only where another answer calls for it."""
        points, count, called_for = self.totals.points, self.table.count, self.facts.called_for
        scored = positions_in(self.table.ranked & self.comes_up)
        return {n: points[n] + points[n + count] * (called_for >> n & 1) for n in scored}

    def _left_out(self) -> dict[int, list[int]]:
        """Each framework that is covered, with those that cover it."""
        may_be = positions_in(self.table.ranked & self.comes_up & self.table.covered & ~self.known)
        return {n: coverers for n in may_be if (coverers := self._coverers(n))}

    def _coverers(self, n: int) -> list[int]:
        """What leaves a framework out: something known that covers it, or something that scores more and can lead."""
        points, known = self.points, self.known
        candidates = self.table.covered_by[n] & (known | self.able)
        return [by for by in positions_in(candidates) if known >> by & 1 or points[by] > points[n]]

    def is_known(self, n: int) -> bool:
        return bool(self.known >> n & 1)

    def is_near(self, n: int, best: int) -> bool:
        return 100 * (self.points[best] - self.points[n]) < self.table.lead * self.totals.max_points

    def accepted(self) -> Positions:
        """The known bases, where readers accept any proof: others, who ask for several kinds, want one of each."""
        if not self.facts.marks & Mark.ANY_PROOF or self.facts.outcomes.bit_count() > 1:
            return ()
        return self.best_first(positions_in(self.known & self.table.bases & self.table.convincing))

    def is_for_itself(self, recommended: Positions) -> bool:
        """Whether something is recommended, and nothing that would convince others: it needs no such condition."""
        return bool(recommended) and not bits(recommended) & self.table.convincing

    def covered_ones(self) -> tuple[tuple[int, int], ...]:
        """Those left out that could have been recommended, and what covers them: what is known before what is not."""
        order = self.table.name_order
        return tuple(
            (n, min(self.left_out[n], key=lambda by: (not self.is_known(by), order[by])))
            for n in sorted(self.left_out, key=order.__getitem__)
            if self.able >> n & 1
        )

    def best_first(self, positions: Iterable[int]) -> Positions:
        """The order of the catalogue decides nothing, so equal ones are in the order of their names."""
        points, order = self.points, self.table.name_order
        return tuple([n for _, _, n in sorted([(-points[n], order[n], n) for n in positions])])

    def in_order(self, positions: Positions) -> Positions:
        """In the order in which to start with them."""
        if len(positions) < 2:
            return positions
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
class _Choice:
    """What is advised, after looking at what is known."""

    verdict: Verdict
    recommended: Positions = ()
    add: Positions = ()
    conditional: Positions = ()
    accepted: Positions = ()


def _choice(case: _Case, lead: _Lead) -> _Choice:
    new = tuple([n for n in lead.frameworks if not case.is_known(n)])
    if lead.verdict == "close" and len(new) < len(lead.frameworks):
        new = ()  # one of these, and the visitor has one
    if case.suffices:
        return _Choice("enough")
    recommended = () if lead.verdict == "undecided" else case.in_order(new)
    if not new and (lead.frameworks or case.known & ~case.table.laws):
        return _Choice("enough", add=case.add_ons(()))
    is_for_itself = case.is_for_itself(recommended)
    if not is_for_itself and (accepted := case.accepted()):
        return _Choice("enough", add=case.add_ons(()), accepted=accepted)
    if not is_for_itself and case.facts.marks & Mark.UNSURE_OF_OTHERS and case.table.requires_proof(case.facts):
        return _Choice("enough", add=case.add_ons(()), conditional=recommended)
    return _Choice(lead.verdict, recommended, case.add_ons(recommended))


@dataclass(frozen=True)
class _Lead:
    """What fits best, before looking at what is known."""

    verdict: Verdict
    frameworks: Positions = ()
    later: Positions = ()


def _lead(case: _Case) -> _Lead:
    able = [n for n in case.ranking if case.able >> n & 1]
    if not able:
        return _Lead("undecided")
    if one_of_each := _one_of_each(case, able):
        return one_of_each
    best, *others = case.ranking
    if not others or not case.is_near(others[0], best):
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
    if case.facts.marks & Mark.LIMITED_MEANS and 0 < len(starts) <= MOST_RECOMMENDED:
        return _Lead("close", starts, later=tuple(n for n in leading if n not in starts))
    return _Lead("undecided", leading)


def _served(case: _Case, able: list[int]) -> int:
    """The kinds of outcome that known frameworks serve.

    A base serves its kind. So does what a customer named, or what is held without being required, but never in the
    place of what fits best. Other rules ask for a proof that only they read.
    """
    table, served, outcome_of_best = case.table, 0, 0
    for n in able:
        outcome_of_best |= table.outcome[n] * (case.points[n] == case.points[able[0]])
    for n in positions_in(case.known & table.ranked & (table.bases | case.facts.named | ~case.facts.required)):
        served |= table.outcome[n] if table.bases >> n & 1 else table.outcome[n] & ~outcome_of_best
    return served


def _one_of_each(case: _Case, able: list[int]) -> _Lead | None:
    """Where readers ask for several kinds of outcome: the best of each kind that no known framework serves yet."""
    wanted, outcome = case.facts.outcomes, case.table.outcome
    if wanted.bit_count() <= 1:
        return None
    missing = wanted & ~_served(case, able)
    of_kind = [[n for n in able if outcome[n] == 1 << kind] for kind in positions_in(missing)]
    missing_ones = [n for kind in of_kind for n in kind if case.points[n] == case.points[kind[0]]]
    if missing and not missing_ones:
        return None
    in_place = [n for n in able if case.is_known(n) and outcome[n] & wanted and n not in missing_ones]
    leading = case.best_first([*missing_ones, *in_place])
    return _Lead("both" if len(leading) > 1 else "clear", leading)
