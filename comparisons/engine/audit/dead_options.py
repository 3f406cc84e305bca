"""Options that change nothing, and options that another one outdoes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from comparisons.engine.audit.answer_sets import Batch
from comparisons.engine.audit.findings import DeadOption, Dominated
from comparisons.engine.audit.questions import Question
from comparisons.engine.audit.scorer import Scorer
from comparisons.engine.catalogue import Catalogue, Criterion, Option


def dead_options(scorer: Scorer, batches: Iterable[Batch], slugs: Iterable[str]) -> tuple[DeadOption, ...]:
    """The options, of the questions named, that never change the result: see `DeadOption`."""
    asked = set(slugs)
    questions = [step.question for step in scorer.steps if step.question.slug in asked]
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
    """Questions of which all options are dead: from one answer to any other, one dead option after another goes."""
    known, asked = set(dead), set(slugs)
    return tuple(
        criterion.slug
        for criterion in catalogue.criteria
        if criterion.slug in asked
        and all(DeadOption(criterion.slug, option) in known for option in criterion.option_of)
    )


def _matters(scorer: Scorer, batch: Batch, question: Question, option: str) -> bool:
    numbers = batch[question.slug]
    chosen = scorer.results(batch | {question.slug: question.with_option(option)[numbers]})
    left = scorer.results(batch | {question.slug: question.without_option(option)[numbers]})
    return bool(np.any(chosen.outcome != left.outcome) or np.any(chosen.required != left.required))


def dominated_options(catalogue: Catalogue) -> tuple[Dominated, ...]:
    """Every pair of options of one criterion of which the first is outdone by the second: see `Dominated`."""
    return tuple(pair for criterion in catalogue.criteria for pair in _dominated(catalogue, criterion))


def _dominated(catalogue: Catalogue, criterion: Criterion) -> Iterator[Dominated]:
    for place, option in enumerate(criterion.options):
        if not any(support.degree > 0 for support in option.support):
            continue
        for other_place, other in enumerate(criterion.options):
            same = _says(catalogue, option) == _says(catalogue, other)
            if other is not option and _outdoes(catalogue, other, option) and not (same and place < other_place):
                yield Dominated(criterion.slug, option.slug, other.slug)


def _outdoes(catalogue: Catalogue, better: Option, option: Option) -> bool:
    return all(
        more >= less and bound >= binds
        for (more, bound), (less, binds) in zip(_says(catalogue, better), _says(catalogue, option), strict=True)
    )


def _says(catalogue: Catalogue, option: Option) -> list[tuple[int, bool]]:
    """Degree and whether it is required, for each framework."""
    said = [option.support_for.get(slug) for slug in catalogue.framework_of]
    return [(support.degree, bool(support.requires)) if support else (0, False) for support in said]
