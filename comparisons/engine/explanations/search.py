"""Whether further answers can bring about a goal: an exact search by branch and bound."""

from __future__ import annotations

from dataclasses import dataclass
from operator import add

from comparisons.engine.explanations.candidate_answers import CandidateAnswers
from comparisons.engine.explanations.goals import Goal


@dataclass(frozen=True)
class Level:
    """One level of the search tree: an open question with its candidates.

    `opened_by` is the bit of the question in `CandidateAnswer.opens`, 0 if the question is asked already.
    """

    answers: CandidateAnswers
    opened_by: int


def is_attainable(goal: Goal, start: tuple[int, ...], levels: list[Level]) -> bool:
    """Whether some answers to these questions bring about the goal. A question comes after those that can open it.

    The search prunes a branch when the upper bounds of its remaining questions do not meet the goal. It stops as soon
    as the answers so far meet the goal. At worst the cost is exponential in the number of questions.
    """
    bounds = [(0,) * len(start)]
    for level in reversed(levels):
        bounds.append(tuple(map(add, bounds[-1], level.answers.upper_bound)))
    bounds.reverse()

    def descend(depth: int, sums: tuple[int, ...], opened: int) -> bool:
        if not goal.is_met(tuple(map(add, sums, bounds[depth]))):
            return False
        if depth == len(levels) or goal.is_met(sums):
            return True
        level = levels[depth]
        if level.opened_by & ~opened:
            return descend(depth + 1, sums, opened)
        return any(
            descend(depth + 1, tuple(map(add, sums, candidate.terms)), opened | candidate.opens)
            for candidate in level.answers.candidates
        )

    return descend(0, start, 0)
