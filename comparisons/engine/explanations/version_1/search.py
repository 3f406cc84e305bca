"""Whether further answers can bring about a goal: a search by branch and bound, of bounded work."""

from __future__ import annotations

from dataclasses import dataclass
from operator import add

from comparisons.engine.explanations.node_budget import InconclusiveError, NodeBudget
from comparisons.engine.explanations.version_1.candidate_answers import CandidateAnswers
from comparisons.engine.explanations.version_1.goals import Goal


@dataclass(frozen=True)
class Level:
    """One level of the search tree: an open question with its candidates.

    `opened_by` is the bit of the question in `CandidateAnswer.opens`, 0 if the question is asked already.
    """

    answers: CandidateAnswers
    opened_by: int


def is_attainable(goal: Goal, start: tuple[int, ...], levels: list[Level], budget: NodeBudget) -> bool:
    """Whether some answers to these questions bring about the goal. A question comes after those that can open it.

    The search prunes a branch when the upper bounds of its remaining questions do not meet the goal. It stops as soon
    as the answers so far meet the goal. The tree is exponential in the number of questions, so the budget bounds what
    is visited of it: raises InconclusiveError where that is not enough.
    """
    bounds = _upper_bounds(start, levels)
    is_exact = True

    def descend(depth: int, sums: tuple[int, ...], opened: int) -> bool:
        nonlocal is_exact
        budget.visit()
        if not goal.is_met(tuple(map(add, sums, bounds[depth]))):
            return False
        if depth == len(levels) or goal.is_met(sums):
            return True
        level = levels[depth]
        if level.opened_by & ~opened:
            return descend(depth + 1, sums, opened)
        is_exact = is_exact and level.answers.complete
        return any(
            descend(depth + 1, tuple(map(add, sums, candidate.terms)), opened | candidate.opens)
            for candidate in level.answers.candidates
        )

    is_found = descend(0, start, 0)
    if not is_found and not is_exact:
        raise InconclusiveError
    return is_found


def _upper_bounds(start: tuple[int, ...], levels: list[Level]) -> list[tuple[int, ...]]:
    """For each depth, the most that the questions from there on add to each condition."""
    bounds = [(0,) * len(start)]
    for level in reversed(levels):
        bounds.append(tuple(map(add, bounds[-1], level.answers.upper_bound)))
    bounds.reverse()
    return bounds
