"""What a framework comes in, and what happens to it when: levels, and dated events."""

from __future__ import annotations

import datetime
from typing import Literal, Self

from pydantic import model_validator

from comparisons.engine.catalogue.frozen import Frozen, Line, Prose, Slug, Text, left_out_where
from comparisons.engine.catalogue.values import Confidence, Months

Status = Literal["proposed", "adopted", "in-force", "being-replaced", "superseded"]
EventKind = Literal["proposed", "adopted", "applies-from", "phase", "transition-ends", "superseded-by"]
Precision = Literal["day", "month", "year"]


class Level(Frozen):
    """A level or variant of a framework that people ask for by name. Levels are in order, the lowest first.

    The months are from the start to the result, None where no source says so.
    """

    slug: Slug
    name: Line
    needed_by: Prose
    checked_by: Prose
    result: Prose
    months_min: Months | None = None
    months_max: Months | None = None
    sources: tuple[Slug, ...] = ()
    confidence: Confidence

    @model_validator(mode="after")
    def _months_in_order(self) -> Self:
        if (self.months_min is None) != (self.months_max is None):
            raise ValueError("months_min and months_max belong together")
        if self.months_min is not None and self.months_max is not None and self.months_min > self.months_max:
            raise ValueError("months_min is greater than months_max")
        return self


class Event(Frozen):
    """A date in the life of a framework. `name` is what the date is about, such as “Phase 2”; `text` says more.

    Where a source names no more than a month or a year, `date` is its last day.
    """

    slug: Slug
    kind: EventKind
    name: Line
    date: datetime.date
    precision: Precision = left_out_where("day")
    text: Text = ""
    sources: tuple[Slug, ...] = ()
