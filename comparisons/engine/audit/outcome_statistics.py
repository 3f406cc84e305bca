"""How often each outcome occurs among the answer sets of some questions."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

import numpy as np

from comparisons.engine.audit.answer_sets import Effort, SamplingPlan
from comparisons.engine.audit.dead_options import dead_options, dead_questions
from comparisons.engine.audit.findings import (
    Coverage,
    Exhaustive,
    ExhaustiveUpTo,
    FrameworkShares,
    OutcomeStatistics,
    Sample,
    SampleUpTo,
    Share,
)
from comparisons.engine.audit.limited_questions import at_once, is_limited
from comparisons.engine.audit.questions import core_slugs, count_answer_sets, in_asking_order
from comparisons.engine.audit.scorer import Scorer

MILLION = 1_000_000


def outcome_statistics(scorer: Scorer, effort: Effort, *, core_only: bool) -> OutcomeStatistics:
    """Statistics over the core questions, or over all questions."""
    catalogue = scorer.catalogue
    criteria = in_asking_order(catalogue)
    core = core_slugs(criteria)
    questions = {scored.question.slug: scored.question for scored in scorer.questions}
    others = () if core_only else tuple(slug for slug in questions if slug not in core)
    slugs = (*core, *others)
    plan = SamplingPlan(
        {slug: questions[slug].size for slug in core},
        {slug: questions[slug].size for slug in others},
        effort,
        at_once=at_once(questions[slug] for slug in slugs),
        in_long_rows=is_limited(catalogue),
    )
    verdicts, recommended, required, first = _shares(scorer, plan)
    frameworks = tuple(map(FrameworkShares, catalogue.framework_of, recommended, required, first))
    dead = dead_options(scorer, plan.batches(), slugs)
    return OutcomeStatistics(
        answer_sets=count_answer_sets([criterion for criterion in criteria if criterion.slug in slugs], questions),
        coverage=coverage_of(plan),
        verdicts=tuple(zip(scorer.verdicts, verdicts, strict=True)),
        frameworks=frameworks,
        dead_options=dead,
        dead_questions=dead_questions(catalogue, dead, slugs),
        never_win=tuple(f.framework for f in frameworks if not f.recommended.value and not f.required.value),
    )


def coverage_of(plan: SamplingPlan) -> Coverage:
    if plan.is_exhaustive:
        return ExhaustiveUpTo(plan.combinations, plan.at_once) if plan.at_once else Exhaustive(plan.combinations)
    sample = plan.combinations, plan.tried, plan.strata, plan.effort.seed
    return SampleUpTo(*sample, plan.at_once) if plan.at_once else Sample(*sample)


def half_width(variance: Fraction, tried: int) -> Fraction:
    """Half the width of a 95 % confidence interval: 1.96 standard errors, rounded up to a millionth.

    It is at least 3 in N: what occurs in none of N draws may still have that share (the "rule of three").
    """
    scaled = variance * (196 * MILLION // 100) ** 2
    return max(Fraction(isqrt(scaled.numerator // scaled.denominator) + 1, MILLION), Fraction(3, tried))


def _shares(scorer: Scorer, plan: SamplingPlan) -> list[list[Share]]:
    """Four lists: the shares of the verdicts, and of each framework as recommended, as required and as first."""
    verdicts, frameworks = len(scorer.verdicts), len(scorer.catalogue.frameworks)
    total = np.zeros(verdicts + 3 * frameworks, dtype=np.int64)
    spread = total.copy()
    for batch in plan.batches():
        counts = scorer.counts(scorer.results(batch))
        total += counts.sum(axis=0)
        spread += (counts * (plan.draws_each - counts)).sum(axis=0)
    shares = [_share(int(count), int(squares), plan) for count, squares in zip(total, spread, strict=True)]
    starts = [0, *range(verdicts, len(shares), frameworks)]
    return [shares[start:end] for start, end in zip(starts, [*starts[1:], len(shares)], strict=True)]


def _share(count: int, spread: int, plan: SamplingPlan) -> Share:
    """In a sample the variance is that of the mean over the strata. `spread` sums hits times misses of each stratum."""
    if plan.is_exhaustive:
        return Share(Fraction(count, plan.tried), Fraction(0))
    variance = Fraction(spread, (plan.draws_each - 1) * plan.tried**2)
    return Share(Fraction(count, plan.tried), half_width(variance, plan.tried))
