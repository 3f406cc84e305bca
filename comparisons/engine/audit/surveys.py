"""Counting what answer sets lead to."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt
from typing import get_args

import numpy as np
import numpy.typing as npt

from comparisons.engine.audit.answer_sets import Effort, Plan
from comparisons.engine.audit.dead_options import dead_options, dead_questions
from comparisons.engine.audit.findings import Coverage, Exhaustive, FrameworkShares, Sample, Share, Survey
from comparisons.engine.audit.questions import core_slugs, count_answer_sets, in_asking_order
from comparisons.engine.audit.scorer import Results, Scorer
from comparisons.engine.ranking import Verdict

Counts = npt.NDArray[np.int64]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

MILLION = 1_000_000


def survey(scorer: Scorer, effort: Effort, *, core_only: bool) -> Survey:
    catalogue = scorer.catalogue
    criteria = in_asking_order(catalogue)
    core = core_slugs(criteria)
    sizes = {step.question.slug: step.question.size for step in scorer.steps}
    others = {} if core_only else {slug: size for slug, size in sizes.items() if slug not in core}
    plan = Plan({slug: sizes[slug] for slug in core}, others, effort)
    slugs = (*plan.core, *plan.others)
    verdicts, recommended, required, first = _shares(scorer, plan)
    frameworks = tuple(map(FrameworkShares, catalogue.framework_of, recommended, required, first))
    dead = dead_options(scorer, plan.batches(), slugs)
    return Survey(
        sets=count_answer_sets([criterion for criterion in criteria if criterion.slug in slugs]),
        coverage=coverage_of(plan),
        verdicts=tuple(zip(VERDICTS, verdicts, strict=True)),
        frameworks=frameworks,
        dead_options=dead,
        dead_questions=dead_questions(catalogue, dead, slugs),
        never_win=tuple(f.framework for f in frameworks if not f.recommended.value and not f.required.value),
    )


def coverage_of(plan: Plan) -> Coverage:
    if plan.exhaustive:
        return Exhaustive(plan.ways)
    return Sample(plan.ways, plan.tried, plan.strata, plan.effort.seed)


def half_width(variance: Fraction, tried: int) -> Fraction:
    """1.96 standard errors, rounded up to a millionth.

    What was seen in none of N may still be in 3 of N (the "rule of three"), so it is never less than that.
    """
    scaled = variance * (196 * MILLION // 100) ** 2
    return max(Fraction(isqrt(scaled.numerator // scaled.denominator) + 1, MILLION), Fraction(3, tried))


def _shares(scorer: Scorer, plan: Plan) -> list[list[Share]]:
    """The shares of the verdicts, and of each framework as recommended, as required and as first."""
    facts = _facts(scorer)
    frameworks = len(scorer.catalogue.frameworks)
    total = np.zeros(len(VERDICTS) + 3 * frameworks, dtype=np.int64)
    spread = total.copy()
    for batch in plan.batches():
        results = scorer.results(batch)
        counts = np.hstack([_by_row(results, facts), _required(scorer, results), _first(scorer, results)])
        total += counts.sum(axis=0)
        spread += (counts * (plan.draws_each - counts)).sum(axis=0)
    shares = [_share(int(count), int(apart), plan) for count, apart in zip(total, spread, strict=True)]
    starts = [0, *range(len(VERDICTS), len(shares), frameworks)]
    return [shares[start:end] for start, end in zip(starts, [*starts[1:], len(shares)], strict=True)]


def _share(count: int, apart: int, plan: Plan) -> Share:
    """In a sample, the variance is that of the mean of the strata: each has a variance of its own."""
    if plan.exhaustive:
        return Share(Fraction(count, plan.tried), Fraction(0))
    variance = Fraction(apart, (plan.draws_each - 1) * plan.tried**2)
    return Share(Fraction(count, plan.tried), half_width(variance, plan.tried))


def _facts(scorer: Scorer) -> Counts:
    """For each outcome, which verdict it is and which frameworks it recommends."""
    return np.array(
        [
            [outcome.verdict == verdict for verdict in VERDICTS]
            + [slug in outcome.recommended for slug in scorer.catalogue.framework_of]
            for outcome in scorer.outcomes
        ],
        dtype=np.int64,
    )


def _by_row(results: Results, facts: Counts) -> Counts:
    """How often each fact holds in each row."""
    rows = len(results.outcome)
    shifted = results.outcome + len(facts) * np.arange(rows).reshape(-1, 1)
    return np.bincount(shifted.ravel(), minlength=rows * len(facts)).reshape(rows, -1) @ facts


def _required(scorer: Scorer, results: Results) -> Counts:
    bits = np.broadcast_to(results.required, results.outcome.shape)
    masks = [1 << scorer.bit_of[slug] if slug in scorer.bit_of else 0 for slug in scorer.catalogue.framework_of]
    return _stacked([bits & mask != 0 for mask in masks])


def _first(scorer: Scorer, results: Results) -> Counts:
    return _stacked([scorer.is_first(results, place) for place in range(len(scorer.catalogue.frameworks))])


def _stacked(of_framework: Sequence[npt.NDArray[np.generic]]) -> Counts:
    """How often each holds in each row."""
    return np.stack([held.sum(axis=1, dtype=np.int64) for held in of_framework], axis=1)
