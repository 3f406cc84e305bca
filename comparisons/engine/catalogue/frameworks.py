"""What is compared: frameworks, the aspects in which they are compared, and the sources."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from comparisons.engine.catalogue.frozen import Brief, Frozen, Line, Prose, Slug, Url, left_out_where
from comparisons.engine.catalogue.levels import Event, Level, Status
from comparisons.engine.catalogue.roles import Choice, Role
from comparisons.engine.catalogue.values import Cost, Resource, Stage, Value

Outcome = Literal["certificate", "attestation-report", "label", "self-assessment", "authorisation", "none"]


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


class Framework(Frozen):
    """One framework. For method 2: its `role`, and how it stands to others.

    How long the outcome is `valid_for`, whom it is `checked_by`, and where it is best `known_in`, for tables of facts.

    It is ranked, or added, only after one of the choices in `only_when`, if there are any. Whoever has this one need
    not get those that it `covers` as well. An add-on `extends` these bases: one of them has to be there first. `was`
    are its former slugs: what names it by one of them in an address means it.
    """

    slug: Slug
    name: Line
    short_name: Line
    edition: Line
    issuer: Line
    outcome: Outcome
    valid_for: Brief = left_out_where("")
    checked_by: Brief = left_out_where("")
    known_in: Brief = left_out_where("")
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
    status: Status = left_out_where("in-force")
    levels: tuple[Level, ...] = left_out_where(())
    values: tuple[Value, ...] = ()
    stages: tuple[Stage, ...] = ()
    costs: tuple[Cost, ...] = ()
    resources: tuple[Resource, ...] = ()
    events: tuple[Event, ...] = left_out_where(())
    was: tuple[Slug, ...] = left_out_where(())

    @cached_property
    def value_of(self) -> dict[str, Value]:
        """Aspect slug -> value."""
        return {value.aspect: value for value in self.values}

    @cached_property
    def level_of(self) -> dict[str, Level]:
        """Slug -> level, the lowest level first."""
        return {level.slug: level for level in self.levels}
