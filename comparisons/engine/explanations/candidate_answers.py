"""The answers to one open question that are worth trying for a goal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.explanations.goals import VOID, Goal
from comparisons.engine.explanations.option_effects import Saying, sayings_of
from comparisons.engine.ranking import MAX_DEGREE


@dataclass(frozen=True)
class Move:
    """What an answer adds to each condition of a goal, and the criteria that it leads to, as bits."""

    terms: tuple[int, ...]
    opens: int

    def covers(self, other: Move) -> bool:
        """Whether it is at least as good as the other in every way."""
        if other.opens & ~self.opens:
            return False
        return all(mine >= theirs for mine, theirs in zip(self.terms, other.terms, strict=True))


@dataclass(frozen=True)
class Moves:
    """The moves of one question that no other one covers; to leave it open is among them, if only by being covered."""

    moves: tuple[Move, ...]

    @cached_property
    def cap(self) -> tuple[int, ...]:
        """The most that any of them adds, condition by condition."""
        return tuple(map(max, zip(*(move.terms for move in self.moves), strict=True)))


def moves_for(catalogue: Catalogue, goal: Goal, criterion: Criterion, weight: int) -> Moves:
    most = MAX_DEGREE * weight
    left_open = Move((0,) * len(goal.conditions), 0)
    answers = [
        Move(goal.terms([weight * degree for degree in saying.degrees], most, saying.required), saying.opens)
        for saying in _sayings(catalogue, goal, criterion)
    ]
    return Moves(tuple(_uncovered([*answers, left_open])))


def _uncovered(moves: Iterable[Move]) -> list[Move]:
    """A move that covers another comes before it in this order, so that one look at those kept is enough."""
    kept: list[Move] = []
    for move in sorted(
        set(moves), key=lambda move: (-sum(move.terms), -move.opens.bit_count(), move.opens, move.terms)
    ):
        if not any(other.covers(move) for other in kept):
            kept.append(move)
    return kept


def _sayings(catalogue: Catalogue, goal: Goal, criterion: Criterion) -> list[Saying]:
    """What the answers can say, without those that another serves the goal better than, whatever is added to both.

    A target that is required leaves the ranking, so what requires it serves no goal.
    """
    sayings = sayings_of(catalogue)[criterion.slug]
    allowed = [
        (option, sayings[option.slug])
        for option in criterion.options
        if goal.target is None or not sayings[option.slug].required >> goal.target & 1
    ]
    alone = [saying for option, saying in allowed if criterion.selection == "one" or option.exclusive]
    together: dict[Move, Saying] = {}
    for option, saying in allowed:
        if criterion.selection == "many" and not option.exclusive:
            grown = [*together.values(), saying, *(saying | other for other in together.values())]
            by_move = {_as_move(goal, each): each for each in grown}
            together = {move: by_move[move] for move in _uncovered(by_move)}
    return [*alone, *together.values()]


def _as_move(goal: Goal, saying: Saying) -> Move:
    """Its strongest support and strongest objection apart: where both are better, they stay so whatever is added."""
    terms = [] if goal.target is None else [saying.supports[goal.target], saying.objections[goal.target]]
    for place in goal.rivals:
        void = saying.required >> place & 1
        terms += [VOID, VOID] if void else [-saying.supports[place], -saying.objections[place]]
    return Move(tuple(terms), saying.opens)
