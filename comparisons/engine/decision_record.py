"""The decision record: a recommendation with everything that explains it, for the page and for the downloads."""

from __future__ import annotations

from dataclasses import dataclass

from comparisons.engine.answers import NOT_SURE, Answers, answered, open_questions
from comparisons.engine.carry_over import CarryOver, carry_overs
from comparisons.engine.catalogue import Basis, Catalogue, Criterion, Framework, Level, Option
from comparisons.engine.explanations import (
    Influence,
    LeftOut,
    Outlook,
    SmallestChange,
    TurningPair,
    TurningPoint,
    influence,
    leave_one_out,
    outlook,
    smallest_change,
    turning_points,
)
from comparisons.engine.method.catalogue_cache import last_per_catalogue
from comparisons.engine.plan import FrameworkSchedule, Plan, plan
from comparisons.engine.ranking import recommend
from comparisons.engine.recommendation import Obligation, Recommendation

BASES: tuple[Basis, ...] = ("law", "contract", "procurement", "customer")
"""The most binding first."""
RECORDS_KEPT = 16
"""Of each catalogue. Who reads a recommendation often takes it away as a file next. Each takes some 70 kB."""


@dataclass(frozen=True)
class Duty:
    """A framework that answers require, with all its obligations, and the highest level that they name."""

    framework: Framework
    level: Level | None
    obligations: tuple[Obligation, ...]

    @property
    def basis(self) -> Basis:
        """The most binding one of its obligations."""
        return min((obligation.basis for obligation in self.obligations), key=BASES.index)


@dataclass(frozen=True)
class DecisionRecord:
    """Everything about one set of answers. `open` are the questions without an answer.

    `smallest_change` has no pairs if one change alone is enough to change the result.
    """

    recommendation: Recommendation
    answered: tuple[tuple[Criterion, tuple[Option, ...]], ...]
    open: tuple[Criterion, ...]
    turning_points: tuple[TurningPoint, ...]
    smallest_change: SmallestChange
    outlook: Outlook
    influence: tuple[Influence, ...]
    left_out: tuple[LeftOut, ...]
    plan: Plan
    carry_overs: tuple[CarryOver, ...]

    @property
    def turning_pairs(self) -> tuple[TurningPair, ...]:
        return self.smallest_change.pairs

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
    def duties(self) -> tuple[tuple[Basis, tuple[Duty, ...]], ...]:
        """What is required, by what makes it binding."""
        return duties_by_basis(self.recommendation)

    @property
    def to_get(self) -> tuple[FrameworkSchedule, ...]:
        """The schedules of what is recommended; where nothing is, of what is required and not held, but for laws.

        Then those of add-ons.
        """
        recommended = self.recommendation.recommended
        wanted = recommended or [s.framework for s in self.plan.schedules if s.required and s.framework.role != "law"]
        added = [add_on.framework for add_on in self.recommendation.add]
        return tuple(schedule for schedule in self.plan.schedules if schedule.framework in (*wanted, *added))

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """The frameworks of the plan: the required ones that are not held, then the recommended ones."""
        return tuple(schedule.framework for schedule in self.plan.schedules)


@last_per_catalogue(RECORDS_KEPT)
def decision_record(catalogue: Catalogue, answers: Answers) -> DecisionRecord:
    """Everything about answers that were read against the same catalogue."""
    recommendation = recommend(catalogue, answers)
    points = turning_points(catalogue, answers)
    return DecisionRecord(
        recommendation=recommendation,
        answered=answered(catalogue, answers),
        open=open_questions(catalogue, answers),
        turning_points=points,
        smallest_change=smallest_change(catalogue, answers, points),
        outlook=outlook(catalogue, answers),
        influence=influence(catalogue, answers),
        left_out=leave_one_out(catalogue, answers),
        plan=plan(catalogue, recommendation),
        carry_overs=carry_overs(catalogue, recommendation),
    )


def duties_by_basis(recommendation: Recommendation) -> tuple[tuple[Basis, tuple[Duty, ...]], ...]:
    """Each basis that has duties, laws first, with them in the order of the obligations."""
    duties = [
        Duty(
            framework,
            recommendation.required_level(framework),
            tuple(o for o in recommendation.obligations if o.framework == framework),
        )
        for framework in recommendation.required
    ]
    grouped = ((basis, tuple(duty for duty in duties if duty.basis == basis)) for basis in BASES)
    return tuple(group for group in grouped if group[1])
