"""The questions of two catalogues as one list, so that one set of answers can be given to both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from comparisons.engine.answers import Answers, Chosen
from comparisons.engine.audit.answer_sets import Batch, Effort, Plan
from comparisons.engine.audit.questions import NOT_COUNTED, Numbers, Question, core_slugs, in_asking_order
from comparisons.engine.audit.scorer import Scorer

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class MergedQuestion:
    """Every answer that one of the catalogues knows, "not sure" first; for each catalogue, its number there.

    `known` is false where a catalogue knows only a part of an answer, or none of it.
    """

    answers: tuple[Chosen, ...]
    numbers: tuple[Numbers, Numbers]
    known: tuple[Truths, Truths]


@dataclass(frozen=True, eq=False)
class Merged:
    """Two scorers, and their questions by slug, in the order of the second catalogue and then of the first."""

    scorers: tuple[Scorer, Scorer]
    questions: Mapping[str, MergedQuestion]

    def plan(self, effort: Effort, *, core_only: bool) -> Plan:
        """A question is a core one here if it is in either of the catalogues."""
        core = {slug for scorer in self.scorers for slug in core_slugs(in_asking_order(scorer.catalogue))}
        sizes = {slug: len(question.answers) for slug, question in self.questions.items()}
        others = {} if core_only else {slug: size for slug, size in sizes.items() if slug not in core}
        return Plan({slug: size for slug, size in sizes.items() if slug in core}, others, effort)

    def translated(self, which: int, batch: Batch) -> Batch:
        """The answers in the numbers of one catalogue; those that it does not know are dropped."""
        return {slug: self.questions[slug].numbers[which][given] for slug, given in batch.items()}

    def exists(self, batch: Batch) -> Truths:
        """Where one of the catalogues knows every answer."""
        old, new = (
            reduce(np.logical_and, [self.questions[slug].known[which][given] for slug, given in batch.items()])
            for which in (0, 1)
        )
        return np.asarray(old | new)

    def is_shortest(self, batch: Batch) -> Truths:
        """Where no answer is idle in both catalogues, so that a shorter set would not say the same."""
        counted = [scorer.counted(self.translated(which, batch)) for which, scorer in enumerate(self.scorers)]
        idle = [
            reduce(np.logical_and, [numbers[slug] == NOT_COUNTED for numbers in counted if slug in numbers])
            for slug in batch
        ]
        return reduce(np.logical_and, [(batch[slug] == NOT_COUNTED) | ~idle[n] for n, slug in enumerate(batch)])

    def answers(self, numbers: Mapping[str, int]) -> Answers:
        """What was chosen; a question that was left open, or answered with "not sure", is not among it."""
        return Answers(
            tuple((slug, asked.answers[numbers[slug]]) for slug, asked in self.questions.items() if numbers.get(slug))
        )


def merge(old: Scorer, new: Scorer) -> Merged:
    by_slug = [{step.question.slug: step.question for step in scorer.steps} for scorer in (old, new)]
    order = [criterion.slug for scorer in (new, old) for criterion in scorer.catalogue.criteria]
    slugs = [slug for slug in dict.fromkeys(order) if any(slug in questions for questions in by_slug)]
    return Merged((old, new), {slug: _merged(by_slug[0].get(slug), by_slug[1].get(slug)) for slug in slugs})


def _merged(old: Question | None, new: Question | None) -> MergedQuestion:
    answers: dict[frozenset[str], Chosen] = {}
    for asked in (new, old):
        for number in range(asked.size if asked else 0):
            chosen = asked.chosen(number) if asked else ()
            answers.setdefault(frozenset(chosen), chosen)
    kept = tuple(answers.values())
    numbers = _numbers(old, kept), _numbers(new, kept)
    return MergedQuestion(kept, numbers, (_known(old, kept, numbers[0]), _known(new, kept, numbers[1])))


def _numbers(asked: Question | None, answers: tuple[Chosen, ...]) -> Numbers:
    return np.array([asked.number(chosen) if asked else NOT_COUNTED for chosen in answers], dtype=np.intp)


def _known(asked: Question | None, answers: tuple[Chosen, ...], numbers: Numbers) -> Truths:
    there = [set(asked.chosen(int(number))) if asked else set() for number in numbers]
    return np.array([set(chosen) == found for chosen, found in zip(answers, there, strict=True)])
