"""A search through further answers for a result of some kind, by branch and bound, of bounded work.

A goal says which results it is after, and when no further answers can bring one about. That is a bound: it may be
wrong in one way only, by not seeing that a branch is in vain. Whether a result is one of these, the rules themselves
decide. So a search that ends is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_
from typing import Protocol

from comparisons.engine.answers import Answers, Chosen
from comparisons.engine.catalogue import Catalogue
from comparisons.engine.explanations.node_budget import InconclusiveError, NodeBudget
from comparisons.engine.explanations.open_questions import OpenQuestions
from comparisons.engine.explanations.version_2.contenders import (
    Contenders,
    Move,
    Relevance,
    contenders,
    facts_of_criteria,
)
from comparisons.engine.explanations.version_2.fact_bounds import FactBounds
from comparisons.engine.explanations.version_2.further_answers import (
    FurtherQuestion,
    Replay,
    certain_totals,
    further_questions,
)
from comparisons.engine.explanations.version_2.remaining_points import RemainingPoints, largest_gains
from comparisons.engine.method import (
    AnswerEffect,
    Mark,
    PointTotals,
    answer_effect,
    option_effects,
    totals_with_further_answer,
)
from comparisons.engine.method.table import OUTCOME_SHIFT


class Goal(Protocol):
    """Which results a search is after. `avoided` are frameworks that must not become known, or cover others."""

    @property
    def avoided(self) -> int: ...

    def likely(self, tree: SearchTree) -> Iterable[PointTotals]:
        """Answers to try before the search."""

    def is_met(self, tree: SearchTree, totals: PointTotals) -> bool:
        """Whether these answers bring it about, as the rules decide."""

    def is_out_of_reach(self, tree: SearchTree, totals: PointTotals, depth: int) -> bool:
        """Whether it is certain that no answers to the questions from this depth on bring it about."""

    def value(self, move: Move) -> int:
        """How much a move promises: the largest are tried first."""


@dataclass(frozen=True)
class SearchTree:
    """The open questions, in the order in which they are gone through, and bounds of what is left at each depth."""

    open_questions: OpenQuestions
    relevance: Relevance
    _fact_bounds: dict[tuple[int, int], FactBounds] = field(default_factory=dict)
    _effects: dict[tuple[str, Chosen], AnswerEffect | None] = field(default_factory=dict)
    _reasons: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    @cached_property
    def contenders(self) -> Contenders:
        return contenders(self.open_questions.catalogue)

    @cached_property
    def questions(self) -> list[FurtherQuestion]:
        return further_questions(self.open_questions, self.relevance)

    @cached_property
    def root(self) -> PointTotals:
        """The totals before any further answer."""
        return certain_totals(self.open_questions)

    def answers_alone(self) -> Iterator[PointTotals]:
        """The totals after one further answer of one option, for each question that is asked already."""
        for question in reversed(self.questions):
            if not question.opened_by:
                rest = self._without(question)
                yield from (self._after(rest, question, move) for move in (*question.alone, *question.together))

    def greedy(self, value: Callable[[Move], int]) -> PointTotals:
        """The totals where each question gets the option of most value, if above 0, and nothing becomes known."""
        totals, opened = self.root, self.open_questions.opened
        for question in self.questions:
            moves = () if question.stays or question.is_of_facts else (*question.alone, *question.together)
            best = max(moves, key=value, default=question.nothing)
            if question.opened_by & ~opened or value(best) <= 0:
                best = question.nothing
            totals, opened = self._after(totals, question, best), opened | best.opens
        return totals

    def fact_bounds(self, totals: PointTotals, depth: int) -> FactBounds:
        """What is certain at this depth. What is called for makes no difference to that."""
        table = self.contenders.table
        key = table.without_called_for(totals.facts), depth
        if key not in self._fact_bounds:
            facts, further = table.unpack(totals.facts), table.unpack(self.further_facts[depth])
            self._fact_bounds[key] = FactBounds(self.contenders, facts, further)
        return self._fact_bounds[key]

    @cached_property
    def points(self) -> RemainingPoints:
        """How far the questions from each depth on can move points."""
        called_for = self.contenders.table.called_for(self.root.facts)
        questions = self.open_questions
        return RemainingPoints(questions.catalogue, questions.answers, self.questions, called_for)

    @cached_property
    def further_facts(self) -> list[int]:
        """For each depth, all the facts that answers to the questions from there on can add."""
        every, facts = facts_of_criteria(self.open_questions.catalogue), [0]
        for question in reversed(self.questions):
            stays = question.stays.facts if question.stays else 0
            facts.append(facts[-1] | every[question.criterion.slug] | stays)
        facts.reverse()
        return facts

    def reasons(self, position: int, totals: PointTotals, depth: int) -> tuple[int, int]:
        """The fewest and the most reasons for an add-on, whatever is answered from this depth on."""
        if position not in self._reasons:
            effects, spans = option_effects(self.open_questions.catalogue), [(0, 0)]
            for question in reversed(self.questions):
                degrees = [effect.degrees[position] for effect in effects[question.criterion.slug].values()]
                least, most = spans[-1]
                spans.append((least + min(0, *degrees, 0), most + max(0, *degrees, 0)))
            spans.reverse()
            self._reasons[position] = spans
        least, most = self._reasons[position][depth]
        return totals.points[position] + least, totals.points[position] + most

    def can_reach(self, goal: Goal) -> bool | None:
        """Whether some answers to these questions, or none, bring about the goal. None where nodes ran out."""
        if goal.is_out_of_reach(self, self.root, 0):
            return False
        try:
            return any(goal.is_met(self, totals) for totals in goal.likely(self)) or self._search(goal)
        except InconclusiveError:
            return None

    def _search(self, goal: Goal) -> bool:
        budget, questions = self.open_questions.budget.part(), self.questions
        moves = [Replay(question.moves(goal.avoided, goal.value)) for question in questions]
        unsure = sum(question.stays is not None for question in questions)

        def descend(depth: int, totals: PointTotals, opened: int, *, is_new: bool) -> bool:
            budget.visit()
            if is_new and depth >= unsure and goal.is_met(self, totals):
                return True
            if depth == len(questions) or goal.is_out_of_reach(self, totals, depth):
                return False
            question = questions[depth]
            if question.opened_by & ~opened:
                return descend(depth + 1, totals, opened, is_new=False)
            return any(
                descend(depth + 1, after, opened | move.opens, is_new=after is not totals or depth < unsure)
                for move in moves[depth]
                for after in [self._after(totals, question, move)]
            )

        return descend(0, self.root, self.open_questions.opened, is_new=True)

    def _after(self, totals: PointTotals, question: FurtherQuestion, move: Move) -> PointTotals:
        effect = self._effect(question, move)
        return totals_with_further_answer(totals, effect) if effect else totals

    def _effect(self, question: FurtherQuestion, move: Move) -> AnswerEffect | None:
        if not move.chosen:
            return question.stays
        catalogue, key = self.open_questions.catalogue, (question.criterion.slug, move.chosen)
        if key not in self._effects:
            self._effects[key] = answer_effect(catalogue, self.open_questions.answers, *key)
        return self._effects[key]

    def _without(self, question: FurtherQuestion) -> PointTotals:
        """The totals without further answers, and without "not sure" for this question."""
        others = (other for other in self.questions if other is not question and other.stays)
        return reduce(lambda totals, other: self._after(totals, other, other.nothing), others, self.root)


def prepare_search(catalogue: Catalogue) -> None:
    """Make the tables that do not depend on answers."""
    no_answers = OpenQuestions(catalogue, Answers(), NodeBudget(0))
    for with_add_ons in (False, True):
        further_questions(no_answers, search_tree(no_answers, with_add_ons=with_add_ons).relevance)
    for criterion in catalogue.criteria:
        for position in contenders(catalogue).positions:
            largest_gains(catalogue, criterion, position)


def search_tree(questions: OpenQuestions, *, with_add_ons: bool) -> SearchTree:
    """A tree for goals that are about what is recommended, or about what is added too."""
    of = contenders(questions.catalogue)
    table, every = of.table, facts_of_criteria(questions.catalogue)
    facts = table.unpack(
        reduce(or_, (every[criterion.slug] for criterion, _ in questions.open), questions.totals.facts)
    )
    apart, marks = of.bit_set, int(Mark.LIMITED_MEANS)
    if facts.outcomes.bit_count() > 1:
        apart |= table.ranked
    if facts.marks & Mark.UNSURE_OF_OTHERS:
        marks |= Mark.UNSURE_OF_OTHERS
    if facts.marks & Mark.ANY_PROOF:
        apart |= table.bases & table.convincing
        marks |= Mark.ANY_PROOF
    if with_add_ons:
        apart |= reduce(or_, table.extends, table.add_ons)
        marks |= Mark.SUFFICES | Mark.UNSURE_OF_OTHERS
    add_ons = table.add_ons if with_add_ons else 0
    return SearchTree(questions, Relevance(apart, marks | -1 << OUTCOME_SHIFT, add_ons))
