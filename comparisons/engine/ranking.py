"""From answers to a recommendation: contributions, scores, obligations, verdict. The method is told in `engine`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from comparisons.engine.answers import Answers, answered, core_is_answered
from comparisons.engine.catalogue import Basis, Catalogue, Criterion, Framework, Option, Support

Verdict = Literal["clear", "both", "close", "undecided"]
Decided = tuple[Criterion, tuple[Option, ...]]

MAX_DEGREE = 2


@dataclass(frozen=True)
class Contribution:
    """One line of a framework's ledger: what one answer adds to its points, and why."""

    criterion: Criterion
    option: Option
    support: Support
    weight: int

    @property
    def points(self) -> int:
        return self.weight * self.support.degree


@dataclass(frozen=True)
class Standing:
    """One framework's score, -100 to 100, and its ledger in the order of the questions.

    The points of the ledger add up to `points`. A framework that an answer requires stands outside the verdict.
    `tied` is true where a framework that stands inside it has the same score.
    """

    framework: Framework
    points: int
    score: Fraction
    contributions: tuple[Contribution, ...]
    required: bool = False
    tied: bool = False

    @property
    def reasons_for(self) -> tuple[Contribution, ...]:
        """The strongest first; equal ones in the order of the questions."""
        return tuple(sorted((c for c in self.contributions if c.points > 0), key=lambda c: -c.points))

    @property
    def reasons_against(self) -> tuple[Contribution, ...]:
        """The strongest first; equal ones in the order of the questions."""
        return tuple(sorted((c for c in self.contributions if c.points < 0), key=lambda c: c.points))

    @property
    def neutral(self) -> tuple[Contribution, ...]:
        return tuple(c for c in self.contributions if c.points == 0)


@dataclass(frozen=True)
class Obligation:
    """A framework that an answer requires, and what makes it one."""

    framework: Framework
    criterion: Criterion
    option: Option
    support: Support
    basis: Basis


@dataclass(frozen=True)
class Recommendation:
    """The outcome for one set of answers.

    `recommended` is in order: with the verdict `both`, the first is the one to start with. `standings` are best
    first, and after them the required frameworks in the catalogue's order. `margin` is the lead of the best over the
    next in points of score, None where fewer than two frameworks are ranked. `final` is false while a core question
    is open: the verdict is then the one so far.
    """

    answers: Answers
    verdict: Verdict
    recommended: tuple[Framework, ...]
    obligations: tuple[Obligation, ...]
    standings: tuple[Standing, ...]
    margin: Fraction | None
    final: bool

    @property
    def required(self) -> tuple[Framework, ...]:
        """The frameworks that answers require, each once, in the catalogue's order."""
        return tuple(standing.framework for standing in self.standings if standing.required)

    @property
    def ranked(self) -> tuple[Standing, ...]:
        return tuple(standing for standing in self.standings if not standing.required)


def recommend(catalogue: Catalogue, answers: Answers) -> Recommendation:
    """Recommend from answers that were read against the same catalogue."""
    decided = tuple((criterion, options) for criterion, options in answered(catalogue, answers) if options)
    obligations = _obligations(catalogue, decided)
    required = {obligation.framework.slug for obligation in obligations}
    standings = [_standing(framework, decided, framework.slug in required) for framework in catalogue.frameworks]
    ranked = sorted((s for s in standings if not s.required), key=lambda standing: -standing.points)
    ranked = _mark_ties(ranked)
    verdict, recommended = _verdict(catalogue, ranked)
    return Recommendation(
        answers=answers,
        verdict=verdict,
        recommended=recommended,
        obligations=obligations,
        standings=(*ranked, *(s for s in standings if s.required)),
        margin=ranked[0].score - ranked[1].score if len(ranked) > 1 else None,
        final=core_is_answered(catalogue, answers),
    )


def _obligations(catalogue: Catalogue, decided: tuple[Decided, ...]) -> tuple[Obligation, ...]:
    return tuple(
        Obligation(framework, criterion, option, support, support.requires)
        for framework in catalogue.frameworks
        for criterion, options in decided
        for option in options
        if (support := option.support_for.get(framework.slug)) and support.requires
    )


def _standing(framework: Framework, decided: tuple[Decided, ...], required: bool) -> Standing:
    contributions = tuple(
        contribution for criterion, options in decided for contribution in _contributions(framework, criterion, options)
    )
    points = sum(contribution.points for contribution in contributions)
    most = sum(MAX_DEGREE * criterion.weight for criterion, _ in decided)
    score = Fraction(100 * points, most) if most else Fraction(0)
    return Standing(framework, points, score, contributions, required)


def _contributions(framework: Framework, criterion: Criterion, options: tuple[Option, ...]) -> tuple[Contribution, ...]:
    """The strongest support and the strongest objection; where neither is, the first neutral remark."""
    spoken = [
        Contribution(criterion, option, support, criterion.weight)
        for option in options
        if (support := option.support_for.get(framework.slug))
    ]
    best = max(spoken, key=lambda c: c.points, default=None)
    worst = min(spoken, key=lambda c: c.points, default=None)
    counted = [c for c in (best,) if c and c.points > 0] + [c for c in (worst,) if c and c.points < 0]
    return tuple(counted or spoken[:1])


def _mark_ties(ranked: list[Standing]) -> list[Standing]:
    scores = [standing.points for standing in ranked]
    return [replace(standing, tied=scores.count(standing.points) > 1) for standing in ranked]


def _verdict(catalogue: Catalogue, ranked: list[Standing]) -> tuple[Verdict, tuple[Framework, ...]]:
    """The verdict over standings that are sorted, best first."""
    method = catalogue.method
    if not ranked or ranked[0].score < method.recommend_at:
        return "undecided", ()
    best, rivals = ranked[0], ranked[1:2]
    if not rivals or best.score - rivals[0].score >= method.lead:
        return "clear", (best.framework,)
    if rivals[0].score < method.recommend_at:
        return "close", (best.framework,)
    verdict: Verdict = "both" if rivals[0].framework.slug in best.framework.complements else "close"
    return verdict, (best.framework, rivals[0].framework)
