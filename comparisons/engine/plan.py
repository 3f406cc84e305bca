"""What comes when: the stages of what is required and recommended, on one line of months.

A framework's stages follow one another: each starts once all before it have ended, or with the one before, where
`overlaps` says so. Stages of `upkeep` come after the outcome and recur, so they are told and not counted. The first
framework starts at once. The next starts when the one before is prepared, which is when its first proof begins: from
then on others do the work. Where the proof is the first step, or there is none, that is at the end of all its steps.
Times are in whole months from today, each with the least and the greatest that the content gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from comparisons.engine.answers import Answers, answered
from comparisons.engine.catalogue import Catalogue, Framework, Option, Stage
from comparisons.engine.ranking import Recommendation

Fit = Literal["met", "tight", "missed", "no proof"]


@dataclass(frozen=True)
class Span:
    """When something begins and ends, in months from today: at the earliest, and at the latest."""

    start_min: int
    start_max: int
    end_min: int
    end_max: int


@dataclass(frozen=True)
class Step:
    stage: Stage
    span: Span


@dataclass(frozen=True)
class Road:
    """One framework's steps. `proof` is the first one that ends with something to show; some frameworks have none."""

    framework: Framework
    required: bool
    steps: tuple[Step, ...]
    upkeep: tuple[Stage, ...]
    proof: Step | None

    def fit(self, deadline: int) -> Fit:
        """Whether the first proof is there within so many months: surely, only at best, or not."""
        if self.proof is None:
            return "no proof"
        if self.proof.span.end_max <= deadline:
            return "met"
        return "tight" if self.proof.span.end_min <= deadline else "missed"


@dataclass(frozen=True)
class Plan:
    """Roads in the order in which to set out. `deadline` is in months, None where no answer sets one."""

    roads: tuple[Road, ...]
    deadline: int | None
    deadline_option: Option | None

    @property
    def months(self) -> int:
        """How far the plan reaches, at the latest."""
        return max((step.span.end_max for road in self.roads for step in road.steps), default=0)

    @property
    def fits(self) -> tuple[tuple[Road, Fit], ...]:
        """Each road with whether it meets the deadline; none where there is no deadline."""
        return tuple((road, road.fit(self.deadline)) for road in self.roads if self.deadline is not None)


def plan(catalogue: Catalogue, recommendation: Recommendation) -> Plan:
    """What is required first, in the catalogue's order, then what is recommended; what is held is left out."""
    held = set(recommendation.held)
    required = [framework for framework in recommendation.required if framework not in held]
    roads: list[Road] = []
    start = Span(0, 0, 0, 0)
    for framework in (*required, *recommendation.recommended):
        road = _road(framework, framework in required, start)
        roads.append(road)
        start = _prepared(road, start)
    option = _deadline(catalogue, recommendation.answers)
    return Plan(tuple(roads), option.deadline_months if option else None, option)


def _road(framework: Framework, required: bool, start: Span) -> Road:
    steps = tuple(_steps(framework, start))
    upkeep = tuple(stage for stage in framework.stages if stage.kind == "upkeep")
    proof = next((step for step in steps if step.stage.kind == "proof"), None)
    return Road(framework, required, steps, upkeep, proof)


def _steps(framework: Framework, start: Span) -> Iterator[Step]:
    before = ended = start
    for stage in (stage for stage in framework.stages if stage.kind != "upkeep"):
        low, high = (before.start_min, before.start_max) if stage.overlaps else (ended.end_min, ended.end_max)
        before = Span(low, high, low + stage.months_min, high + stage.months_max)
        ended = replace(ended, end_min=max(ended.end_min, before.end_min), end_max=max(ended.end_max, before.end_max))
        yield Step(stage, before)


def _prepared(road: Road, start: Span) -> Span:
    """The moment at which the next framework can begin, as a span without length."""
    if road.proof and road.proof is not road.steps[0]:
        low, high = road.proof.span.start_min, road.proof.span.start_max
    elif road.steps:
        low, high = (max(getattr(step.span, end) for step in road.steps) for end in ("end_min", "end_max"))
    else:
        return start
    return Span(low, high, low, high)


def _deadline(catalogue: Catalogue, answers: Answers) -> Option | None:
    """The chosen option that sets the earliest deadline."""
    options = [
        option for _, chosen in answered(catalogue, answers) for option in chosen if option.deadline_months is not None
    ]
    return min(options, key=lambda option: option.deadline_months or 0, default=None)
