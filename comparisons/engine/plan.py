"""The plan: the stages of the required and recommended frameworks, in months from today.

The stages of a framework run in order. A stage starts when all stages before it have ended; with `overlaps`, it starts
together with the stage before it. `upkeep` stages recur after the outcome: the plan lists them without dates.

The first framework starts today. The next starts once the one before is prepared: when its first proof begins, because
from then on the work is the auditor's. Without a proof, or if the proof is the first stage, it waits for all stages to
end. Every date is a range in whole months, from the `months_min` and `months_max` of the stages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from comparisons.engine.answers import Answers, answered
from comparisons.engine.catalogue import Catalogue, Framework, Stage
from comparisons.engine.recommendation import Recommendation

Fit = Literal["met", "tight", "missed", "no proof"]


@dataclass(frozen=True)
class Span:
    """The earliest and latest start and end of a stage, in months from today."""

    start_min: int
    start_max: int
    end_min: int
    end_max: int


@dataclass(frozen=True)
class PlannedStage:
    """A stage with its dates."""

    stage: Stage
    span: Span


@dataclass(frozen=True)
class FrameworkSchedule:
    """One framework's stages. `proof` is the first one of kind `proof`, None where the framework has no such stage."""

    framework: Framework
    required: bool
    stages: tuple[PlannedStage, ...]
    upkeep: tuple[Stage, ...]
    proof: PlannedStage | None

    def fit(self, deadline: int) -> Fit:
        """Whether the proof ends within so many months: surely (`met`), at best (`tight`), or not (`missed`)."""
        if self.proof is None:
            return "no proof"
        if self.proof.span.end_max <= deadline:
            return "met"
        return "tight" if self.proof.span.end_min <= deadline else "missed"


@dataclass(frozen=True)
class Plan:
    """Schedules in the order in which to start. `deadline` is in months, None where no answer sets one."""

    schedules: tuple[FrameworkSchedule, ...]
    deadline: int | None

    @property
    def months(self) -> int:
        """The latest end of any stage, in months; 0 for an empty plan."""
        return max((planned.span.end_max for schedule in self.schedules for planned in schedule.stages), default=0)

    @property
    def fits(self) -> tuple[tuple[FrameworkSchedule, Fit], ...]:
        """Each schedule with its fit to the deadline; empty where there is no deadline."""
        return tuple(
            (schedule, schedule.fit(self.deadline)) for schedule in self.schedules if self.deadline is not None
        )


def plan(catalogue: Catalogue, recommendation: Recommendation) -> Plan:
    """The required frameworks in the catalogue's order, then the recommended ones. Those already held are left out."""
    required = [framework for framework in recommendation.required if framework not in recommendation.held]
    schedules: list[FrameworkSchedule] = []
    start = Span(0, 0, 0, 0)
    for framework in (*required, *recommendation.recommended):
        schedule = _schedule(framework, framework in required, start)
        schedules.append(schedule)
        start = _next_start(schedule, start)
    return Plan(tuple(schedules), _deadline(catalogue, recommendation.answers))


def _schedule(framework: Framework, required: bool, start: Span) -> FrameworkSchedule:
    stages = tuple(_planned_stages(framework, start))
    upkeep = tuple(stage for stage in framework.stages if stage.kind == "upkeep")
    proof = next((planned for planned in stages if planned.stage.kind == "proof"), None)
    return FrameworkSchedule(framework, required, stages, upkeep, proof)


def _planned_stages(framework: Framework, start: Span) -> Iterator[PlannedStage]:
    previous, end_min, end_max = start, start.end_min, start.end_max
    for stage in (stage for stage in framework.stages if stage.kind != "upkeep"):
        low, high = (previous.start_min, previous.start_max) if stage.overlaps else (end_min, end_max)
        previous = Span(low, high, low + stage.months_min, high + stage.months_max)
        end_min, end_max = max(end_min, previous.end_min), max(end_max, previous.end_max)
        yield PlannedStage(stage, previous)


def _next_start(schedule: FrameworkSchedule, start: Span) -> Span:
    """When the next framework can start, as a span without length."""
    if schedule.proof and schedule.proof is not schedule.stages[0]:
        low, high = schedule.proof.span.start_min, schedule.proof.span.start_max
    elif schedule.stages:
        low, high = (max(getattr(planned.span, end) for planned in schedule.stages) for end in ("end_min", "end_max"))
    else:
        return start
    return Span(low, high, low, high)


def _deadline(catalogue: Catalogue, answers: Answers) -> int | None:
    """The earliest deadline that a chosen option sets, in months."""
    months = [option.deadline_months for _, chosen in answered(catalogue, answers) for option in chosen]
    return min((deadline for deadline in months if deadline is not None), default=None)
