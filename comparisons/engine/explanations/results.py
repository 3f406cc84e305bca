"""The result alone, without its ledger: what explanations work out hundreds of times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from comparisons.engine.answers import Answers
from comparisons.engine.catalogue import Catalogue
from comparisons.engine.explanations.option_effects import Saying, saying_of
from comparisons.engine.ranking import MAX_DEGREE, Result, decide, weight_of

Said = dict[str, tuple[int, Saying]]
"""Criterion slug -> its weight for this visitor and what the answer says; a criterion answered with not sure is out."""


@dataclass(frozen=True)
class Tally:
    """The points of each framework in the order of the catalogue, the most that one could have, who is required."""

    points: tuple[int, ...]
    most: int
    required: int

    def requires(self, place: int) -> bool:
        return bool(self.required >> place & 1)


def said(catalogue: Catalogue, answers: Answers) -> Said:
    return {
        slug: (weight_of(catalogue.criterion_of[slug], answers), saying)
        for slug, options in answers.chosen
        if (saying := saying_of(catalogue, slug, options))
    }


def tally(catalogue: Catalogue, spoken: Iterable[tuple[int, Saying]]) -> Tally:
    points, most, required = (0,) * len(catalogue.frameworks), 0, 0
    for weight, saying in spoken:
        points = tuple([had + weight * degree for had, degree in zip(points, saying.degrees, strict=True)])
        most += MAX_DEGREE * weight
        required |= saying.required
    return Tally(points, most, required)


def with_another(counted: Tally, spoken: Said, slug: str, saying: Saying) -> Tally:
    """What `tally` gives for the same answers with another one to this criterion, without adding it all up again."""
    weight, before = spoken[slug]
    terms = zip(counted.points, saying.degrees, before.degrees, strict=True)
    required = saying.required
    for other, (_, said_there) in spoken.items():
        if other != slug:
            required |= said_there.required
    return Tally(tuple([had + weight * (new - old) for had, new, old in terms]), counted.most, required)


def result_of(catalogue: Catalogue, spoken: Iterable[tuple[int, Saying]]) -> Result:
    """The result that `recommend` gives for the same answers."""
    return result_from(catalogue, tally(catalogue, spoken))


def result_from(catalogue: Catalogue, counted: Tally) -> Result:
    free = [place for place in range(len(counted.points)) if not counted.requires(place)]
    first = sorted(free, key=lambda place: -counted.points[place])[:2]
    ranked = [(catalogue.frameworks[place], counted.points[place]) for place in first]
    return decide(catalogue.method, ranked, counted.most)
