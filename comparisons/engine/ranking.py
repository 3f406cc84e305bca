"""From answers to a recommendation: contributions, scores, obligations, verdict. The package describes the method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from comparisons.engine.answers import Answers, answered, core_is_answered
from comparisons.engine.catalogue import Basis, Catalogue, Criterion, Framework, Method, Option, Support

Verdict = Literal["clear", "both", "close", "undecided"]
WeightedAnswer = tuple[Criterion, int, tuple[Option, ...]]
"""A criterion answered with other than "not sure", its weight for this visitor, and the chosen options."""

MAX_DEGREE = 2
PRIORITY_FACTOR = 2


@dataclass(frozen=True)
class Contribution:
    """One line of a framework's ledger: the points that one answer adds, and why.

    `weight` is that of the criterion, doubled if the visitor gave it priority.
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

    The points of the ledger add up to `points`. The verdict leaves out a required framework, but not a held one: that
    can fit best, and is then in place already. `tied` is true if another ranked framework has the same score.
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
        """The strongest first, equal ones in the order of the questions."""
        return tuple(sorted((c for c in self.contributions if c.points > 0), key=lambda c: -c.points))

    @property
    def reasons_against(self) -> tuple[Contribution, ...]:
        """The strongest first, equal ones in the order of the questions."""
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
    """A verdict and the frameworks that it recommends, best first. Explanations ask whether it changes."""

    verdict: Verdict
    recommended: tuple[Framework, ...] = ()

    def differs_from(self, other: Result) -> bool:
        """Whether the verdict or the set of recommended frameworks is different."""
        mine, theirs = ({f.slug for f in result.recommended} for result in (self, other))
        return self.verdict != other.verdict or mine != theirs


@dataclass(frozen=True)
class Obligation:
    """A framework that an answer requires, and the basis of that: a law, a contract or a procurement rule."""

    framework: Framework
    criterion: Criterion
    option: Option
    support: Support
    basis: Basis


@dataclass(frozen=True)
class Recommendation:
    """The recommendation for one set of answers.

    `leading` are the frameworks of the verdict, best first: with `both`, the first is the one to start with. Those that
    the visitor already holds are `in_place`, the others `recommended`. `standings` are best first, then the required
    frameworks in the catalogue's order. `margin` is the lead of the best over the next in points of score (0 to 200),
    None if fewer than two frameworks are ranked. `final` is false while a core question has no answer.
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
        """What explanations are about. It does not depend on which frameworks are held."""
        return Result(self.verdict, self.leading)

    @property
    def recommended(self) -> tuple[Framework, ...]:
        """The leading frameworks that the visitor does not hold, best first."""
        return tuple(framework for framework in self.leading if framework not in self.held)

    @property
    def in_place(self) -> tuple[Framework, ...]:
        """The leading frameworks that the visitor already holds, best first."""
        return tuple(framework for framework in self.leading if framework in self.held)

    @property
    def held(self) -> tuple[Framework, ...]:
        """All frameworks that the visitor already holds, best first."""
        return tuple(standing.framework for standing in self.standings if standing.held)

    @property
    def required(self) -> tuple[Framework, ...]:
        """The frameworks that answers require, each once, in the catalogue's order."""
        return tuple(standing.framework for standing in self.standings if standing.required)

    @property
    def best_reasons(self) -> tuple[str, ...]:
        """The reasons of the two strongest contributions to the leading framework, or fewer."""
        lines = next((s.reasons_for for s in self.standings if s.framework in self.leading[:1]), ())
        return tuple(dict.fromkeys(line.support.reason for line in lines))[:2]

    @property
    def ranked(self) -> tuple[Standing, ...]:
        """The standings without required frameworks, best first."""
        return tuple(standing for standing in self.standings if not standing.required)


def recommend(catalogue: Catalogue, answers: Answers) -> Recommendation:
    """Recommend from answers that were read against the same catalogue. Takes under 1 ms for the shipped one."""
    weighted = tuple(
        (criterion, weight_of(criterion, answers), options)
        for criterion, options in answered(catalogue, answers)
        if options
    )
    obligations = _obligations(catalogue, weighted)
    max_points = sum(MAX_DEGREE * weight for _, weight, _ in weighted)
    standings = _standings(catalogue, weighted, max_points, {obligation.framework.slug for obligation in obligations})
    ranked = sorted((s for s in standings if not s.required), key=lambda standing: -standing.points)
    result = decide(catalogue.method, [(standing.framework, standing.points) for standing in ranked], max_points)
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
    """The weight of the criterion for this visitor: doubled if it has priority."""
    return criterion.weight * (PRIORITY_FACTOR if criterion.slug in answers.priorities else 1)


def _obligations(catalogue: Catalogue, weighted: tuple[WeightedAnswer, ...]) -> tuple[Obligation, ...]:
    return tuple(
        Obligation(framework, criterion, option, support, support.requires)
        for framework in catalogue.frameworks
        for criterion, _, options in weighted
        for option in options
        if (support := option.support_for.get(framework.slug)) and support.requires
    )


def _standings(
    catalogue: Catalogue, weighted: tuple[WeightedAnswer, ...], max_points: int, required: Collection[str]
) -> list[Standing]:
    """The standing of each framework, in the catalogue's order; `required` are slugs."""
    ledger_of = {
        framework.slug: tuple(line for answer in weighted for line in _contributions(framework, *answer))
        for framework in catalogue.frameworks
    }
    points_of = {slug: sum(line.points for line in ledger) for slug, ledger in ledger_of.items()}
    frequency = Counter(points for slug, points in points_of.items() if slug not in required)
    slugs_in_place = {option.holds for _, _, options in weighted for option in options}
    return [
        Standing(
            framework,
            points_of[slug],
            Fraction(100 * points_of[slug], max_points) if max_points else Fraction(0),
            ledger_of[slug],
            required=slug in required,
            held=slug in slugs_in_place,
            tied=slug not in required and frequency[points_of[slug]] > 1,
        )
        for framework in catalogue.frameworks
        for slug in [framework.slug]
    ]


def _contributions(
    framework: Framework, criterion: Criterion, weight: int, options: tuple[Option, ...]
) -> tuple[Contribution, ...]:
    """The strongest support and the strongest objection; if there is neither, the first neutral support."""
    contributions = [
        Contribution(criterion, option, support, weight)
        for option in options
        if (support := option.support_for.get(framework.slug))
    ]
    if not contributions[1:]:
        return tuple(contributions)
    best = max(contributions, key=lambda c: c.points, default=None)
    worst = min(contributions, key=lambda c: c.points, default=None)
    counted = [c for c in (best,) if c and c.points > 0] + [c for c in (worst,) if c and c.points < 0]
    return tuple(counted or contributions[:1])


def decide(method: Method, ranked: Sequence[tuple[Framework, int]], max_points: int) -> Result:
    """The result for frameworks with their points, best first. Only the first two matter.

    `max_points` is twice the sum of the weights, so a score is 100 * points / max_points.
    """
    if not ranked or not max_points or 100 * ranked[0][1] < method.recommend_at * max_points:
        return Result("undecided")
    best, points = ranked[0]
    if len(ranked) == 1 or 100 * (points - ranked[1][1]) >= method.lead * max_points:
        return Result("clear", (best,))
    rival, rival_points = ranked[1]
    if 100 * rival_points < method.recommend_at * max_points:
        return Result("close", (best,))
    return Result("both" if rival.slug in best.complements else "close", (best, rival))
