"""What a framework says of itself, part by part: values, stages, costs and resources."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from comparisons.engine.catalogue.frozen import Frozen, Line, Prose, Slug, Text, Url, left_out_where

Confidence = Literal["verified", "unverified"]
Months = Annotated[int, Field(ge=0, le=120)]
Size = Literal["small", "large"]


class Value(Frozen):
    """The value of one framework for one aspect."""

    aspect: Slug
    text: Prose
    note: Text = ""
    sources: tuple[Slug, ...] = ()
    confidence: Confidence


class Stage(Frozen):
    """One stage of the work towards a framework's outcome.

    `work` prepares, `proof` ends with something that a customer can see, `upkeep` recurs after the outcome. With
    `overlaps`, the stage can run at the same time as the stage before it. `total_min` and `total_max` are the months
    that a source gives from the start of the first stage to the end of this one.
    """

    slug: Slug
    name: Line
    kind: Literal["work", "proof", "upkeep"] = "work"
    overlaps: bool = False
    months_min: Months
    months_max: Months
    total_min: Months | None = left_out_where(None)
    total_max: Months | None = left_out_where(None)
    result: Prose
    sources: tuple[Slug, ...] = ()
    confidence: Confidence

    @model_validator(mode="after")
    def _months_in_order(self) -> Self:
        if self.months_min > self.months_max:
            raise ValueError("months_min is greater than months_max")
        if (self.total_min is None) != (self.total_max is None):
            raise ValueError("total_min and total_max belong together")
        if self.total is not None and self.total[0] > self.total[1]:
            raise ValueError("total_min is greater than total_max")
        return self

    @property
    def total(self) -> tuple[int, int] | None:
        """The least and the most months from the start of the first stage, None where no source says it."""
        if self.total_min is None or self.total_max is None:
            return None
        return self.total_min, self.total_max


class Cost(Frozen):
    """A published range of money, in whole units of an ISO 4217 currency.

    Where they are known: the `level` that it is for, the `size` of the organisation, whether it is all of the
    `first_year`, and what it `includes`.
    """

    label: Line
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    low: Annotated[int, Field(ge=0)]
    high: Annotated[int, Field(ge=0)]
    basis: Prose
    sources: tuple[Slug, ...] = ()
    as_of: datetime.date
    level: Slug | None = left_out_where(None)
    size: Size | None = left_out_where(None)
    first_year: bool = left_out_where(False)
    includes: Text = left_out_where("")

    @model_validator(mode="after")
    def _range_in_order(self) -> Self:
        if self.low > self.high:
            raise ValueError("low is greater than high")
        return self


class Resource(Frozen):
    title: Line
    kind: Literal["training", "standard", "guidance"]
    provider: Line
    url: Url | None = None
    note: Text = ""
