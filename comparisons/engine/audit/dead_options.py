"""Dead options, which never change the result, and dominated ones, which are never better than another option."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from comparisons.engine.audit.answer_sets import Batch
from comparisons.engine.audit.findings import DeadOption, DominatedOption
from comparisons.engine.audit.questions import Question
from comparisons.engine.audit.scorer import Scorer
from comparisons.engine.catalogue import Catalogue, Criterion, Option


def dead_options(scorer: Scorer, batches: Iterable[Batch], slugs: Iterable[str]) -> tuple[DeadOption, ...]:
    """The dead options of these questions, as far as the batches show: see `DeadOption`."""
    wanted = set(slugs)
    questions = [scored.question for scored in scorer.questions if scored.question.slug in wanted]
    suspects = [(q, option) for q in questions for option in (*q.together, *q.alone)]
    for batch in batches:
        suspects = [(q, option) for q, option in suspects if not _matters(scorer, batch, q, option)]
        if not suspects:
            break
    dead = {(q.slug, option) for q, option in suspects}
    return tuple(
        DeadOption(criterion.slug, option)
        for criterion in scorer.catalogue.criteria
        for option in criterion.option_of
        if (criterion.slug, option) in dead
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


def _matters(scorer: Scorer, batch: Batch, question: Question, option: str) -> bool:
    numbers = batch[question.slug]
    chosen = scorer.results(batch | {question.slug: question.with_option(option)[numbers]})
    removed = scorer.results(batch | {question.slug: question.without_option(option)[numbers]})
    return bool(np.any(chosen.outcome != removed.outcome) or np.any(chosen.required != removed.required))


def dominated_options(catalogue: Catalogue) -> tuple[DominatedOption, ...]:
    """Every pair of options of one criterion in which the second dominates the first: see `DominatedOption`."""
    return tuple(pair for criterion in catalogue.criteria for pair in _dominated(catalogue, criterion))


def _dominated(catalogue: Catalogue, criterion: Criterion) -> Iterator[DominatedOption]:
    for index, option in enumerate(criterion.options):
        if not any(support.degree > 0 for support in option.support):
            continue
        for other_index, other in enumerate(criterion.options):
            is_same = _effects(catalogue, option) == _effects(catalogue, other)
            if other is not option and _dominates(catalogue, other, option) and not (is_same and index < other_index):
                yield DominatedOption(criterion.slug, option.slug, other.slug)


def _dominates(catalogue: Catalogue, other: Option, option: Option) -> bool:
    return all(
        other_degree >= degree and other_requires >= requires
        for (other_degree, other_requires), (degree, requires) in zip(
            _effects(catalogue, other), _effects(catalogue, option), strict=True
        )
    )


def _effects(catalogue: Catalogue, option: Option) -> list[tuple[int, bool]]:
    """For each framework, the degree of the option and whether the option requires it."""
    supports = [option.support_for.get(slug) for slug in catalogue.framework_of]
    return [(support.degree, bool(support.requires)) if support else (0, False) for support in supports]
