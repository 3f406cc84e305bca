"""Turning points: changed answers that give another result, alone or two at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from comparisons.engine.answers import NOT_SURE, Answers, Chosen, with_changes
from comparisons.engine.catalogue import Catalogue, Criterion, Option
from comparisons.engine.explanations.results import result_from, result_of_answers
from comparisons.engine.method import (
    AnswerEffects,
    PointTotals,
    answer_effect,
    answer_effects,
    opening_criteria,
    totals_of,
    totals_with_answer,
)
from comparisons.engine.recommendation import Result

MAX_PAIRS = 5
MAX_PAIRS_TRIED = 400
"""Under version 2 of the method, where questions have an option for each framework: what no answer takes longer for."""


@dataclass(frozen=True)
class Change:
    """Another answer to one criterion: the option that is added or removed, and all options of the new answer."""

    criterion: Criterion
    option: Option
    options: Chosen


@dataclass(frozen=True)
class TurningPoint(Change):
    """A change that alone gives another result. `answers` are those after it, without questions that it closes."""

    answers: Answers
    result: Result


@dataclass(frozen=True)
class TurningPair:
    """Two changes, to two criteria, that together give another result, while no change alone does."""

    changes: tuple[Change, Change]
    answers: Answers
    result: Result


@dataclass(frozen=True)
class SmallestChange:
    """The first turning pairs. With `complete`, there is no other kind of pair if there are none here."""

    pairs: tuple[TurningPair, ...] = ()
    complete: bool = True


def turning_points(catalogue: Catalogue, answers: Answers) -> tuple[TurningPoint, ...]:
    """Every change that alone gives another result, in the order of the catalogue.

    A change is another option where one can be chosen, and an option added or removed where several can. An exclusive
    option replaces all others. "Not sure" is not changed, and no answer is changed to it: `influence` covers open
    questions.
    """
    effects = answer_effects(catalogue, answers)
    totals = totals_of(catalogue, effects.values())
    current = result_from(catalogue, totals)
    return tuple(
        TurningPoint(change.criterion, change.option, change.options, _after(catalogue, answers, change), result)
        for change in _changes(catalogue, answers)
        for result in [_result_after(catalogue, answers, effects, totals, change)]
        if result.differs_from(current)
    )


def _after(catalogue: Catalogue, answers: Answers, change: Change) -> Answers:
    return with_changes(catalogue, answers, {change.criterion.slug: change.options})


def _result_after(
    catalogue: Catalogue, answers: Answers, effects: AnswerEffects, totals: PointTotals, change: Change
) -> Result:
    """All answers are evaluated again only if the change may close the question of one of them."""
    effect = answer_effect(catalogue, answers, change.criterion.slug, change.options)
    if effect is None or effects[change.criterion.slug].opens & ~effect.opens:
        return result_of_answers(catalogue, _after(catalogue, answers, change))
    return result_from(catalogue, totals_with_answer(totals, effects, change.criterion.slug, effect))


def smallest_change(catalogue: Catalogue, answers: Answers, points: tuple[TurningPoint, ...]) -> SmallestChange:
    """If there are no turning points, the first `MAX_PAIRS` pairs of changes that give another result; otherwise none.

    `points` are the turning points of the same answers. Pairs of answers that are weighed come before those with facts.
    Their number is quadratic in that of the changes, so under version 2 at most `MAX_PAIRS_TRIED` are tried.
    """
    if points:
        return SmallestChange()
    changes = tuple(_changes(catalogue, answers))
    couples = _couples(changes)
    tried = couples if catalogue.method.version == 1 else couples[:MAX_PAIRS_TRIED]
    pairs = tuple(islice(_turning_pairs(catalogue, answers, changes, tried), MAX_PAIRS))
    return SmallestChange(pairs, complete=bool(pairs) or len(tried) == len(couples))


def _couples(changes: Sequence[Change]) -> list[tuple[int, int]]:
    """The positions of each two changes of two criteria, those of fewer facts first."""
    pairs = combinations(range(len(changes)), 2)
    couples = [(one, other) for one, other in pairs if changes[one].criterion is not changes[other].criterion]
    return sorted(couples, key=lambda couple: sum(not changes[n].criterion.weight for n in couple))


def _changes(catalogue: Catalogue, answers: Answers) -> Iterator[Change]:
    for criterion in catalogue.criteria:
        chosen = answers.get(criterion.slug, (NOT_SURE,))
        if chosen != (NOT_SURE,):
            for option in criterion.options:
                options = _with_or_without(criterion, chosen, option)
                if options not in ((), chosen):
                    yield Change(criterion, option, options)


def _with_or_without(criterion: Criterion, chosen: Chosen, option: Option) -> Chosen:
    """The answer with this option added, or removed if it was chosen; in the catalogue's order."""
    if criterion.selection == "one" or (option.exclusive and option.slug not in chosen):
        return (option.slug,)
    if option.slug in chosen:
        kept = set(chosen) - {option.slug}
    else:
        kept = {option.slug} | {slug for slug in chosen if not criterion.option_of[slug].exclusive}
    return tuple(slug for slug in criterion.option_of if slug in kept)


@dataclass(frozen=True)
class _ChangedAnswers:
    """A change, with the effects and totals of the answers after it."""

    change: Change
    effects: AnswerEffects
    totals: PointTotals


def _turning_pairs(
    catalogue: Catalogue, answers: Answers, changes: Sequence[Change], couples: Iterable[tuple[int, int]]
) -> Iterator[TurningPair]:
    """Totals come from those after one change. Only if both open other questions, all answers are evaluated again."""
    current = result_of_answers(catalogue, answers)
    changed: dict[int, _ChangedAnswers] = {}
    for couple in couples:
        for n in couple:
            if n not in changed:
                changed[n] = _changed_answers(catalogue, answers, changes[n])
        one, other = (changed[n] for n in couple)
        result = result_from(catalogue, _totals_after_both(catalogue, answers, one, other))
        if result.differs_from(current):
            after = _after_both(catalogue, answers, one.change, other.change)
            yield TurningPair((one.change, other.change), after, result)


def _changed_answers(catalogue: Catalogue, answers: Answers, change: Change) -> _ChangedAnswers:
    effects = answer_effects(catalogue, _after(catalogue, answers, change))
    return _ChangedAnswers(change, effects, totals_of(catalogue, effects.values()))


def _totals_after_both(
    catalogue: Catalogue, answers: Answers, first: _ChangedAnswers, second: _ChangedAnswers
) -> PointTotals:
    if second.change.criterion.slug in opening_criteria(catalogue):
        first, second = second, first
    slug = second.change.criterion.slug
    if slug in opening_criteria(catalogue):
        after = _after_both(catalogue, answers, first.change, second.change)
        return totals_of(catalogue, answer_effects(catalogue, after).values())
    if slug not in first.effects:
        return first.totals
    return totals_with_answer(first.totals, first.effects, slug, second.effects[slug])


def _after_both(catalogue: Catalogue, answers: Answers, one: Change, other: Change) -> Answers:
    return with_changes(catalogue, answers, {one.criterion.slug: one.options, other.criterion.slug: other.options})
