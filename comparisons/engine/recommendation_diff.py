"""The diff of two recommendations: of two people, or of the same answers under two releases."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from comparisons.engine.answers import Chosen
from comparisons.engine.catalogue import Catalogue, Framework
from comparisons.engine.recommendation import Contribution, Recommendation, Standing


@dataclass(frozen=True)
class RecommendationSide:
    """A recommendation, and the catalogue that it was made from."""

    catalogue: Catalogue
    recommendation: Recommendation

    def labels(self, criterion: str) -> tuple[str, ...] | None:
        """The labels of the chosen options: empty for "not sure", None without an answer."""
        chosen: Chosen | None = self.recommendation.answers.get(criterion)
        if chosen is None:
            return None
        options = self.catalogue.criterion_of[criterion].option_of
        return tuple(options[slug].label for slug in chosen if slug in options)

    def standing(self, framework: str) -> Standing | None:
        """The standing of a framework by its slug; None if this side does not have the framework."""
        return next((s for s in self.recommendation.standings if s.framework.slug == framework), None)


@dataclass(frozen=True)
class AnswerDiff:
    """The answer to one criterion on both sides, as labels: empty for "not sure", None without an answer."""

    name: str
    first: tuple[str, ...] | None
    second: tuple[str, ...] | None


@dataclass(frozen=True)
class StandingDiff:
    """A framework whose score, ledger, or being required or held differs; None on a side that does not have it.

    `only_first` and `only_second` are the lines of the ledger that the other side does not have in this form.
    """

    framework: Framework
    first: Standing | None
    second: Standing | None
    only_first: tuple[Contribution, ...]
    only_second: tuple[Contribution, ...]


@dataclass(frozen=True)
class RecommendationDiff:
    """Two recommendations, and the answers and standings that differ."""

    first: Recommendation
    second: Recommendation
    answers: tuple[AnswerDiff, ...]
    standings: tuple[StandingDiff, ...]

    @property
    def is_same_result(self) -> bool:
        """Whether the verdict and the recommended, held and required frameworks are the same, in any order."""
        return _outcome(self.first) == _outcome(self.second)


def recommendation_diff(first: RecommendationSide, second: RecommendationSide) -> RecommendationDiff:
    """The differences, in the order of the second side's catalogue; what only the first side has comes last."""
    criteria = dict.fromkeys((*second.catalogue.criterion_of, *first.catalogue.criterion_of))
    frameworks = dict.fromkeys((*second.catalogue.framework_of, *first.catalogue.framework_of))
    standings = (_standing_diff(slug, first, second) for slug in frameworks)
    return RecommendationDiff(
        first.recommendation,
        second.recommendation,
        tuple(
            AnswerDiff(_name(criterion, first, second), first.labels(criterion), second.labels(criterion))
            for criterion in criteria
            if first.recommendation.answers.get(criterion) != second.recommendation.answers.get(criterion)
        ),
        tuple(standing for standing in standings if standing),
    )


def _standing_diff(slug: str, first: RecommendationSide, second: RecommendationSide) -> StandingDiff | None:
    one, other = first.standing(slug), second.standing(slug)
    only_first, only_second = _only_in(one, other), _only_in(other, one)
    standing = other or one
    if standing is None or (one and other and _facts(one) == _facts(other) and not only_first and not only_second):
        return None
    return StandingDiff(standing.framework, one, other, only_first, only_second)


def _facts(standing: Standing) -> tuple[Fraction, bool, bool]:
    return standing.score, standing.required, standing.held


def _only_in(standing: Standing | None, other: Standing | None) -> tuple[Contribution, ...]:
    """The lines of the first ledger that the other lacks: another answer, weight, degree or reason."""
    lines = {_line(contribution) for contribution in other.contributions} if other else set()
    return tuple(c for c in (standing.contributions if standing else ()) if _line(c) not in lines)


def _line(contribution: Contribution) -> tuple[str, str, int, int, str]:
    support = contribution.support
    return (
        contribution.criterion.slug,
        contribution.option.slug,
        contribution.weight,
        support.degree,
        support.reason,
    )


def _name(criterion: str, first: RecommendationSide, second: RecommendationSide) -> str:
    return (second.catalogue.criterion_of.get(criterion) or first.catalogue.criterion_of[criterion]).name


def _outcome(recommendation: Recommendation) -> tuple[object, ...]:
    recommended, in_place, required = (
        frozenset(framework.slug for framework in frameworks)
        for frameworks in (recommendation.recommended, recommendation.in_place, recommendation.required)
    )
    return recommendation.verdict, recommended, in_place, required
