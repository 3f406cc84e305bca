"""The plan: the stages of the required and recommended frameworks, in months from today.

The stages of a framework run in order, as `stage_dates` says. `upkeep` stages recur after the outcome: the plan lists
them without dates.

What is required starts today, all of it. So does the first recommended framework, beside it; the next starts once the
one before is prepared: when its first proof begins, because from then on the work is the auditor's. Without a proof, or
if the proof is the first stage, it waits for all stages to end. Where the verdict is close, one of what is recommended
will be chosen, so each starts today. An add-on starts today if what it extends is held, else once that is there: when
its first proof ends. Under version 1 of the method what is required is part of the row, so what is recommended starts
after it. Every date is a range in whole months.

Where a level is required that takes another time than these stages together, its months count: one stage takes the
place of all before the upkeep, and ends with what the level gives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from comparisons.engine.answers import Answers, answered
from comparisons.engine.catalogue import Catalogue, Cost, Framework, Level, Stage
from comparisons.engine.plan.stage_dates import TODAY, PlannedStage, Span, planned_stages
from comparisons.engine.recommendation import AddOn, Recommendation

Fit = Literal["met", "tight", "missed", "no proof"]


@dataclass(frozen=True)
class FrameworkSchedule:
    """One framework's stages, up to a `level` where one is required.

    `proof` is the first stage of kind `proof`, None where the framework has no such stage. `after_duties` are the least
    and the most months from today to the end of that proof if this framework starts only once everything required is
    prepared; None without a proof, without duties, and for what is required itself.
    """

    framework: Framework
    required: bool
    stages: tuple[PlannedStage, ...]
    upkeep: tuple[Stage, ...]
    proof: PlannedStage | None
    level: Level | None = None
    after_duties: tuple[int, int] | None = None

    @property
    def first_year_costs(self) -> tuple[Cost, ...]:
        """What the first year costs an organisation of a certain size: at the level, or where no level is named."""
        slug = self.level.slug if self.level else None
        return tuple(c for c in self.framework.costs if c.first_year and c.size and c.level == slug)

    @property
    def published_costs(self) -> tuple[Cost, ...]:
        """For each size of organisation one figure, of the first year and the level if possible.

        Where no size is named, the least and the most that is published for the level, else for any: one alone would
        say that a framework costs what its text costs.
        """
        slug = self.level.slug if self.level else None
        costs = sorted(self.framework.costs, key=lambda cost: (cost.level != slug, not cost.first_year))
        sized = [next((cost for cost in costs if cost.size == size), None) for size in ("small", "large")]
        if any(sized) or not costs:
            return tuple(cost for cost in sized if cost)
        alike = [cost for cost in costs if cost.level == slug] or costs
        alike = [cost for cost in alike if cost.currency == alike[0].currency]
        least, most = min(alike, key=lambda cost: cost.low), max(alike, key=lambda cost: cost.high)
        return (least,) if least == most else (least, most)

    @property
    def months_to_proof(self) -> tuple[int, int] | None:
        """The least and the most months from the start of this framework to its proof, None without a proof."""
        if self.proof is None:
            return None
        start, end = self.stages[0].span, self.proof.span
        return end.end_min - start.start_min, end.end_max - start.start_max

    @property
    def waits(self) -> bool:
        """Whether it starts after another framework of the plan."""
        return bool(self.stages and self.stages[0].span.start_max)

    def fit(self, deadline: int) -> Fit:
        """Whether the proof ends within so many months: surely (`met`), at best (`tight`), or not (`missed`)."""
        if self.proof is None:
            return "no proof"
        if self.proof.span.end_max <= deadline:
            return "met"
        return "tight" if self.proof.span.end_min <= deadline else "missed"


@dataclass(frozen=True)
class Plan:
    """Schedules in the order in which to start. `deadline` is in months, None where no answer sets one.

    `in_one_row` is true where what is recommended waits for what is required, as under version 1 of the method;
    `alternatives` where one of what is recommended is to be chosen.
    """

    schedules: tuple[FrameworkSchedule, ...]
    deadline: int | None
    in_one_row: bool = False
    alternatives: bool = False

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
    """What is required, then what is recommended, then the add-ons. What is held already is left out."""
    required = [framework for framework in recommendation.required if framework not in recommendation.held]
    deadline = _deadline(catalogue, recommendation.answers)
    if catalogue.method.version == 1:
        row = _row(recommendation, (*required, *recommendation.recommended), required)
        return Plan(row, deadline, in_one_row=True)
    duties = tuple(schedule for f in required for schedule in _row(recommendation, [f], required))
    prepared = [_next_start(duty, TODAY) for duty in duties]
    low, high = (max((getattr(span, end) for span in prepared), default=0) for end in ("end_min", "end_max"))
    are_alternatives = recommendation.verdict == "close" and len(recommendation.recommended) > 1
    rows = [[f] for f in recommendation.recommended] if are_alternatives else [recommendation.recommended]
    beside = tuple(schedule for row in rows for schedule in _row(recommendation, row, required))
    on_duties = [_added(add_on, duties) for add_on in recommendation.add if add_on.extends[0] in required]
    others = [_added(add_on, beside) for add_on in recommendation.add if add_on.extends[0] not in required]
    later = (_after_duties(schedule, low, high) for schedule in (*beside, *others))
    return Plan((*duties, *later, *on_duties), deadline, alternatives=are_alternatives)


def schedule_alone(framework: Framework) -> FrameworkSchedule:
    """The schedule of one framework that starts today and waits for no other."""
    return _schedule(framework, None, TODAY, is_required=False)


def _row(
    recommendation: Recommendation, frameworks: Iterable[Framework], required: Collection[Framework]
) -> tuple[FrameworkSchedule, ...]:
    """The first framework starts today, and each of the others once the one before is prepared."""
    schedules: list[FrameworkSchedule] = []
    start = TODAY
    for framework in frameworks:
        level = recommendation.required_level(framework)
        schedule = _schedule(framework, level, start, is_required=framework in required)
        schedules.append(schedule)
        start = _next_start(schedule, start)
    return tuple(schedules)


def _added(add_on: AddOn, schedules: Collection[FrameworkSchedule]) -> FrameworkSchedule:
    """An add-on starts once the first framework that it extends is there."""
    base = next((schedule for schedule in schedules if schedule.framework == add_on.extends[0]), None)
    return _schedule(add_on.framework, None, _end(base) if base else TODAY, is_required=False)


def _end(schedule: FrameworkSchedule) -> Span:
    """When a framework is there, as a span without length: its first proof has ended, or without one all stages."""
    return _after([schedule.proof] if schedule.proof else schedule.stages)


def _after(stages: Collection[PlannedStage]) -> Span:
    """When all of these stages have ended, as a span without length."""
    low, high = (max((getattr(planned.span, end) for planned in stages), default=0) for end in ("end_min", "end_max"))
    return Span(low, high, low, high)


def _after_duties(schedule: FrameworkSchedule, low: int, high: int) -> FrameworkSchedule:
    """With the months to its proof where it starts after so many months, at least and at most."""
    if schedule.proof is None or not high:
        return schedule
    return replace(schedule, after_duties=(schedule.proof.span.end_min + low, schedule.proof.span.end_max + high))


def _schedule(framework: Framework, level: Level | None, start: Span, *, is_required: bool) -> FrameworkSchedule:
    own = tuple(stage for stage in framework.stages if stage.kind != "upkeep")
    stages = planned_stages(_stages_to(level, own), start)
    upkeep = tuple(stage for stage in framework.stages if stage.kind == "upkeep")
    proof = next((planned for planned in stages if planned.stage.kind == "proof"), None)
    return FrameworkSchedule(framework, is_required, stages, upkeep, proof, level)


def _stages_to(level: Level | None, stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The stages, or one that takes the months of the level where the stages take others."""
    if level is None or level.months_min is None or level.months_max is None:
        return stages
    spans = [planned.span for planned in planned_stages(stages, TODAY)]
    total = max((span.end_min for span in spans), default=0), max((span.end_max for span in spans), default=0)
    if total == (level.months_min, level.months_max):
        return stages
    whole = Stage(
        slug=level.slug,
        name=level.name,
        kind="proof",
        months_min=level.months_min,
        months_max=level.months_max,
        result=level.result,
        sources=level.sources,
        confidence=level.confidence,
    )
    return (whole,)


def _next_start(schedule: FrameworkSchedule, start: Span) -> Span:
    """When the next framework can start, as a span without length."""
    if schedule.proof and schedule.proof is not schedule.stages[0]:
        low, high = schedule.proof.span.start_min, schedule.proof.span.start_max
        return Span(low, high, low, high)
    return _after(schedule.stages) if schedule.stages else start


def _deadline(catalogue: Catalogue, answers: Answers) -> int | None:
    """The earliest deadline that a chosen option sets, in months."""
    months = [option.deadline_months for _, chosen in answered(catalogue, answers) for option in chosen]
    return min((deadline for deadline in months if deadline is not None), default=None)
