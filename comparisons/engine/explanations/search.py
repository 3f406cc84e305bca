"""Whether further answers can bring about a goal: exactly, by branch and bound."""

from __future__ import annotations

from dataclasses import dataclass
from operator import add

from comparisons.engine.explanations.candidate_answers import Moves
from comparisons.engine.explanations.goals import Goal


@dataclass(frozen=True)
class Stage:
    """An open question with its moves. `gate` is the bit by which it is opened, 0 where it is asked already."""

    moves: Moves
    gate: int


def attainable(goal: Goal, start: tuple[int, ...], stages: list[Stage]) -> bool:
    """Whether some answers to these questions, in this order, bring about the goal.

    A question stands after those that lead to it. A branch is left as soon as the best answer to each remaining
    question, condition by condition, is not enough; and the goal is reached as soon as it holds with those left open.
    """
    caps = [(0,) * len(start)]
    for stage in reversed(stages):
        caps.append(tuple(map(add, caps[-1], stage.moves.cap)))
    caps.reverse()

    def descend(depth: int, sums: tuple[int, ...], opened: int) -> bool:
        if not goal.holds(tuple(map(add, sums, caps[depth]))):
            return False
        if depth == len(stages) or goal.holds(sums):
            return True
        stage = stages[depth]
        if stage.gate & ~opened:
            return descend(depth + 1, sums, opened)
        return any(
            descend(depth + 1, tuple(map(add, sums, move.terms)), opened | move.opens) for move in stage.moves.moves
        )

    return descend(0, start, 0)
