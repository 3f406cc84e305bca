"""Results as drawings: signs of frameworks, and bars that stand in the rows of tables.

Bars are in hundredths of the width of their cell, so one drawing fits every width. The table around it says the same
in figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from comparisons.engine.plan import FrameworkSchedule, Plan, PlannedStage

WHOLE = 100
TICKS_WANTED = 8

SIGNS = (
    "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z",
    "M2 2h12v12H2z",
    "M8 1.5l7 13H1z",
    "M8 .5L15.5 8 8 15.5.5 8z",
    "M1 2h14L8 15z",
    "M8 1l7.2 5.2-2.8 8.3H3.6L.8 6.2z",
    "M4.5 1.5h7L15.2 8l-3.7 6.5h-7L.8 8z",
    "M6 1h4v5h5v4h-5v5H6v-5H1V6h5z",
    "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1zm0 3.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7z",
    "M8 0l2.2 5.4 5.8.5-4.4 3.8 1.4 5.7L8 12.3l-5 3.1 1.4-5.7L0 5.9l5.8-.5z",
    "M1 3h14v4H1zm0 6h14v4H1z",
    "M2 1h4.5v14H2zm7.5 0H14v14H9.5z",
)
"""Shapes on a square of 16 units: the n-th framework of a catalogue has the n-th, and the n-th colour, over again."""


@dataclass(frozen=True)
class Sign:
    """`number` counts from 1 and names the colour."""

    number: int
    path: str


@dataclass(frozen=True)
class Balance:
    """A score from -100 to 100 as a bar that grows from the middle; `threshold` is where recommending begins."""

    x: float
    width: float
    threshold: float


@dataclass(frozen=True)
class StageBar:
    """The bar of one stage from `x` on: `sure` is its width up to the earliest end, `late` up to the latest."""

    planned: PlannedStage
    x: float
    sure: float
    late: float


@dataclass(frozen=True)
class Segment:
    """One question of the wizard, on the line that tells how far a visitor has come."""

    x: float
    width: float
    reached: bool


@dataclass(frozen=True)
class Tick:
    month: int
    x: float


@dataclass(frozen=True)
class Timeline:
    """Each schedule with a bar for each stage. Months from today run from left to right over the whole width."""

    schedules: tuple[tuple[FrameworkSchedule, tuple[StageBar, ...]], ...]
    ticks: tuple[Tick, ...]
    deadline: Tick | None


def sign(index: int) -> Sign:
    """The sign of the framework with this index in its catalogue."""
    number = index % len(SIGNS)
    return Sign(number + 1, SIGNS[number])


def balance(score: Fraction, threshold: int) -> Balance:
    half = float(score) / 2
    return Balance(
        x=round(WHOLE / 2 + min(half, 0), 1), width=round(abs(half), 1), threshold=round((WHOLE + threshold) / 2, 1)
    )


def segments(reached: int, total: int) -> tuple[Segment, ...]:
    """So many segments with gaps between them; those up to the question that is asked are reached."""
    gap = min(1.0, WHOLE / 2 / total)
    width = round((WHOLE - gap * (total - 1)) / total, 2)
    return tuple(Segment(round(index * (width + gap), 2), width, index < reached) for index in range(total))


def timeline(plan: Plan) -> Timeline:
    months = max(plan.months, plan.deadline or 0, 1)
    every = next(span for span in (1, 2, 3, 6, 12, 24, months) if months / span <= TICKS_WANTED or span == months)
    return Timeline(
        schedules=tuple(
            (schedule, tuple(_stage_bar(planned, months) for planned in schedule.stages)) for schedule in plan.schedules
        ),
        ticks=tuple(_tick(month, months) for month in range(0, months + 1, every)),
        deadline=_tick(plan.deadline, months) if plan.deadline is not None else None,
    )


def _tick(month: int, months: int) -> Tick:
    return Tick(month, _percent(month, months))


def _stage_bar(planned: PlannedStage, months: int) -> StageBar:
    start, sure, late = (
        _percent(month, months) for month in (planned.span.start_min, planned.span.end_min, planned.span.end_max)
    )
    return StageBar(planned, start, round(sure - start, 1), round(late - start, 1))


def _percent(month: int, months: int) -> float:
    return round(WHOLE * month / months, 1)
