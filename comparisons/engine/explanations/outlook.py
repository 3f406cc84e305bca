"""What answers to the open questions can still change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comparisons.engine.answers import Answers
from comparisons.engine.catalogue import Catalogue, Framework
from comparisons.engine.explanations import goals
from comparisons.engine.explanations.open_questions import OpenQuestions
from comparisons.engine.explanations.results import result_of
from comparisons.engine.ranking import Result


@dataclass(frozen=True)
class Outlook:
    """What further answers can still bring: answers to any open questions, and to those that these open.

    A question is open if it has no answer, or "not sure". `possible` are the frameworks that some further answers
    would recommend, in the catalogue's order; those recommended already are among them. `settled` is true if no
    further answers change the result. Both are exact.
    """

    settled: bool
    possible: tuple[Framework, ...]


def outlook(catalogue: Catalogue, answers: Answers) -> Outlook:
    """For answers that were read against this catalogue. Takes 1 to 2 ms on the shipped one, 20 ms the first time."""
    questions = OpenQuestions(catalogue, answers)
    current = result_of(catalogue, questions.effects.values())
    recommended = {framework.slug for framework in current.recommended}
    possible = tuple(
        framework
        for index, framework in enumerate(catalogue.frameworks)
        if framework.slug in recommended or questions.can_reach(goals.recommended, index)
    )
    settled = len(possible) == len(recommended) and not any(_possible_changes(questions, current))
    return Outlook(settled, possible)


def _possible_changes(questions: OpenQuestions, current: Result) -> Iterator[bool]:
    """Whether each change of the result is possible, where no framework but the recommended ones is.

    Undecided then stays undecided, and no framework comes between two recommended ones. If another framework reaches
    the threshold beside one that is recommended narrowly, that one leads it: otherwise both would be possible.
    Complements are symmetric, so the order of two recommended frameworks does not change the verdict.
    """
    index_of = {framework.slug: index for index, framework in enumerate(questions.catalogue.frameworks)}
    recommended = [index_of[framework.slug] for framework in current.recommended]
    others = [index for index in index_of.values() if index not in recommended]
    for index in recommended:
        yield questions.can_reach(goals.below_threshold, index)
    if current.verdict == "clear":
        yield from (questions.can_reach(goals.within_lead, other, recommended[0]) for other in others)
    elif len(recommended) == 1:
        yield questions.can_reach(goals.recommended_alone, recommended[0])
    elif recommended:
        yield questions.can_reach(goals.leads, *recommended)
        yield questions.can_reach(goals.leads, *reversed(recommended))
