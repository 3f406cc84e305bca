"""The rules of version 2. The package of the engine describes them."""

from __future__ import annotations

from dataclasses import dataclass

from comparisons.engine.method.decision import Decision, Positions, Verdict
from comparisons.engine.method.scored_case import ScoredCase, suffices
from comparisons.engine.method.table import Mark, MethodTable, positions_in
from comparisons.engine.method.totals import PointTotals

MOST_RECOMMENDED = 2
"""More frameworks than that, level with each other, are not advice: the answers do not separate them."""


def decide(table: MethodTable, totals: PointTotals) -> Decision:
    case = ScoredCase(table, totals)
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
        met=lead.met,
        one_is_enough=case.is_one_enough(choice.recommended),
    )


def result(table: MethodTable, totals: PointTotals) -> tuple[Verdict, Positions, Positions]:
    """Of the decision, what explanations compare: the verdict, and what is recommended and added."""
    case = ScoredCase(table, totals)
    choice = _choice(case, _lead(case))
    return choice.verdict, choice.recommended, choice.add


def is_sufficient(table: MethodTable, totals: PointTotals) -> bool:
    """Whether what is required is enough. Further answers do not change that."""
    return suffices(table, table.unpack(totals.facts))


@dataclass(frozen=True)
class _Choice:
    """What is advised, after looking at what is known."""

    verdict: Verdict
    recommended: Positions = ()
    add: Positions = ()
    conditional: Positions = ()
    accepted: Positions = ()


def _choice(case: ScoredCase, lead: _Lead) -> _Choice:
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
    """What fits best, before looking at what is known. `met` is what would, and the known proof that covers it."""

    verdict: Verdict
    frameworks: Positions = ()
    later: Positions = ()
    met: tuple[tuple[int, int], ...] = ()


def _lead(case: ScoredCase) -> _Lead:
    able = [n for n in case.ranking if case.able >> n & 1]
    if not able:
        return _Lead("undecided")
    if one_of_each := _one_of_each(case, able):
        return one_of_each
    best, *others = case.ranking
    if met := case.met(best):
        return _Lead("clear", met=met)
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


def _level(case: ScoredCase, leading: Positions) -> _Lead:
    """Three or more that the answers do not separate: a start comes first where means are small, else nothing does."""
    if any(case.is_known(n) for n in leading):
        return _Lead("close", leading)
    starts = tuple(n for n in leading if case.table.starts >> n & 1)
    if case.facts.marks & Mark.LIMITED_MEANS and 0 < len(starts) <= MOST_RECOMMENDED:
        return _Lead("close", starts, later=tuple(n for n in leading if n not in starts))
    return _Lead("undecided", leading)


def _served(case: ScoredCase, able: list[int]) -> int:
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


def _one_of_each(case: ScoredCase, able: list[int]) -> _Lead | None:
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
