"""Turning points: other answers that alone, or two at a time, would change the result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice

from comparisons.engine.answers import NOT_SURE, Answers, Chosen, changed
from comparisons.engine.catalogue import Catalogue, Criterion, Option
from comparisons.engine.explanations.option_effects import saying_of, sayings_of
from comparisons.engine.explanations.results import Said, Tally, result_from, result_of, said, tally, with_another
from comparisons.engine.ranking import Result

MAX_PAIRS = 5


@dataclass(frozen=True)
class Change:
    """Another answer to one criterion: the option that is chosen, or no longer, and the whole of the new answer."""

    criterion: Criterion
    option: Option
    options: Chosen


@dataclass(frozen=True)
class TurningPoint(Change):
    """A change that alone gives another result. `answers` are those after it, without what it leads away from."""

    answers: Answers
    result: Result


@dataclass(frozen=True)
class TurningPair:
    """Two changes, to two criteria, that together give another result, though no change alone does."""

    changes: tuple[Change, Change]
    answers: Answers
    result: Result


def turning_points(catalogue: Catalogue, answers: Answers) -> tuple[TurningPoint, ...]:
    """Every change that alone gives another result, in the order of the catalogue.

    For a question with one answer that is each other option; for one with several, each option added or taken away.
    An option that stands alone takes the place of all others. Not sure is neither changed nor turned to: what an open
    question would change is told by `influence`.
    """
    spoken = said(catalogue, answers)
    counted = tally(catalogue, spoken.values())
    now = result_from(catalogue, counted)
    return tuple(
        TurningPoint(change.criterion, change.option, change.options, _after(catalogue, answers, change), result)
        for change in _changes(catalogue, answers)
        for result in [_result_after(catalogue, answers, spoken, counted, change)]
        if result.differs_from(now)
    )


def _after(catalogue: Catalogue, answers: Answers, change: Change) -> Answers:
    return changed(catalogue, answers, {change.criterion.slug: change.options})


def _result_after(catalogue: Catalogue, answers: Answers, spoken: Said, counted: Tally, change: Change) -> Result:
    """Only a criterion that leads to further questions makes it necessary to read the answers again."""
    saying = saying_of(catalogue, change.criterion.slug, change.options)
    if saying is None or _leads_on(catalogue, change.criterion):
        return result_of(catalogue, said(catalogue, _after(catalogue, answers, change)).values())
    return result_from(catalogue, with_another(counted, spoken, change.criterion.slug, saying))


def smallest_change(catalogue: Catalogue, answers: Answers) -> tuple[TurningPair, ...]:
    """Where no change alone gives another result, the first `MAX_PAIRS` pairs of changes that do.

    The result of a pair is told from what was said after one of its changes, as long as the other leads nowhere: then
    no answer has to be read again. Only two criteria that both lead to further questions need that.
    """
    if turning_points(catalogue, answers):
        return ()
    return tuple(islice(_turning_pairs(catalogue, answers), MAX_PAIRS))


def _changes(catalogue: Catalogue, answers: Answers) -> Iterator[Change]:
    for criterion in catalogue.criteria:
        chosen = answers.get(criterion.slug, (NOT_SURE,))
        if chosen != (NOT_SURE,):
            for option in criterion.options:
                options = _with_or_without(criterion, chosen, option)
                if options not in ((), chosen):
                    yield Change(criterion, option, options)


def _with_or_without(criterion: Criterion, chosen: Chosen, option: Option) -> Chosen:
    """The answer with this option where it was without, and the other way round; in the catalogue's order."""
    if criterion.selection == "one" or (option.exclusive and option.slug not in chosen):
        return (option.slug,)
    if option.slug in chosen:
        kept = set(chosen) - {option.slug}
    else:
        kept = {option.slug} | {slug for slug in chosen if not criterion.option_of[slug].exclusive}
    return tuple(slug for slug in criterion.option_of if slug in kept)


@dataclass(frozen=True)
class _Step:
    """A change, and what is said and counted after it alone."""

    change: Change
    said: Said
    tally: Tally


def _turning_pairs(catalogue: Catalogue, answers: Answers) -> Iterator[TurningPair]:
    now = result_of(catalogue, said(catalogue, answers).values())
    steps = [_step(catalogue, answers, change) for change in _changes(catalogue, answers)]
    for one, other in combinations(steps, 2):
        if one.change.criterion is not other.change.criterion:
            result = result_from(catalogue, _after_both(catalogue, answers, one, other))
            if result.differs_from(now):
                after = _answers_after(catalogue, answers, one.change, other.change)
                yield TurningPair((one.change, other.change), after, result)


def _step(catalogue: Catalogue, answers: Answers, change: Change) -> _Step:
    spoken = said(catalogue, _after(catalogue, answers, change))
    return _Step(change, spoken, tally(catalogue, spoken.values()))


def _after_both(catalogue: Catalogue, answers: Answers, first: _Step, second: _Step) -> Tally:
    if _leads_on(catalogue, second.change.criterion):
        first, second = second, first
    slug = second.change.criterion.slug
    if _leads_on(catalogue, second.change.criterion):
        return tally(
            catalogue, said(catalogue, _answers_after(catalogue, answers, first.change, second.change)).values()
        )
    if slug not in first.said:
        return first.tally
    return with_another(first.tally, first.said, slug, second.said[slug][1])


def _answers_after(catalogue: Catalogue, answers: Answers, one: Change, other: Change) -> Answers:
    return changed(catalogue, answers, {one.criterion.slug: one.options, other.criterion.slug: other.options})


def _leads_on(catalogue: Catalogue, criterion: Criterion) -> bool:
    return any(saying.opens for saying in sayings_of(catalogue)[criterion.slug].values())
