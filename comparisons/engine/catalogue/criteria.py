"""What decides: criteria, their options, and the support that each option gives to each framework."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from comparisons.engine.catalogue.frozen import Frozen, Line, Prose, Slug, Text

Basis = Literal["law", "contract", "procurement"]
Degree = Annotated[int, Field(ge=-2, le=2)]


class Support(Frozen):
    """How strongly an option supports (+) or opposes (-) a framework, and the aspect that this rests on."""

    framework: Slug
    degree: Degree
    reason: Prose
    aspect: Slug
    requires: Basis | None = None
    sources: tuple[Slug, ...] = ()


class Option(Frozen):
    """One possible answer.

    `holds` is the framework that a visitor who chooses this option already has. `deadline_months` is the time until
    such a visitor needs something to show.
    """

    slug: Slug
    label: Line
    description: Text = ""
    exclusive: bool = False
    holds: Slug | None = None
    deadline_months: Annotated[int, Field(ge=1, le=120)] | None = None
    support: tuple[Support, ...] = ()

    @cached_property
    def support_for(self) -> dict[str, Support]:
        """Framework slug -> support. The option is neutral to a framework that is not in it."""
        return {support.framework: support for support in self.support}


class Choice(Frozen):
    """One option of one criterion, as `ask_when` names it."""

    criterion: Slug
    option: Slug


class Criterion(Frozen):
    """A consideration that decides, with the question that the wizard asks.

    With `ask_when`, the question is asked only after one of those choices. `find_out` says who to ask, and what, for
    visitors who are not sure.
    """

    slug: Slug
    name: Line
    question: Line
    help: Text = ""
    why: Text = ""
    find_out: Text = ""
    selection: Literal["one", "many"]
    weight: Annotated[int, Field(ge=1, le=10)]
    core: bool
    ask_when: tuple[Choice, ...] = ()
    options: tuple[Option, ...] = ()

    @cached_property
    def option_of(self) -> dict[str, Option]:
        """Option slug -> option."""
        return {option.slug: option for option in self.options}


class Method(Frozen):
    """The thresholds of the verdict, in points of score, and how degrees and weights were set."""

    recommend_at: Annotated[int, Field(ge=1, le=100)]
    lead: Annotated[int, Field(ge=1, le=200)]
    rationale: Text = ""
