"""The open questions of a visitor, and whether answers to them can bring about a goal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from comparisons.engine.answers import Answers
from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.explanations.candidate_answers import CandidateAnswers, candidate_answers
from comparisons.engine.explanations.catalogue_cache import cached_per_catalogue
from comparisons.engine.explanations.goals import Goal
from comparisons.engine.explanations.option_effects import option_effects
from comparisons.engine.explanations.results import AnswerEffects, PointTotals, answer_effects, point_totals
from comparisons.engine.explanations.search import Level, NodeBudget, OutOfNodesError, is_attainable
from comparisons.engine.ranking import weight_of


@dataclass(frozen=True)
class _GoalCandidates:
    """A goal, with the candidate answers computed for it so far, by criterion and weight."""

    goal: Goal
    candidates: dict[tuple[str, int], CandidateAnswers] = field(default_factory=dict)


@dataclass(frozen=True)
class OpenQuestions:
    """A visitor's answers, and the questions that are open: without an answer, or answered with "not sure".

    All goals share one budget of nodes.
    """

    catalogue: Catalogue
    answers: Answers
    budget: NodeBudget

    @cached_property
    def effects(self) -> AnswerEffects:
        return answer_effects(self.catalogue, self.answers)

    @cached_property
    def totals(self) -> PointTotals:
        return point_totals(self.catalogue, self.effects.values())

    @cached_property
    def open(self) -> list[tuple[Criterion, int]]:
        """Each open question that is asked, then each that further answers can open, after those that open it.

        With a question comes the bit that opens it, 0 if it is asked already.
        """
        effects = option_effects(self.catalogue)
        opened = reachable = _union(effect.opens for _, effect in self.effects.values())
        questions = []
        for index in _asking_order(self.catalogue):
            criterion, bit = self.catalogue.criteria[index], 1 << index
            is_asked = not criterion.ask_when or opened & bit
            if criterion.slug not in self.effects and (is_asked or reachable & bit):
                questions.append((criterion, 0 if is_asked else bit))
                reachable |= _union(effect.opens for effect in effects[criterion.slug].values())
        return sorted(questions, key=lambda question: bool(question[1]))

    def can_reach(self, make_goal: Callable[..., Goal], *indices: int) -> bool | None:
        """Whether some answers to the open questions, or none, bring about the goal for these frameworks.

        None where the nodes ran out before that was clear. `make_goal` is a function of `goals`; frameworks are given
        by their index in the catalogue.
        """
        entry = self._goal_candidates(make_goal, *indices)
        goal, totals = entry.goal, self.totals
        if goal.target is not None and totals.requires(goal.target):
            return False
        levels = [Level(self._candidates(entry, criterion), opened_by) for criterion, opened_by in self.open]
        start = goal.start(totals.points, totals.max_points, totals.required)
        try:
            return is_attainable(goal, start, levels, self.budget)
        except OutOfNodesError:
            return None

    def _goal_candidates(self, make_goal: Callable[..., Goal], *indices: int) -> _GoalCandidates:
        key: tuple[str | int, ...] = (make_goal.__name__, *indices)
        cache = _goal_cache(self.catalogue)
        if key not in cache:
            cache[key] = _GoalCandidates(make_goal(self.catalogue, *indices))
        return cache[key]

    def _candidates(self, entry: _GoalCandidates, criterion: Criterion) -> CandidateAnswers:
        weight = weight_of(criterion, self.answers)
        key = criterion.slug, weight
        if key not in entry.candidates:
            entry.candidates[key] = candidate_answers(self.catalogue, entry.goal, criterion, weight)
        return entry.candidates[key]


@cached_per_catalogue
def _goal_cache(_: Catalogue) -> dict[tuple[str | int, ...], _GoalCandidates]:
    """Empty at first; filled as goals are needed."""
    return {}


@cached_per_catalogue
def _asking_order(catalogue: Catalogue) -> list[int]:
    """The indices of the criteria, each after those that can open it."""
    openers_of = {c.slug: {choice.criterion for choice in c.ask_when} for c in catalogue.criteria}
    order = []
    while ready := [slug for slug, openers in openers_of.items() if not openers & openers_of.keys()]:
        order += ready
        for slug in ready:
            del openers_of[slug]
    index_of = {criterion.slug: index for index, criterion in enumerate(catalogue.criteria)}
    return [index_of[slug] for slug in order]


def _union(bit_sets: Iterable[int]) -> int:
    return reduce(or_, bit_sets, 0)
