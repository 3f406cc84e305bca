"""Dead options, which never change the result, and dominated ones, which are never better than another option."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import ge

import numpy as np

from comparisons.engine.audit.answer_sets import Batch
from comparisons.engine.audit.findings import DeadOption, DominatedOption
from comparisons.engine.audit.questions import Numbers, Question
from comparisons.engine.audit.scorer import Scorer
from comparisons.engine.catalogue import Catalogue, Criterion
from comparisons.engine.method import OptionEffect, option_effects

CORNER_ROWS, CORNER_COLUMNS = 8, 256


@dataclass(frozen=True, eq=False)
class _Suspect:
    """An option that may be dead. `chosen` are numbers of answers with it, and `removed` of the same without it."""

    slug: str
    option: str
    chosen: Numbers
    removed: Numbers

    @classmethod
    def of(cls, question: Question, option: str) -> _Suspect:
        chosen = question.with_option(option)
        return cls(question.slug, option, chosen, question.without_option(option)[chosen])

    def matters(self, scorer: Scorer, batch: Batch) -> bool:
        """Whether the option changes a result in the batch. Most do in its first corner, so the rest is spared."""
        corner = {slug: numbers[:CORNER_ROWS, :CORNER_COLUMNS] for slug, numbers in batch.items()}
        return self._changes_a_result(scorer, corner) or self._changes_a_result(scorer, batch)

    def _changes_a_result(self, scorer: Scorer, batch: Batch) -> bool:
        numbers = batch[self.slug]
        chosen, removed = (
            scorer.results(batch | {self.slug: answers[numbers]}) for answers in (self.chosen, self.removed)
        )
        return bool(np.any(chosen.differ_from(removed)))


def dead_options(scorer: Scorer, batches: Iterable[Batch], slugs: Iterable[str]) -> tuple[DeadOption, ...]:
    """The dead options of these questions, as far as the batches show: see `DeadOption`."""
    wanted = set(slugs)
    questions = [scored.question for scored in scorer.questions if scored.question.slug in wanted]
    every = [
        _Suspect.of(question, option) for question in questions for option in (*question.together, *question.alone)
    ]
    live = set()
    suspects = [entry for entry in every if not scorer.has_same_effect(entry.slug, entry.chosen, entry.removed)]
    for batch in batches:
        if not suspects:
            break
        live |= {(entry.slug, entry.option) for entry in suspects if entry.matters(scorer, batch)}
        suspects = [entry for entry in suspects if (entry.slug, entry.option) not in live]
    return tuple(
        DeadOption(criterion.slug, option)
        for criterion in scorer.catalogue.criteria
        if criterion.slug in {question.slug for question in questions}
        for option in criterion.option_of
        if (criterion.slug, option) not in live
    )


def dead_questions(catalogue: Catalogue, dead: Iterable[DeadOption], slugs: Iterable[str]) -> tuple[str, ...]:
    """Questions whose options are all dead. Any answer becomes any other by removing and adding dead options."""
    dead_set, wanted = set(dead), set(slugs)
    return tuple(
        criterion.slug
        for criterion in catalogue.criteria
        if criterion.slug in wanted
        and all(DeadOption(criterion.slug, option) in dead_set for option in criterion.option_of)
    )


def dominated_options(catalogue: Catalogue) -> tuple[DominatedOption, ...]:
    """Every pair of options of one criterion in which the second dominates the first: see `DominatedOption`."""
    return tuple(pair for criterion in catalogue.criteria for pair in _dominated(catalogue, criterion))


def _dominated(catalogue: Catalogue, criterion: Criterion) -> Iterator[DominatedOption]:
    effects = option_effects(catalogue)[criterion.slug]
    for index, option in enumerate(criterion.options):
        if not any(support.degree > 0 for support in option.support):
            continue
        for other_index, other in enumerate(criterion.options):
            effect, other_effect = effects[option.slug], effects[other.slug]
            is_same = (effect.degrees, effect.facts) == (other_effect.degrees, other_effect.facts)
            if other is not option and _dominates(other_effect, effect) and not (is_same and index < other_index):
                yield DominatedOption(criterion.slug, option.slug, other.slug)


def _dominates(other: OptionEffect, option: OptionEffect) -> bool:
    return not option.facts & ~other.facts and all(map(ge, other.degrees, option.degrees))
