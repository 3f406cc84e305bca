"""The candidate answers to one open question: those worth trying for a goal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import ge, or_

from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.explanations.version_1.goals import ALWAYS_MET, Goal
from comparisons.engine.method import MAX_DEGREE, OptionEffect, option_effects

MAX_COMBINED = 16
"""How many combinations of options are kept for one question and goal. The shipped catalogue has at most 5."""


@dataclass(frozen=True)
class CandidateAnswer:
    """What an answer adds to each condition of a goal, and the bit set of the criteria that it opens."""

    terms: tuple[int, ...]
    opens: int

    def dominates(self, other: CandidateAnswer) -> bool:
        """Whether it is at least as good as the other in every respect."""
        return not other.opens & ~self.opens and all(map(ge, self.terms, other.terms))


@dataclass(frozen=True)
class CandidateAnswers:
    """The answers to one question that no other answer dominates, counting no answer as one of them.

    `upper_bound` is the most that any answer adds to each condition, or more. If `complete` is false, some answers
    that combine several options are left out.
    """

    candidates: tuple[CandidateAnswer, ...]
    upper_bound: tuple[int, ...]
    complete: bool = True


def candidate_answers(catalogue: Catalogue, goal: Goal, criterion: Criterion, weight: int) -> CandidateAnswers:
    """The candidates for a criterion of this weight."""
    max_points = MAX_DEGREE * weight
    no_answer = CandidateAnswer((0,) * len(goal.conditions), 0)
    effects, complete = _useful_effects(catalogue, goal, criterion)
    answers = [
        CandidateAnswer(
            goal.terms([weight * degree for degree in effect.degrees], max_points, effect.facts), effect.opens
        )
        for effect in effects
    ]
    candidates = tuple(_undominated([*answers, no_answer]))
    if complete:
        upper_bound = tuple(map(max, zip(*(candidate.terms for candidate in candidates), strict=True)))
    else:
        upper_bound = _relaxed_bound(catalogue, goal, criterion, weight)
    return CandidateAnswers(candidates, upper_bound, complete)


def _relaxed_bound(catalogue: Catalogue, goal: Goal, criterion: Criterion, weight: int) -> tuple[int, ...]:
    """What no combination of options exceeds: one option alone is the best, or the worst, for one framework."""
    effects = option_effects(catalogue)[criterion.slug].values()
    degrees = [*zip(*(effect.degrees for effect in effects), strict=True)]
    highest = [weight * max(0, *of_framework) for of_framework in degrees]
    lowest = [weight * min(0, *of_framework) for of_framework in degrees]
    required = reduce(or_, (effect.facts for effect in effects), 0)
    return tuple(
        max(0, condition.upper_bound(highest, lowest, MAX_DEGREE * weight, required)) for condition in goal.conditions
    )


def _undominated(candidates: Iterable[CandidateAnswer]) -> list[CandidateAnswer]:
    """In this order a candidate comes after those that dominate it, so one pass over those kept is enough."""
    kept: list[CandidateAnswer] = []
    for candidate in sorted(
        set(candidates), key=lambda answer: (-sum(answer.terms), -answer.opens.bit_count(), answer.opens, answer.terms)
    ):
        if not any(other.dominates(candidate) for other in kept):
            kept.append(candidate)
    return kept


def _useful_effects(catalogue: Catalogue, goal: Goal, criterion: Criterion) -> tuple[list[OptionEffect], bool]:
    """The effects of the possible answers, without those that another one beats whatever is added to both.

    A required framework leaves the ranking, so an answer that requires the target never serves the goal. The second
    value is whether all combinations are there: no more are made once `MAX_COMBINED` of them are worth trying.
    """
    effects = option_effects(catalogue)[criterion.slug]
    allowed = [
        (option, effects[option.slug])
        for option in criterion.options
        if goal.target is None or not effects[option.slug].requires(goal.target)
    ]
    alone = [effect for option, effect in allowed if criterion.selection == "one" or option.exclusive]
    together = [effect for option, effect in allowed if criterion.selection == "many" and not option.exclusive]
    combined: dict[CandidateAnswer, OptionEffect] = {}
    for index, effect in enumerate(together):
        if len(combined) > MAX_COMBINED:
            return [*alone, *combined.values(), *together[index:]], False
        extended = [*combined.values(), effect, *(effect | other for other in combined.values())]
        by_candidate = {_as_candidate(goal, other): other for other in extended}
        combined = {candidate: by_candidate[candidate] for candidate in _undominated(by_candidate)}
    return [*alone, *combined.values()], True


def _as_candidate(goal: Goal, effect: OptionEffect) -> CandidateAnswer:
    """Strongest support and strongest objection as separate terms: if both are better, adding options keeps them so."""
    terms = [] if goal.target is None else [effect.supports[goal.target], effect.objections[goal.target]]
    for rival in goal.rivals:
        is_required = effect.requires(rival)
        terms += [ALWAYS_MET, ALWAYS_MET] if is_required else [-effect.supports[rival], -effect.objections[rival]]
    return CandidateAnswer(tuple(terms), effect.opens)
