"""How often each outcome occurs among the answer sets of some questions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt

import numpy as np
import numpy.typing as npt

from comparisons.engine.audit.answer_sets import Effort, SamplingPlan
from comparisons.engine.audit.dead_options import dead_options, dead_questions
from comparisons.engine.audit.findings import Coverage, Exhaustive, FrameworkShares, OutcomeStatistics, Sample, Share
from comparisons.engine.audit.questions import core_slugs, count_answer_sets, in_asking_order
from comparisons.engine.audit.scorer import Results, Scorer
from comparisons.engine.method import Verdict

Counts = npt.NDArray[np.int64]

VERDICTS: tuple[Verdict, ...] = ("clear", "both", "close", "undecided")
"""The verdicts of version 1 of the rules, which is what an audit tries."""

MILLION = 1_000_000


def outcome_statistics(scorer: Scorer, effort: Effort, *, core_only: bool) -> OutcomeStatistics:
    """Statistics over the core questions, or over all questions."""
    catalogue = scorer.catalogue
    criteria = in_asking_order(catalogue)
    core = core_slugs(criteria)
    sizes = {scored.question.slug: scored.question.size for scored in scorer.questions}
    others = {} if core_only else {slug: size for slug, size in sizes.items() if slug not in core}
    plan = SamplingPlan({slug: sizes[slug] for slug in core}, others, effort)
    slugs = (*plan.core, *plan.others)
    verdicts, recommended, required, first = _shares(scorer, plan)
    frameworks = tuple(map(FrameworkShares, catalogue.framework_of, recommended, required, first))
    dead = dead_options(scorer, plan.batches(), slugs)
    return OutcomeStatistics(
        answer_sets=count_answer_sets([criterion for criterion in criteria if criterion.slug in slugs]),
        coverage=coverage_of(plan),
        verdicts=tuple(zip(VERDICTS, verdicts, strict=True)),
        frameworks=frameworks,
        dead_options=dead,
        dead_questions=dead_questions(catalogue, dead, slugs),
        never_win=tuple(f.framework for f in frameworks if not f.recommended.value and not f.required.value),
    )


def coverage_of(plan: SamplingPlan) -> Coverage:
    if plan.is_exhaustive:
        return Exhaustive(plan.combinations)
    return Sample(plan.combinations, plan.tried, plan.strata, plan.effort.seed)


def half_width(variance: Fraction, tried: int) -> Fraction:
    """Half the width of a 95 % confidence interval: 1.96 standard errors, rounded up to a millionth.

    It is at least 3 in N: what occurs in none of N draws may still have that share (the "rule of three").
    """
    scaled = variance * (196 * MILLION // 100) ** 2
    return max(Fraction(isqrt(scaled.numerator // scaled.denominator) + 1, MILLION), Fraction(3, tried))


def _shares(scorer: Scorer, plan: SamplingPlan) -> list[list[Share]]:
    """Four lists: the shares of the verdicts, and of each framework as recommended, as required and as first."""
    facts = _facts(scorer)
    frameworks = len(scorer.catalogue.frameworks)
    total = np.zeros(len(VERDICTS) + 3 * frameworks, dtype=np.int64)
    spread = total.copy()
    for batch in plan.batches():
        results = scorer.results(batch)
        counts = np.hstack(
            [_fact_counts(results, facts), _required_counts(scorer, results), _first_counts(scorer, results)]
        )
        total += counts.sum(axis=0)
        spread += (counts * (plan.draws_each - counts)).sum(axis=0)
    shares = [_share(int(count), int(squares), plan) for count, squares in zip(total, spread, strict=True)]
    starts = [0, *range(len(VERDICTS), len(shares), frameworks)]
    return [shares[start:end] for start, end in zip(starts, [*starts[1:], len(shares)], strict=True)]


def _share(count: int, spread: int, plan: SamplingPlan) -> Share:
    """In a sample the variance is that of the mean over the strata. `spread` sums hits times misses of each stratum."""
    if plan.is_exhaustive:
        return Share(Fraction(count, plan.tried), Fraction(0))
    variance = Fraction(spread, (plan.draws_each - 1) * plan.tried**2)
    return Share(Fraction(count, plan.tried), half_width(variance, plan.tried))


def _facts(scorer: Scorer) -> npt.NDArray[np.float64]:
    """A row for each outcome: 1 for its verdict and for each framework that it recommends, otherwise 0.

    Floating-point numbers, since numpy multiplies matrices of those many times faster. Counts are far below 2 ** 53, up
    to which they are exact.
    """
    return np.array(
        [
            [outcome.verdict == verdict for verdict in VERDICTS]
            + [slug in outcome.recommended for slug in scorer.catalogue.framework_of]
            for outcome in scorer.outcomes
        ],
        dtype=np.float64,
    )


def _fact_counts(results: Results, facts: npt.NDArray[np.float64]) -> Counts:
    """How often each fact is true in each row of a batch."""
    rows = len(results.outcome)
    shifted = results.outcome + len(facts) * np.arange(rows).reshape(-1, 1)
    counts = np.bincount(shifted.ravel(), minlength=rows * len(facts)).reshape(rows, -1)
    return (counts.astype(np.float64) @ facts).astype(np.int64)


def _required_counts(scorer: Scorer, results: Results) -> Counts:
    bits = np.broadcast_to(results.required, results.outcome.shape)
    masks = [1 << scorer.bit_of[slug] if slug in scorer.bit_of else 0 for slug in scorer.catalogue.framework_of]
    return _row_counts([bits & mask != 0 for mask in masks])


def _first_counts(scorer: Scorer, results: Results) -> Counts:
    return _row_counts([scorer.is_first(results, index) for index in range(len(scorer.catalogue.frameworks))])


def _row_counts(masks: Sequence[npt.NDArray[np.generic]]) -> Counts:
    """How often each mask is true in each row of a batch."""
    return np.stack([mask.sum(axis=1, dtype=np.int64) for mask in masks], axis=1)
