"""The decision record: a recommendation with all that explains it, as the page and the files to take away tell it."""

from __future__ import annotations

from dataclasses import dataclass

from comparisons.engine.answers import NOT_SURE, Answers, answered, open_questions
from comparisons.engine.carry_over import CarryingOver, carried_over
from comparisons.engine.catalogue import Catalogue, Criterion, Framework, Option
from comparisons.engine.explanations import (
    Influence,
    LeftOut,
    Outlook,
    TurningPair,
    TurningPoint,
    influence,
    leave_one_out,
    outlook,
    smallest_change,
    turning_points,
)
from comparisons.engine.plan import Plan, plan
from comparisons.engine.ranking import Recommendation, recommend


@dataclass(frozen=True)
class Record:
    """`open` are the questions without an answer; `to_find_out` those answered with not sure, what matters most first.

    `turning_pairs` is empty where one change alone is enough.
    """

    recommendation: Recommendation
    answered: tuple[tuple[Criterion, tuple[Option, ...]], ...]
    open: tuple[Criterion, ...]
    turning_points: tuple[TurningPoint, ...]
    turning_pairs: tuple[TurningPair, ...]
    outlook: Outlook
    influence: tuple[Influence, ...]
    left_out: tuple[LeftOut, ...]
    plan: Plan
    carried_over: tuple[CarryingOver, ...]

    @property
    def to_find_out(self) -> tuple[Influence, ...]:
        answers = self.recommendation.answers
        return tuple(each for each in self.influence if answers.get(each.criterion.slug) == (NOT_SURE,))

    @property
    def turns(self) -> tuple[tuple[Criterion, tuple[TurningPoint, ...]], ...]:
        """The turning points of each criterion that has some."""
        criteria = dict.fromkeys(point.criterion.slug for point in self.turning_points)
        grouped = (tuple(p for p in self.turning_points if p.criterion.slug == slug) for slug in criteria)
        return tuple((points[0].criterion, points) for points in grouped)

    @property
    def breaking(self) -> tuple[LeftOut, ...]:
        """The criteria without whose answer there would be another result."""
        return tuple(each for each in self.left_out if not each.holds)

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """What there is to do: what is required and not held, then what is recommended."""
        return tuple(schedule.framework for schedule in self.plan.schedules)


def record(catalogue: Catalogue, answers: Answers) -> Record:
    """All that is said of answers which were read against the same catalogue."""
    recommendation = recommend(catalogue, answers)
    points = turning_points(catalogue, answers)
    return Record(
        recommendation=recommendation,
        answered=answered(catalogue, answers),
        open=open_questions(catalogue, answers),
        turning_points=points,
        turning_pairs=() if points else smallest_change(catalogue, answers),
        outlook=outlook(catalogue, answers),
        influence=influence(catalogue, answers),
        left_out=leave_one_out(catalogue, answers),
        plan=plan(catalogue, recommendation),
        carried_over=carried_over(catalogue, recommendation),
    )
