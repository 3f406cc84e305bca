"""What decides: criteria, their options, and the support that each option gives to each framework."""

from __future__ import annotations

from functools import cached_property
from operator import not_
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from comparisons.engine.catalogue.former_answers import DroppedAnswer, FormerAnswer
from comparisons.engine.catalogue.frameworks import Outcome
from comparisons.engine.catalogue.frozen import Frozen, Line, Prose, Slug, Text, left_out_where
from comparisons.engine.catalogue.roles import Basis, Choice, Role

Degree = Annotated[int, Field(ge=-2, le=2)]


class Support(Frozen):
    """How strongly an option supports (+) or opposes (-) a framework, and the aspect that this rests on.

    Where it requires the framework, it can name the `level` that is required.
    """

    framework: Slug
    degree: Degree
    reason: Prose
    aspect: Slug
    requires: Basis | None = None
    level: Slug | None = left_out_where(None)
    sources: tuple[Slug, ...] = ()


class Option(Frozen):
    """One possible answer.

    `holds` is the framework that a visitor who chooses this option already has. `deadline_months` is the time until
    such a visitor needs something to show, `spending_limit` what they can spend in the first year, in US dollars.

    For method 2: `outside` names a rule that the catalogue does not describe, or a framework, if the criterion asks
    which ones were named; `suffices` says that what is required is enough; `asks_for` are the outcomes of which one
    each is needed, `any_proof` says that any will do; `limited_means` says that the visitor can afford little. `was`
    are the former answers that this option replaces; several options may replace one of them, and are then all chosen.
    `frequent` ones come first in a long list.
    """

    slug: Slug
    label: Line
    description: Text = ""
    exclusive: bool = False
    holds: Slug | None = None
    deadline_months: Annotated[int, Field(ge=1, le=120)] | None = None
    outside: bool = False
    suffices: bool = False
    asks_for: tuple[Outcome, ...] = ()
    any_proof: Annotated[bool, Field(exclude_if=not_)] = False
    limited_means: bool = False
    spending_limit: Annotated[int, Field(ge=1, exclude_if=not_)] | None = None
    frequent: Annotated[bool, Field(exclude_if=not_)] = False
    was: Annotated[tuple[FormerAnswer, ...], Field(exclude_if=not_)] = ()
    support: tuple[Support, ...] = ()

    @cached_property
    def support_for(self) -> dict[str, Support]:
        """Framework slug -> support. The option is neutral to a framework that is not in it."""
        return {support.framework: support for support in self.support}


class OnePerFramework(Frozen):
    """An option for each framework of these roles, so that a new framework can be named, or held, without further work.

    The option has the framework's slug. It `requires` the framework with this basis, for this reason, or `holds` it.
    Where the reason says {name}, the option has the short name of its framework.
    """

    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    requires: Basis | None = None
    reason: Text = ""
    aspect: Slug | None = None
    holds: bool = False

    @model_validator(mode="after")
    def _says_what_it_is_for(self) -> Self:
        if self.requires and not (self.reason and self.aspect):
            raise ValueError("requires needs a reason and an aspect")
        return self


class AskedWhenRequired(Frozen):
    """Ask after every answer that requires a framework of these roles, or that names one outside the catalogue."""

    roles: Annotated[tuple[Role, ...], Field(min_length=1)]


class Criterion(Frozen):
    """A consideration that decides, with the question that the wizard asks.

    With `ask_when`, the question is asked only after one of those choices. `find_out` says who to ask, and what, for
    visitors who are not sure. For method 2: a criterion of weight 0 asks for facts, and enters no score; one of `means`
    asks what the visitor can afford, which is no reason for a framework by itself. `expanded` turns
    `one_per_framework` and `asked_when_required` into options and `ask_when`. `dropped` are former answers, mostly to
    this question, that have to be given again. `was` are its former slugs, as those of a framework.
    """

    slug: Slug
    name: Line
    question: Line
    help: Text = ""
    why: Text = ""
    find_out: Text = ""
    selection: Literal["one", "many"]
    weight: Annotated[int, Field(ge=0, le=10)]
    core: bool
    means: bool = False
    ask_when: tuple[Choice, ...] = ()
    asked_when_required: AskedWhenRequired | None = None
    one_per_framework: OnePerFramework | None = None
    dropped: Annotated[tuple[DroppedAnswer, ...], Field(exclude_if=not_)] = ()
    was: tuple[Slug, ...] = left_out_where(())
    options: tuple[Option, ...] = ()

    @cached_property
    def option_of(self) -> dict[str, Option]:
        """Option slug -> option."""
        return {option.slug: option for option in self.options}

    @property
    def names_frameworks(self) -> bool:
        """Whether it asks which frameworks somebody has asked for."""
        return bool(self.one_per_framework and self.one_per_framework.requires)


class Method(Frozen):
    """The version of the rules, their thresholds in points of score, and how degrees and weights were set.

    `add_at` is the number of reasons that an add-on needs.
    """

    version: Literal[1, 2] = 1
    recommend_at: Annotated[int, Field(ge=1, le=100)]
    lead: Annotated[int, Field(ge=1, le=200)]
    add_at: Annotated[int, Field(ge=1, le=20)] = 2
    rationale: Text = ""
