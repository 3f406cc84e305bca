"""The open questions of a visitor, and whether answers to them can bring about a goal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from comparisons.engine.answers import NOT_SURE, Answers
from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.explanations.node_budget import InconclusiveError, NodeBudget
from comparisons.engine.explanations.version_1.candidate_answers import CandidateAnswers, candidate_answers
from comparisons.engine.explanations.version_1.goals import Goal
from comparisons.engine.explanations.version_1.search import Level, is_attainable
from comparisons.engine.method import (
    AnswerEffects,
    PointTotals,
    answer_effect,
    answer_effects,
    option_effects,
    totals_of,
    totals_with_further_answer,
    weight_of,
)
from comparisons.engine.method.catalogue_cache import cached_per_catalogue


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
        return totals_of(self.catalogue, self.effects.values())

    @cached_property
    def opened(self) -> int:
        """The bit set of the criteria whose questions the answers open."""
        return _union(effect.opens for effect in self.effects.values())

    @cached_property
    def open(self) -> list[tuple[Criterion, int]]:
        """Each open question that is asked, then each that further answers can open, after those that open it.

        With a question comes the bit that opens it, 0 if it is asked already.
        """
        effects = option_effects(self.catalogue)
        opened = reachable = self.opened
        questions = []
        for index in _asking_order(self.catalogue):
            criterion, bit = self.catalogue.criteria[index], 1 << index
            is_asked = not criterion.ask_when or opened & bit
            is_open = self.answers.get(criterion.slug, (NOT_SURE,)) == (NOT_SURE,)
            if is_open and (is_asked or reachable & bit):
                questions.append((criterion, 0 if is_asked else bit))
                reachable |= _union(effect.opens for effect in effects[criterion.slug].values())
        return sorted(questions, key=lambda question: bool(question[1]))

    def can_reach(self, make_goal: Callable[..., Goal], *indices: int) -> bool | None:
        """Whether some answers to the open questions, or none, bring about the goal for these frameworks.

        None where the search did not make it clear. `make_goal` is a function of `goals`; frameworks are given
        by their index in the catalogue.
        """
        entry = self._goal_candidates(make_goal, *indices)
        goal, totals = entry.goal, self.totals
        if goal.target is not None and totals.requires(goal.target):
            return False
        levels = [Level(self._candidates(entry, criterion), opened_by) for criterion, opened_by in self.open]
        start = goal.start(totals.points, totals.max_points, totals.facts)
        try:
            return is_attainable(goal, start, levels, self.budget)
        except InconclusiveError:
            return None

    def favours(self, index: int) -> PointTotals:
        """The totals where each open question gets the option that is best for this framework, if one speaks for it.

        A likely case, not the best one: quick to make, and where it recommends the framework no search is needed.
        """
        totals, opened = self.totals, self.opened
        for criterion, opened_by in self.open:
            best = _best_options(self.catalogue, index)[criterion.slug]
            if best and not opened_by & ~opened:
                effect = answer_effect(self.catalogue, self.answers, criterion.slug, (best,))
                totals = totals_with_further_answer(totals, effect) if effect else totals
                opened |= effect.opens if effect else 0
        return totals

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


def _best_options(catalogue: Catalogue, index: int) -> dict[str, str | None]:
    """Criterion slug -> the option that supports a framework most, and others least; None where none supports it."""
    cache = _best_option_cache(catalogue)
    if index not in cache:
        cache[index] = {
            slug: max(
                (option for option, effect in effects.items() if effect.degrees[index] > 0),
                key=lambda option: (effects[option].degrees[index], -sum(effects[option].degrees)),
                default=None,
            )
            for slug, effects in option_effects(catalogue).items()
        }
    return cache[index]


@cached_per_catalogue
def _best_option_cache(_: Catalogue) -> dict[int, dict[str, str | None]]:
    """Empty at first; filled as frameworks are asked about."""
    return {}


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
