"""From answers to a recommendation: contributions, scores, obligations, verdict. The method is told in `engine`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from comparisons.engine.answers import Answers, answered, core_is_answered
from comparisons.engine.catalogue import Basis, Catalogue, Criterion, Framework, Method, Option, Support

Verdict = Literal["clear", "both", "close", "undecided"]
Decided = tuple[Criterion, int, tuple[Option, ...]]
"""An answered criterion, its weight for this visitor, and the chosen options."""

MAX_DEGREE = 2
PRIORITY_FACTOR = 2


@dataclass(frozen=True)
class Contribution:
    """One line of a framework's ledger: what one answer adds to its points, and why.

    `weight` is the criterion's own, doubled where the visitor gave it priority.
    """

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

    The points of the ledger add up to `points`. A framework that an answer requires stands outside the verdict. One
    that is held stands inside it: it can fit best, and is then there already.
    `tied` is true where a framework that stands inside it has the same score.
    """

    framework: Framework
    points: int
    score: Fraction
    contributions: tuple[Contribution, ...]
    required: bool = False
    held: bool = False
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
    def reason_groups(self) -> tuple[tuple[str, tuple[Contribution, ...]], ...]:
        """The ledger in up to three parts, without empty ones: "for", "against" and "neither"."""
        parts = (("for", self.reasons_for), ("against", self.reasons_against), ("neither", self.neutral))
        return tuple(part for part in parts if part[1])

    @property
    def neutral(self) -> tuple[Contribution, ...]:
        return tuple(c for c in self.contributions if c.points == 0)


@dataclass(frozen=True)
class Result:
    """A verdict and what it recommends, in order: what explanations ask whether it changes."""

    verdict: Verdict
    recommended: tuple[Framework, ...] = ()

    def differs_from(self, other: Result) -> bool:
        """Whether the verdict or the recommended frameworks are others; their order does not matter."""
        mine, theirs = ({f.slug for f in result.recommended} for result in (self, other))
        return self.verdict != other.verdict or mine != theirs


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

    `leading` are the frameworks of the verdict, in order: with `both`, the first is the one to start with. Those of
    them that the visitor holds already are not `recommended`, but `in_place`. `standings` are best
    first, and after them the required frameworks in the catalogue's order. `margin` is the lead of the best over the
    next in points of score, None where fewer than two frameworks are ranked. `final` is false while a core question
    is open: the verdict is then the one so far.
    """

    answers: Answers
    verdict: Verdict
    leading: tuple[Framework, ...]
    obligations: tuple[Obligation, ...]
    standings: tuple[Standing, ...]
    margin: Fraction | None
    final: bool

    @property
    def result(self) -> Result:
        """What explanations are about. That a framework is held does not change what fits, and so not the result."""
        return Result(self.verdict, self.leading)

    @property
    def recommended(self) -> tuple[Framework, ...]:
        return tuple(framework for framework in self.leading if framework not in self.held)

    @property
    def in_place(self) -> tuple[Framework, ...]:
        """What would be recommended, had the visitor not got it already."""
        return tuple(framework for framework in self.leading if framework in self.held)

    @property
    def held(self) -> tuple[Framework, ...]:
        """Every framework that the visitor has already, best first."""
        return tuple(standing.framework for standing in self.standings if standing.held)

    @property
    def required(self) -> tuple[Framework, ...]:
        """The frameworks that answers require, each once, in the catalogue's order."""
        return tuple(standing.framework for standing in self.standings if standing.required)

    @property
    def best_reasons(self) -> tuple[str, ...]:
        """The two strongest for the framework that leads; fewer where there are fewer."""
        lines = next((s.reasons_for for s in self.standings if s.framework in self.leading[:1]), ())
        return tuple(dict.fromkeys(line.support.reason for line in lines))[:2]

    @property
    def ranked(self) -> tuple[Standing, ...]:
        return tuple(standing for standing in self.standings if not standing.required)


def recommend(catalogue: Catalogue, answers: Answers) -> Recommendation:
    """Recommend from answers that were read against the same catalogue."""
    decided = tuple(
        (criterion, weight_of(criterion, answers), options)
        for criterion, options in answered(catalogue, answers)
        if options
    )
    most = sum(MAX_DEGREE * weight for _, weight, _ in decided)
    obligations = _obligations(catalogue, decided)
    required = {obligation.framework.slug for obligation in obligations}
    held = {option.holds for _, _, options in decided for option in options}
    standings = [
        replace(_standing(framework, decided, most), required=framework.slug in required, held=framework.slug in held)
        for framework in catalogue.frameworks
    ]
    ranked = sorted((s for s in standings if not s.required), key=lambda standing: -standing.points)
    ranked = _mark_ties(ranked)
    result = decide(catalogue.method, [(standing.framework, standing.points) for standing in ranked], most)
    return Recommendation(
        answers=answers,
        verdict=result.verdict,
        leading=result.recommended,
        obligations=obligations,
        standings=(*ranked, *(s for s in standings if s.required)),
        margin=ranked[0].score - ranked[1].score if len(ranked) > 1 else None,
        final=core_is_answered(catalogue, answers),
    )


def weight_of(criterion: Criterion, answers: Answers) -> int:
    """How much the criterion counts for this visitor."""
    return criterion.weight * (PRIORITY_FACTOR if criterion.slug in answers.priorities else 1)


def _obligations(catalogue: Catalogue, decided: tuple[Decided, ...]) -> tuple[Obligation, ...]:
    return tuple(
        Obligation(framework, criterion, option, support, support.requires)
        for framework in catalogue.frameworks
        for criterion, _, options in decided
        for option in options
        if (support := option.support_for.get(framework.slug)) and support.requires
    )


def _standing(framework: Framework, decided: tuple[Decided, ...], most: int) -> Standing:
    contributions = tuple(line for answer in decided for line in _contributions(framework, *answer))
    points = sum(contribution.points for contribution in contributions)
    score = Fraction(100 * points, most) if most else Fraction(0)
    return Standing(framework, points, score, contributions)


def _contributions(
    framework: Framework, criterion: Criterion, weight: int, options: tuple[Option, ...]
) -> tuple[Contribution, ...]:
    """The strongest support and the strongest objection; where neither is, the first neutral remark."""
    spoken = [
        Contribution(criterion, option, support, weight)
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


def decide(method: Method, ranked: Sequence[tuple[Framework, int]], most: int) -> Result:
    """The result over frameworks with their points, best first, where `most` is twice the sum of the weights.

    A score is 100 * points / most. Only the first two matter.
    """
    if not ranked or not most or 100 * ranked[0][1] < method.recommend_at * most:
        return Result("undecided")
    best, points = ranked[0]
    if len(ranked) == 1 or 100 * (points - ranked[1][1]) >= method.lead * most:
        return Result("clear", (best,))
    rival, behind = ranked[1]
    if 100 * behind < method.recommend_at * most:
        return Result("close", (best,))
    return Result("both" if rival.slug in best.complements else "close", (best, rival))
