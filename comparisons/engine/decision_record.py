"""The decision record: a recommendation with everything that explains it, for the page and for the downloads."""

from __future__ import annotations

from dataclasses import dataclass

from comparisons.engine.answers import NOT_SURE, Answers, answered, open_questions
from comparisons.engine.carry_over import CarryOver, carry_overs
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
from comparisons.engine.ranking import recommend
from comparisons.engine.recommendation import Recommendation


@dataclass(frozen=True)
class DecisionRecord:
    """Everything about one set of answers. `open` are the questions without an answer.

    `turning_pairs` is empty if one change alone is enough to change the result.
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
    carry_overs: tuple[CarryOver, ...]

    @property
    def to_find_out(self) -> tuple[Influence, ...]:
        """The questions answered with "not sure", the most influential first."""
        answers = self.recommendation.answers
        return tuple(entry for entry in self.influence if answers.get(entry.criterion.slug) == (NOT_SURE,))

    @property
    def turning_points_by_criterion(self) -> tuple[tuple[Criterion, tuple[TurningPoint, ...]], ...]:
        """Each criterion that has turning points, with them."""
        criteria = dict.fromkeys(point.criterion.slug for point in self.turning_points)
        grouped = (tuple(p for p in self.turning_points if p.criterion.slug == slug) for slug in criteria)
        return tuple((points[0].criterion, points) for points in grouped)

    @property
    def decisive_answers(self) -> tuple[LeftOut, ...]:
        """The answers without which the result would be different."""
        return tuple(entry for entry in self.left_out if not entry.keeps_result)

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """The frameworks of the plan: the required ones that are not held, then the recommended ones."""
        return tuple(schedule.framework for schedule in self.plan.schedules)


def decision_record(catalogue: Catalogue, answers: Answers) -> DecisionRecord:
    """Everything about answers that were read against the same catalogue. Takes about 5 ms."""
    recommendation = recommend(catalogue, answers)
    points = turning_points(catalogue, answers)
    return DecisionRecord(
        recommendation=recommendation,
        answered=answered(catalogue, answers),
        open=open_questions(catalogue, answers),
        turning_points=points,
        turning_pairs=smallest_change(catalogue, answers, points),
        outlook=outlook(catalogue, answers),
        influence=influence(catalogue, answers),
        left_out=leave_one_out(catalogue, answers),
        plan=plan(catalogue, recommendation),
        carry_overs=carry_overs(catalogue, recommendation),
    )
