"""The questions of two catalogues as one list, so that one answer set can be scored under both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from comparisons.engine.answers import Answers, Chosen
from comparisons.engine.audit.answer_sets import Batch, Effort, SamplingPlan
from comparisons.engine.audit.questions import NOT_COUNTED, Numbers, Question, core_slugs, in_asking_order
from comparisons.engine.audit.scorer import Scorer

Mask = npt.NDArray[np.bool_]


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
        return SamplingPlan({slug: size for slug, size in sizes.items() if slug in core}, others, effort)

    def translated(self, side: int, batch: Batch) -> Batch:
        """The batch in the answer numbers of one catalogue, 0 or 1. Answers that it does not have are dropped."""
        return {slug: self.questions[slug].numbers[side][numbers] for slug, numbers in batch.items()}

    def exists(self, batch: Batch) -> Mask:
        """True where one of the catalogues has every answer."""
        old, new = (
            reduce(np.logical_and, [self.questions[slug].known[side][numbers] for slug, numbers in batch.items()])
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
        return reduce(np.logical_and, [(batch[slug] == NOT_COUNTED) | ~idle[n] for n, slug in enumerate(batch)])

    def answers(self, numbers: Mapping[str, int]) -> Answers:
        """Answers from answer numbers, without questions that have no answer or "not sure"."""
        return Answers(
            tuple((slug, merged.answers[numbers[slug]]) for slug, merged in self.questions.items() if numbers.get(slug))
        )


def merge_scorers(old: Scorer, new: Scorer) -> MergedScorers:
    by_slug = [{scored.question.slug: scored.question for scored in scorer.questions} for scorer in (old, new)]
    order = [criterion.slug for scorer in (new, old) for criterion in scorer.catalogue.criteria]
    slugs = [slug for slug in dict.fromkeys(order) if any(slug in questions for questions in by_slug)]
    return MergedScorers((old, new), {slug: _merged(by_slug[0].get(slug), by_slug[1].get(slug)) for slug in slugs})


def _merged(old: Question | None, new: Question | None) -> MergedQuestion:
    answers: dict[frozenset[str], Chosen] = {}
    for question in (new, old):
        for number in range(question.size if question else 0):
            chosen = question.chosen(number) if question else ()
            answers.setdefault(frozenset(chosen), chosen)
    kept = tuple(answers.values())
    numbers = _numbers(old, kept), _numbers(new, kept)
    return MergedQuestion(kept, numbers, (_known(old, kept, numbers[0]), _known(new, kept, numbers[1])))


def _numbers(question: Question | None, answers: tuple[Chosen, ...]) -> Numbers:
    return np.array([question.number(chosen) if question else NOT_COUNTED for chosen in answers], dtype=np.intp)


def _known(question: Question | None, answers: tuple[Chosen, ...], numbers: Numbers) -> Mask:
    translated = [set(question.chosen(int(number))) if question else set() for number in numbers]
    return np.array([set(chosen) == options for chosen, options in zip(answers, translated, strict=True)])
