"""A plan as a drawing: where each bar and label stands, in the units of an SVG's view box."""

from __future__ import annotations

from dataclasses import dataclass

from comparisons.engine.planning import Plan, Step

WIDTH = 800
LABELS = 300
ROW = 28
BAR = 14
TICKS_WANTED = 8


@dataclass(frozen=True)
class Bar:
    """One step: `sure` is as wide as the earliest end, `late` reaches to the latest."""

    label: str
    y: int
    x: float
    sure: float
    late: float
    is_proof: bool

    @property
    def text_y(self) -> int:
        return self.y + BAR - 2


@dataclass(frozen=True)
class Tick:
    month: int
    x: float


@dataclass(frozen=True)
class Timeline:
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    deadline: Tick | None
    width: int = WIDTH
    bar_height: int = BAR
    label_y: int = 16
    top: int = 24


def timeline(plan: Plan) -> Timeline:
    """Bars in the order of the plan, a row each; months from today run from left to right."""
    months = max(plan.months, plan.deadline or 0, 1)
    scale = (WIDTH - LABELS - 20) / months
    steps = [(road.framework.short_name, step) for road in plan.roads for step in road.steps]
    bars = tuple(_bar(name, step, row, scale) for row, (name, step) in enumerate(steps, 1))
    every = next(span for span in (1, 2, 3, 6, 12, 24, months) if months / span <= TICKS_WANTED or span == months)
    ticks = tuple(Tick(month, LABELS + month * scale) for month in range(0, months + 1, every))
    deadline = Tick(plan.deadline, LABELS + plan.deadline * scale) if plan.deadline is not None else None
    return Timeline(ROW * (len(bars) + 1) + 6, bars, ticks, deadline)


def _bar(name: str, step: Step, row: int, scale: float) -> Bar:
    span = step.span
    return Bar(
        label=f"{name}: {step.stage.name}",
        y=row * ROW,
        x=round(LABELS + span.start_min * scale, 1),
        sure=round((span.end_min - span.start_min) * scale, 1),
        late=round((span.end_max - span.start_min) * scale, 1),
        is_proof=step.stage.kind == "proof",
    )
