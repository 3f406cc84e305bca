"""The questions that are open, each with the further answers that can make a difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from comparisons.engine.catalogue import Criterion
from comparisons.engine.explanations.open_questions import OpenQuestions
from comparisons.engine.explanations.version_2.contenders import Degrees, Move, Relevance, contenders, single_moves
from comparisons.engine.method import AnswerEffect, PointTotals, totals_of

MAX_SORTED = 64
"""How many answers to a question are put in order. One with an option for each framework has many more."""


class Replay(Iterable[Move]):
    """The moves of an iterator, which can be gone through again and is read no further than needed."""

    def __init__(self, moves: Iterator[Move]) -> None:
        self._seen: list[Move] = []
        self._moves = moves

    def __iter__(self) -> Iterator[Move]:
        index = 0
        while True:
            if index == len(self._seen):
                following = next(self._moves, None)
                if following is None:
                    return
                self._seen.append(following)
            yield self._seen[index]
            index += 1


@dataclass(frozen=True)
class FurtherQuestion:
    """An open question. `opened_by` is its bit among those that answers open, 0 if it is asked already.

    `stays` is the effect of having said "not sure", where that says something. `alone` are the options that are chosen
    alone, `together` those that can be combined. Options that make no difference are left out.
    """

    criterion: Criterion
    opened_by: int
    stays: AnswerEffect | None
    alone: tuple[Move, ...]
    together: tuple[Move, ...]

    @cached_property
    def nothing(self) -> Move:
        """No answer at all."""
        length = max((len(move.supports) for move in (*self.alone, *self.together)), default=0)
        return Move((), 0, 0, 0, (0,) * length, (0,) * length)

    @property
    def is_of_facts(self) -> bool:
        """Whether frameworks but laws become known."""
        return any(move.known for move in (*self.alone, *self.together))

    def moves(self, avoided: int, value: Callable[[Move], int]) -> Iterator[Move]:
        """No answer, then one option, then more and more together; none that make known what is avoided.

        Those with the largest value come first, but where frameworks become known: there are too many answers then.
        """
        moves = self._moves(avoided)
        if self.is_of_facts:
            return moves
        first = [*islice(moves, MAX_SORTED)]
        first.sort(key=value, reverse=True)
        return (move for part in (first, moves) for move in part)

    def _moves(self, avoided: int) -> Iterator[Move]:
        seen = set() if self.stays else {self.nothing.signature}
        yield self.nothing
        together = [*_distinct((move for move in self.together if not move.known & avoided), set())]
        yield from _distinct((move for move in self.alone if not move.known & avoided), seen)
        combined = [self.nothing]
        while combined:
            larger = []
            for move in _distinct((some.together_with(one) for some in combined for one in together), seen):
                larger.append(move)
                yield move
            combined = larger


def _distinct(moves: Iterable[Move], seen: set[tuple[int, int, Degrees, Degrees]]) -> Iterator[Move]:
    for move in moves:
        if move.signature not in seen:
            seen.add(move.signature)
            yield move


def certain_totals(questions: OpenQuestions) -> PointTotals:
    """The totals of answers that stay: without "not sure", which a further answer replaces."""
    unsure = {criterion.slug for criterion, _ in questions.open}
    effects = (effect for slug, effect in questions.effects.items() if slug not in unsure)
    return totals_of(questions.catalogue, effects)


def further_questions(questions: OpenQuestions, relevance: Relevance) -> list[FurtherQuestion]:
    """The open questions that can make a difference, each after those that can open it.

    Those that are scored come first, and those of which an answer requires or holds something last.
    """
    of = contenders(questions.catalogue)
    settled_facts = relevance.facts(of, certain_totals(questions).facts)
    further: list[FurtherQuestion] = []
    opening = 0
    for criterion, opened_by in reversed(questions.open):
        stays = questions.effects.get(criterion.slug)
        kept = [
            (move.without(settled_facts, ~opening), criterion.option_of[slug])
            for move in single_moves(questions.catalogue, relevance, criterion)
            for slug in move.chosen
        ]
        if not stays:
            kept = [(move, option) for move, option in kept if move.makes_a_difference]
        if kept:
            is_combined = criterion.selection == "many"
            alone = tuple(move for move, option in kept if option.exclusive or not is_combined)
            together = tuple(move for move, option in kept if is_combined and not option.exclusive)
            further.append(FurtherQuestion(criterion, opened_by, stays, alone, together))
            opening |= opened_by
    further.reverse()
    return _in_order(further)


def _in_order(questions: list[FurtherQuestion]) -> list[FurtherQuestion]:
    """Each question as soon as those before it are there that can open it."""
    waiting = sorted(questions, key=lambda q: (q.stays is None, q.is_of_facts, q.criterion.means, -q.criterion.weight))
    order: list[FurtherQuestion] = []
    while waiting:
        open_later = 0
        for question in waiting:
            for move in (*question.alone, *question.together):
                open_later |= move.opens
        ready = next(question for question in waiting if not question.opened_by & open_later)
        waiting.remove(ready)
        order.append(ready)
    return order
