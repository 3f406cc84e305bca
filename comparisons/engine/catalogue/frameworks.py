"""What is compared: frameworks, the aspects in which they are compared, and the sources."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from comparisons.engine.catalogue.frozen import Frozen, Line, Prose, Slug, Text, Url
from comparisons.engine.catalogue.roles import Choice, Role

Outcome = Literal["certificate", "attestation-report", "label", "self-assessment", "authorisation", "none"]
Confidence = Literal["verified", "unverified"]
Months = Annotated[int, Field(ge=0, le=120)]


class Source(Frozen):
    slug: Slug
    title: Line
    publisher: Line
    url: Url
    kind: Literal["primary", "secondary", "dataset"]
    accessed: datetime.date


class Group(Frozen):
    slug: Slug
    name: Line


class Aspect(Frozen):
    slug: Slug
    name: Line
    group: Slug
    help: Line


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
    `overlaps`, the stage can run at the same time as the stage before it.
    """

    slug: Slug
    name: Line
    kind: Literal["work", "proof", "upkeep"] = "work"
    overlaps: bool = False
    months_min: Months
    months_max: Months
    result: Prose
    sources: tuple[Slug, ...] = ()
    confidence: Confidence

    @model_validator(mode="after")
    def _months_in_order(self) -> Self:
        if self.months_min > self.months_max:
            raise ValueError("months_min is greater than months_max")
        return self


class Cost(Frozen):
    """A published range of money, in whole units of an ISO 4217 currency."""

    label: Line
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    low: Annotated[int, Field(ge=0)]
    high: Annotated[int, Field(ge=0)]
    basis: Prose
    sources: tuple[Slug, ...] = ()
    as_of: datetime.date

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


class Framework(Frozen):
    """One framework. For method 2: its `role`, and how it stands to others.

    It is ranked, or added, only after one of the choices in `only_when`, if there are any. Whoever has this one need
    not get those that it `covers` as well. An add-on `extends` these bases: one of them has to be there first.
    """

    slug: Slug
    name: Line
    short_name: Line
    edition: Line
    issuer: Line
    outcome: Outcome
    summary: Prose
    description: Prose
    website: Url
    reviewed_on: datetime.date
    review_months: Annotated[int, Field(ge=1, le=120)] = 12
    role: Role = "base"
    only_when: tuple[Choice, ...] = ()
    covers: tuple[Slug, ...] = ()
    extends: tuple[Slug, ...] = ()
    complements: tuple[Slug, ...] = ()
    values: tuple[Value, ...] = ()
    stages: tuple[Stage, ...] = ()
    costs: tuple[Cost, ...] = ()
    resources: tuple[Resource, ...] = ()

    @cached_property
    def value_of(self) -> dict[str, Value]:
        """Aspect slug -> value."""
        return {value.aspect: value for value in self.values}
