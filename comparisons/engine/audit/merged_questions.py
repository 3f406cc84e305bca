"""The questions of two catalogues as one list, so that one answer set can be scored under both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from comparisons.engine.answers import NOT_SURE, Answers, Chosen, read
from comparisons.engine.audit.answer_sets import Batch, Effort, SamplingPlan
from comparisons.engine.audit.limited_questions import at_once, is_limited
from comparisons.engine.audit.questions import (
    NOT_COUNTED,
    UNANSWERED,
    Mask,
    Numbers,
    Question,
    core_slugs,
    in_asking_order,
)
from comparisons.engine.audit.scorer import Scorer

TRUE: Mask = np.ones((1, 1), dtype=np.bool_)


@dataclass(frozen=True, eq=False)
class MergedQuestion:
    """All answers that either catalogue has, "not sure" first, and for each catalogue their numbers there.

    `known` is false for an answer that a catalogue does not have, or has only in part.
    """

    answers: tuple[Chosen, ...]
    numbers: tuple[Numbers, Numbers]
    known: tuple[Mask, Mask]


@dataclass(frozen=True, eq=False)
class MergedScorers:
    """The scorers of the old and the new catalogue, and their questions by slug: those of the new one first."""

    scorers: tuple[Scorer, Scorer]
    questions: Mapping[str, MergedQuestion]

    def plan(self, effort: Effort, *, core_only: bool) -> SamplingPlan:
        """The combinations to try. A question counts as core if it is core in either catalogue."""
        core = {slug for scorer in self.scorers for slug in core_slugs(in_asking_order(scorer.catalogue))}
        sizes = {slug: len(question.answers) for slug, question in self.questions.items()}
        others = {} if core_only else {slug: size for slug, size in sizes.items() if slug not in core}
        tried = [
            scored.question
            for scorer in self.scorers
            for scored in scorer.questions
            if scored.question.slug in core or not core_only
        ]
        return SamplingPlan(
            {slug: size for slug, size in sizes.items() if slug in core},
            others,
            effort,
            at_once=at_once(tried),
            in_long_rows=self.is_of_sets,
        )

    @property
    def is_of_sets(self) -> bool:
        """Whether one of the catalogues is of version 2. Then no order is part of an outcome."""
        return any(is_limited(scorer.catalogue) for scorer in self.scorers)

    def translated(self, side: int, batch: Batch) -> Batch:
        """The batch in the answer numbers of one catalogue, 0 or 1. Answers that it does not have are dropped."""
        return {slug: self.questions[slug].numbers[side][numbers] for slug, numbers in batch.items()}

    def exists(self, batch: Batch) -> Mask:
        """True where one of the catalogues has every answer."""
        old, new = (
            reduce(np.logical_and, [self.questions[slug].known[side][numbers] for slug, numbers in batch.items()], TRUE)
            for side in (0, 1)
        )
        return np.asarray(old | new)

    def is_shortest(self, batch: Batch) -> Mask:
        """True where every answer counts in one of the catalogues, so that no shorter answer set is equivalent."""
        counted = [scorer.counted(self.translated(side, batch)) for side, scorer in enumerate(self.scorers)]
        idle = [
            reduce(np.logical_and, [numbers[slug] == NOT_COUNTED for numbers in counted if slug in numbers])
            for slug in batch
        ]
        return reduce(np.logical_and, [(batch[slug] == NOT_COUNTED) | ~idle[n] for n, slug in enumerate(batch)], TRUE)

    def answers(self, numbers: Mapping[str, int]) -> Answers:
        """Answers from answer numbers, without questions that have no answer, or a "not sure" that says nothing."""
        chosen = [
            (slug, merged.answers[numbers[slug]])
            for slug, merged in self.questions.items()
            if slug in numbers and merged.answers[numbers[slug]]
        ]
        every = Answers(tuple(chosen))
        if not any(options == (NOT_SURE,) for _, options in chosen):
            return every
        counting = {slug for scorer in self.scorers for slug in read(scorer.catalogue, every.pairs()).answers}
        return Answers(tuple((slug, options) for slug, options in chosen if slug in counting or options != (NOT_SURE,)))


def merge_scorers(old: Scorer, new: Scorer) -> MergedScorers:
    by_slug = [{scored.question.slug: scored.question for scored in scorer.questions} for scorer in (old, new)]
    order = [criterion.slug for scorer in (new, old) for criterion in scorer.catalogue.criteria]
    slugs = [slug for slug in dict.fromkeys(order) if any(slug in questions for questions in by_slug)]
    merged = {slug: _merged((by_slug[0].get(slug), by_slug[1].get(slug)), (old, new)) for slug in slugs}
    for slug in old.facts_when_not_sure | new.facts_when_not_sure:
        if slug in merged:
            merged[slug] = replace(merged[slug], answers=((NOT_SURE,), *merged[slug].answers[1:]))
    return MergedScorers((old, new), merged)


def _merged(questions: tuple[Question | None, Question | None], scorers: tuple[Scorer, Scorer]) -> MergedQuestion:
    answers: dict[frozenset[str], Chosen] = {}
    for question in reversed(questions):
        for number in range(question.size if question else 0):
            chosen = question.chosen(number) if question else ()
            answers.setdefault(frozenset(chosen), chosen)
    kept = tuple(answers.values())
    old, new = (_numbers(question, kept, scorer) for question, scorer in zip(questions, scorers, strict=True))
    return MergedQuestion(kept, (old, new), (_known(questions[0], kept, old), _known(questions[1], kept, new)))


def _numbers(question: Question | None, answers: tuple[Chosen, ...], scorer: Scorer) -> Numbers:
    """Where an answer is dropped, nothing is answered. That matters only where to be not sure is a fact in itself."""
    if question is None:
        return np.full(len(answers), NOT_COUNTED)
    dropped = UNANSWERED if question.slug in scorer.facts_when_not_sure else NOT_COUNTED
    numbers = [question.number(chosen) for chosen in answers]
    return np.array(
        [number or (dropped if chosen else NOT_COUNTED) for number, chosen in zip(numbers, answers, strict=True)],
        dtype=np.intp,
    )


def _known(question: Question | None, answers: tuple[Chosen, ...], numbers: Numbers) -> Mask:
    translated = [
        set(question.chosen(int(number))) if question and number != UNANSWERED else set() for number in numbers
    ]
    return np.array([set(chosen) == options for chosen, options in zip(answers, translated, strict=True)])
