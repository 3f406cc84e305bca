"""Two recommendations beside each other: of two people, or of the same answers under two releases."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from comparisons.engine.answers import Chosen
from comparisons.engine.catalogue import Catalogue, Framework
from comparisons.engine.ranking import Contribution, Recommendation, Standing


@dataclass(frozen=True)
class Side:
    """A recommendation, and the catalogue that it rests on."""

    catalogue: Catalogue
    recommendation: Recommendation

    def labels(self, criterion: str) -> tuple[str, ...] | None:
        """The chosen options as people read them: empty for not sure, None where there is no answer."""
        chosen: Chosen | None = self.recommendation.answers.get(criterion)
        if chosen is None:
            return None
        options = self.catalogue.criterion_of[criterion].option_of
        return tuple(options[slug].label for slug in chosen if slug in options)

    def standing(self, framework: str) -> Standing | None:
        return next((s for s in self.recommendation.standings if s.framework.slug == framework), None)


@dataclass(frozen=True)
class AnswerDifference:
    name: str
    first: tuple[str, ...] | None
    second: tuple[str, ...] | None


@dataclass(frozen=True)
class StandingDifference:
    """A framework that does not stand the same on both sides: its score, its ledger, whether it is required or held.

    `None` is where one side does not know the framework.
    `only_first` and `only_second` are the lines of the ledger that the other side does not have as they are.
    """

    framework: Framework
    first: Standing | None
    second: Standing | None
    only_first: tuple[Contribution, ...]
    only_second: tuple[Contribution, ...]


@dataclass(frozen=True)
class Difference:
    """`same_result` tells whether the verdict, what is recommended, what is held and what is required are the same."""

    first: Recommendation
    second: Recommendation
    answers: tuple[AnswerDifference, ...]
    standings: tuple[StandingDifference, ...]

    @property
    def same_result(self) -> bool:
        return _outcome(self.first) == _outcome(self.second)


def difference(first: Side, second: Side) -> Difference:
    """What is not the same; frameworks and criteria in the order of the second side, then those it does not know."""
    criteria = dict.fromkeys((*second.catalogue.criterion_of, *first.catalogue.criterion_of))
    frameworks = dict.fromkeys((*second.catalogue.framework_of, *first.catalogue.framework_of))
    standings = (_standing_difference(slug, first, second) for slug in frameworks)
    return Difference(
        first.recommendation,
        second.recommendation,
        tuple(
            AnswerDifference(_name(criterion, first, second), first.labels(criterion), second.labels(criterion))
            for criterion in criteria
            if first.recommendation.answers.get(criterion) != second.recommendation.answers.get(criterion)
        ),
        tuple(each for each in standings if each),
    )


def _standing_difference(slug: str, first: Side, second: Side) -> StandingDifference | None:
    one, other = first.standing(slug), second.standing(slug)
    only_first, only_second = _without(one, other), _without(other, one)
    known = other or one
    if known is None or (one and other and _stand(one) == _stand(other) and not only_first and not only_second):
        return None
    return StandingDifference(known.framework, one, other, only_first, only_second)


def _stand(standing: Standing) -> tuple[Fraction, bool, bool]:
    return standing.score, standing.required, standing.held


def _without(standing: Standing | None, other: Standing | None) -> tuple[Contribution, ...]:
    """The lines of the one ledger that the other lacks: another answer, weight, degree or reason."""
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


def _name(criterion: str, first: Side, second: Side) -> str:
    return (second.catalogue.criterion_of.get(criterion) or first.catalogue.criterion_of[criterion]).name


def _outcome(recommendation: Recommendation) -> tuple[object, ...]:
    recommended, in_place, required = (
        frozenset(framework.slug for framework in frameworks)
        for frameworks in (recommendation.recommended, recommendation.in_place, recommendation.required)
    )
    return recommendation.verdict, recommended, in_place, required
