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
    "M1 12a7 7 0 0 1 14 0z",
    "M1 1h14v14H1zm4 4v6h6V5z",
    "M3 .5l5 5 5-5L15.5 3l-5 5 5 5-2.5 2.5-5-5-5 5L.5 13l5-5-5-5z",
    "M2 1h5l7 7-7 7H2l6-7z",
    "M1 1h5v9h9v5H1z",
    "M1 1h14v5h-4.5v9h-5V6H1z",
    "M1.5 1.5a13 13 0 0 1 13 13h-13z",
    "M1.5 1h13l-5 7 5 7h-13l5-7z",
    "M1 1.5L8 6l7-4.5v13L8 10l-7 4.5z",
    "M1 1h6v6H1zm8 0h6v6H9zM1 9h6v6H1zm8 0h6v6H9z",
    "M8 .5L15.5 8 8 15.5.5 8zM8 5L5 8l3 3 3-3z",
    "M2 1l13 7-13 7z",
    "M14 1L1 8l13 7z",
    "M11 1.2A7 7 0 1 0 11 14.8 8 8 0 0 1 11 1.2z",
    "M1 15v-5h5V5.5h5V1h4v14z",
    "M1 1h5v9h4V1h5v14H1z",
    "M5 2.5h10.5l-4.5 11H.5z",
    "M8 .5l7.5 7V15H.5V7.5z",
    "M8 .5c3 4 5 6.5 5 9.3a5 5 0 0 1-10 0C3 7 5 4.5 8 .5z",
    "M1.5 1.5h13v6c0 4-3 6.5-6.5 7.5-3.5-1-6.5-3.5-6.5-7.5z",
    "M9.5 .5L2.5 9H7l-1.5 6.5 8-9.5h-5z",
    "M8 3.5a7.5 4.5 0 1 0 0 9a7.5 4.5 0 1 0 0-9z",
    "M1 1h3.5v14H1zm5.25 0h3.5v14h-3.5zm5.25 0H15v14h-3.5z",
    "M8 1l7.5 13.5H.5zm0 6l-2.8 5h5.6z",
)
"""Shapes on a square of 16 units: the n-th framework of a catalogue has the n-th, over again after the last.

The shape alone tells frameworks apart, also on paper and for those who see no colours.
"""
COLOURS = 12
"""How many there are in tokens.css: neighbours in a list have different ones."""


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
    return Sign(index % COLOURS + 1, SIGNS[index % len(SIGNS)])


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
