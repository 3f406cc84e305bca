"""When the stages of one framework start and end, as ranges in whole months.

A stage starts when all stages before it have ended; with `overlaps`, it starts together with the stage before it. The
months of each come from its `months_min` and `months_max`. A sum of them takes the slowest case of every stage at once.
So where a source gives the months from the start to the end of a stage (`total_min`, `total_max`), that stage ends
within them too. A total that the stages cannot meet is left aside here, and an error of `checks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from comparisons.engine.catalogue import Stage


@dataclass(frozen=True)
class Span:
    """The earliest and latest start and end of a stage, in months from today."""

    start_min: int
    start_max: int
    end_min: int
    end_max: int


TODAY = Span(0, 0, 0, 0)


@dataclass(frozen=True)
class PlannedStage:
    """A stage with its dates."""

    stage: Stage
    span: Span


def planned_stages(stages: Iterable[Stage], start: Span) -> tuple[PlannedStage, ...]:
    """The dates of stages that begin when `start` ends: as if they began today, and then that much later."""
    planned = reversed(list(_no_later_than_needed(list(_one_after_another(stages)))))
    return tuple(replace(one, span=_later(one.span, start)) for one in planned)


def impossible_totals(stages: Iterable[Stage]) -> Iterator[tuple[Stage, Span]]:
    """The stages that cannot end within their published total by the months of all stages, with their dates."""
    for planned in _one_after_another(stage for stage in stages if stage.kind != "upkeep"):
        if planned.stage.total is not None and _within(planned.span, planned.stage.total) is None:
            yield planned.stage, planned.span


def _one_after_another(stages: Iterable[Stage]) -> Iterator[PlannedStage]:
    previous, end_min, end_max = TODAY, 0, 0
    for stage in stages:
        low, high = (previous.start_min, previous.start_max) if stage.overlaps else (end_min, end_max)
        summed = Span(low, high, low + stage.months_min, high + stage.months_max)
        previous = (_within(summed, stage.total) if stage.total else None) or summed
        end_min, end_max = max(end_min, previous.end_min), max(end_max, previous.end_max)
        yield PlannedStage(stage, previous)


def _within(span: Span, total: tuple[int, int]) -> Span | None:
    """The part of a span that ends within so many months from today, None where there is none."""
    end_min, end_max = max(span.end_min, total[0]), min(span.end_max, total[1])
    return replace(span, end_min=end_min, end_max=end_max) if end_min <= end_max else None


def _no_later_than_needed(planned: Sequence[PlannedStage]) -> Iterator[PlannedStage]:
    """The same stages, the last one first, none so late that what follows could not end within its own range."""
    latest_start = latest_end = max((p.span.end_max for p in planned), default=0)
    for stage, span in ((p.stage, p.span) for p in reversed(planned)):
        end_max = max(span.end_min, min(span.end_max, latest_end))
        start_max = max(span.start_min, min(span.start_max, latest_start, end_max - stage.months_min))
        yield PlannedStage(stage, replace(span, start_max=start_max, end_max=end_max))
        latest_start = start_max
        latest_end = latest_end if stage.overlaps else start_max


def _later(span: Span, start: Span) -> Span:
    low, high = start.end_min, start.end_max
    return Span(span.start_min + low, span.start_max + high, span.end_min + low, span.end_max + high)
