"""What the open questions can still change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comparisons.engine.answers import Answers
from comparisons.engine.catalogue import Catalogue, Framework
from comparisons.engine.explanations import goals
from comparisons.engine.explanations.open_questions import Prospects
from comparisons.engine.explanations.results import result_of
from comparisons.engine.ranking import Result


@dataclass(frozen=True)
class Outlook:
    """What answers to open questions can still bring: to some of them or to all, those included that they lead to.

    A question is open where it has no answer, or not sure. `possible` are the frameworks that some such answers would
    recommend, those recommended now among them, in the catalogue's order. With `settled`, none of them changes the
    result. Both are exact.
    """

    settled: bool
    possible: tuple[Framework, ...]


def outlook(catalogue: Catalogue, answers: Answers) -> Outlook:
    """Each framework, and each way in which the result could become another one, is a goal to search answers for."""
    prospects = Prospects(catalogue, answers)
    now = result_of(catalogue, prospects.said.values())
    recommended = {framework.slug for framework in now.recommended}
    possible = tuple(
        framework
        for place, framework in enumerate(catalogue.frameworks)
        if framework.slug in recommended or prospects.allow(goals.recommended, place)
    )
    settled = len(possible) == len(recommended) and not any(_ways_to_change(prospects, now))
    return Outlook(settled, possible)


def _ways_to_change(prospects: Prospects, now: Result) -> Iterator[bool]:
    """For each way in which the same frameworks could no longer be recommended with the same verdict, if it is open.

    No other framework is possible. So undecided stays so; none comes between two that are recommended; and where one
    comes up to the threshold beside the one recommended narrowly, that one leads it. Frameworks that are complements
    of each other are so both ways.
    """
    places = {framework.slug: place for place, framework in enumerate(prospects.catalogue.frameworks)}
    chosen = [places[framework.slug] for framework in now.recommended]
    others = [place for place in places.values() if place not in chosen]
    for one in chosen:
        yield prospects.allow(goals.fails, one)
    if now.verdict == "clear":
        yield from (prospects.allow(goals.is_near, other, chosen[0]) for other in others)
    elif len(chosen) == 1:
        yield prospects.allow(goals.recommended_alone, chosen[0])
    elif chosen:
        yield prospects.allow(goals.leads, *chosen)
        yield prospects.allow(goals.leads, *reversed(chosen))
