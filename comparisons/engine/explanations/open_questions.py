"""The open questions of a visitor, and whether answers to them can bring about a goal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from comparisons.engine.answers import Answers
from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.explanations.candidate_answers import Moves, moves_for
from comparisons.engine.explanations.catalogue_cache import once_per_catalogue
from comparisons.engine.explanations.goals import Goal
from comparisons.engine.explanations.option_effects import sayings_of
from comparisons.engine.explanations.results import Said, Tally, said, tally
from comparisons.engine.explanations.search import Stage, attainable
from comparisons.engine.ranking import weight_of


@dataclass(frozen=True)
class Plan:
    """A goal with the moves for it that were worked out so far, by criterion and weight."""

    goal: Goal
    moves: dict[tuple[str, int], Moves] = field(default_factory=dict)


@dataclass(frozen=True)
class Prospects:
    """Answers, and the questions that they leave open: each with the bit that opens it, 0 where it is asked already."""

    catalogue: Catalogue
    answers: Answers

    @cached_property
    def said(self) -> Said:
        return said(self.catalogue, self.answers)

    @cached_property
    def tally(self) -> Tally:
        return tally(self.catalogue, self.said.values())

    @cached_property
    def open(self) -> list[tuple[Criterion, int]]:
        """Those that are asked, and after them those that answers to others can lead to, in an order to ask them."""
        sayings = sayings_of(self.catalogue)
        opened = within_reach = _joined(saying.opens for _, saying in self.said.values())
        found = []
        for place in _order(self.catalogue):
            criterion, bit = self.catalogue.criteria[place], 1 << place
            asked = not criterion.ask_when or opened & bit
            if criterion.slug not in self.said and (asked or within_reach & bit):
                found.append((criterion, 0 if asked else bit))
                within_reach |= _joined(saying.opens for saying in sayings[criterion.slug].values())
        return sorted(found, key=lambda each: bool(each[1]))

    def allow(self, make: Callable[..., Goal], *places: int) -> bool:
        """Whether some answers to the open questions, or none, bring about the goal for these frameworks."""
        plan = self._plan(make, *places)
        goal, now = plan.goal, self.tally
        if goal.target is not None and now.requires(goal.target):
            return False
        stages = [Stage(self._moves(plan, criterion), gate) for criterion, gate in self.open]
        return attainable(goal, goal.start(now.points, now.most, now.required), stages)

    def _plan(self, make: Callable[..., Goal], *places: int) -> Plan:
        key: tuple[str | int, ...] = (make.__name__, *places)
        plans = _plans(self.catalogue)
        if key not in plans:
            plans[key] = Plan(make(self.catalogue, *places))
        return plans[key]

    def _moves(self, plan: Plan, criterion: Criterion) -> Moves:
        weight = weight_of(criterion, self.answers)
        key = criterion.slug, weight
        if key not in plan.moves:
            plan.moves[key] = moves_for(self.catalogue, plan.goal, criterion, weight)
        return plan.moves[key]


@once_per_catalogue
def _plans(_: Catalogue) -> dict[tuple[str | int, ...], Plan]:
    """Filled as goals are asked for."""
    return {}


@once_per_catalogue
def _order(catalogue: Catalogue) -> list[int]:
    """The places of the criteria, each after those that can lead to it."""
    waiting = {c.slug: {choice.criterion for choice in c.ask_when} for c in catalogue.criteria}
    order = []
    while free := [slug for slug, before in waiting.items() if not before & waiting.keys()]:
        order += free
        for slug in free:
            del waiting[slug]
    places = {criterion.slug: place for place, criterion in enumerate(catalogue.criteria)}
    return [places[slug] for slug in order]


def _joined(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)
