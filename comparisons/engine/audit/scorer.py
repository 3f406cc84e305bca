"""Scores many answer sets at once, under either version of the rules: what both have in common.

`version_1` and `version_2` are `recommend` in whole numbers, over arrays; `prepare` chooses between them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
import numpy.typing as npt

from comparisons.engine.audit.findings import Outcome
from comparisons.engine.audit.questions import Mask, Numbers, Question, in_asking_order
from comparisons.engine.catalogue import Catalogue, Criterion, Option
from comparisons.engine.method import Verdict

Words = npt.NDArray[np.int64]
"""Sets of frameworks, the first 62 in the first word, and so on: a word for each row of the first dimension."""
Exact = npt.NDArray[np.signedinteger]
Counts = npt.NDArray[np.int64]
Openings = tuple[tuple[str, Mask], ...]
Shape = tuple[int, ...]

BITS = 62
"""How many frameworks have a bit in one word."""


@dataclass(frozen=True, eq=False)
class ScoredQuestion:
    """A question, the questions that can open it with the answers that do, and what its answers require.

    `requires` has a row for each word, and a column for each answer.
    """

    question: Question
    opened_by: Openings
    requires: Words


@dataclass(frozen=True, eq=False)
class Results(ABC):
    """The results of a batch of answer sets: two dimensions, and a first one for the words of `required`."""

    required: Words

    @abstractmethod
    def differ_from(self, other: Results) -> Mask:
        """Where the verdict, or what is recommended, added or required, is another. Of the same scorer."""


@dataclass(frozen=True, eq=False)
class Scorer(ABC):
    """A catalogue prepared for scoring. `requirable` are the slugs that the bits of `Results.required` stand for."""

    catalogue: Catalogue
    questions: tuple[ScoredQuestion, ...]
    requirable: tuple[str, ...]

    @property
    @abstractmethod
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts that there can be."""

    @abstractmethod
    def results(self, answers: Mapping[str, Numbers]) -> Results:
        """Score a batch: for each answered question, a two-dimensional array of answer numbers."""

    @abstractmethod
    def outcomes(self, results: Results) -> tuple[Numbers, Sequence[Outcome]]:
        """The outcome of each answer set, as a position in a sequence. The sequence of a later call may be another."""

    @abstractmethod
    def counts(self, results: Results) -> Counts:
        """For each row of a batch, how often something is so.

        First each verdict, then each framework as recommended or added, as required, and as first in the ranking.
        """

    @abstractmethod
    def has_same_effect(self, slug: str, numbers: Numbers, others: Numbers) -> bool:
        """Whether these answers to a question can be seen to have the effects of those others, one by one."""

    @cached_property
    def facts_when_not_sure(self) -> frozenset[str]:
        """The slugs of the questions where "not sure" says something, so that it is more than no answer."""
        return frozenset(
            criterion.slug
            for criterion in self.catalogue.criteria
            if self.catalogue.method.version > 1 and any(option.suffices for option in criterion.options)
        )

    def openings(self, scored: ScoredQuestion, counted: Mapping[str, Numbers]) -> Mask | None:
        """Where a question is asked after these answers; None if it always is."""
        if not scored.opened_by:
            return None
        openings = [opens.take(counted[opener]) for opener, opens in scored.opened_by if opener in counted]
        return reduce(np.logical_or, openings, np.zeros((1, 1), dtype=np.bool_))

    def counted(self, answers: Mapping[str, Numbers]) -> dict[str, Numbers]:
        """The answers, with `NOT_COUNTED` where the question is not asked. Arrays of any shapes that broadcast."""
        counted: dict[str, Numbers] = {}
        for scored in self.questions:
            slug = scored.question.slug
            if slug in answers:
                is_asked = self.openings(scored, counted)
                counted[slug] = answers[slug] if is_asked is None else answers[slug] * is_asked
        return counted

    def required(self, counted: Mapping[str, Numbers]) -> Words:
        """What these answers require. Arrays of the same shape are combined first."""
        required: dict[Shape, Words] = {(1, 1): np.zeros((word_count(self.requirable), 1, 1), dtype=np.int64)}
        for scored in self.questions:
            numbers = counted.get(scored.question.slug)
            if numbers is not None and scored.requires.any():
                words = scored.requires.take(numbers, axis=1)
                required[numbers.shape] = required.get(numbers.shape, np.int64(0)) | words
        return reduce(np.bitwise_or, required.values())

    def is_required(self, required: Words, slug: str) -> Mask:
        if slug not in self.requirable:
            return np.zeros(required.shape[1:], dtype=np.bool_)
        word, bit = divmod(self.requirable.index(slug), BITS)
        return np.asarray(required[word] & (1 << bit) != 0)


def word_count(requirable: Sequence[str]) -> int:
    return max(1, -(-len(requirable) // BITS))


def requirable_frameworks(catalogue: Catalogue) -> tuple[str, ...]:
    """The slugs of the frameworks that some answer requires, in the catalogue's order."""
    required = {s.framework for c in catalogue.criteria for o in c.options for s in o.support if s.requires}
    return tuple(slug for slug in catalogue.framework_of if slug in required)


def options_of(criterion: Criterion, numbered: Question) -> list[Option]:
    """The options in the order of `Question.rows`."""
    return [criterion.option_of[slug] for slug in (*numbered.together, *numbered.alone)]


def _required_words(criterion: Criterion, numbered: Question, requirable: Sequence[str]) -> Words:
    """`ScoredQuestion.requires` of a question."""
    words = np.zeros((len(criterion.options), word_count(requirable)), dtype=np.int64)
    for row, option in zip(words, options_of(criterion, numbered), strict=True):
        for position, slug in enumerate(requirable):
            if requires(option, slug):
                row[position // BITS] |= 1 << position % BITS
    return np.ascontiguousarray(numbered.rows(words, np.bitwise_or).T)


def requires(option: Option, framework: str) -> bool:
    support = option.support_for.get(framework)
    return bool(support and support.requires)


def scored_questions(
    catalogue: Catalogue, questions: Mapping[str, Question], requirable: Sequence[str]
) -> tuple[ScoredQuestion, ...]:
    """The questions in asking order, by the numbered answers of each."""
    return tuple(
        ScoredQuestion(
            question=questions[criterion.slug],
            opened_by=tuple(
                (choice.criterion, questions[choice.criterion].contains(choice.option)) for choice in criterion.ask_when
            ),
            requires=_required_words(criterion, questions[criterion.slug], requirable),
        )
        for criterion in in_asking_order(catalogue)
    )


FEW_ROWS = 64


def row_counts(masks: Sequence[Mask]) -> Counts:
    """How often each mask is true in each row of a batch: a row for each row, and a column for each mask."""
    if len(masks[0]) <= FEW_ROWS:  # numpy counts a whole row much faster than it sums
        return np.array([[np.count_nonzero(row) for row in mask] for mask in masks], dtype=np.int64).T
    return np.stack([mask.sum(axis=1, dtype=np.int64) for mask in masks], axis=1)


def two_largest(values: Exact, lowest: int) -> tuple[Exact, Exact]:
    """The largest value of each column, and the next, which may be equal; `lowest` where there is none."""
    best = np.full(values.shape[1:], lowest, dtype=values.dtype)
    second, lesser = best.copy(), np.empty_like(best)
    for value in values:
        np.minimum(best, value, out=lesser)
        np.maximum(second, lesser, out=second)
        np.maximum(best, value, out=best)
    return best, second
