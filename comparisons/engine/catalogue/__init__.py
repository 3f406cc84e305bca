"""The catalogue: everything that the site shows and the engine works with, as frozen values.

The order of tuples matters: it is the order that an editor chose. The types do not check whether the parts fit
together: `checks.find_problems` does. A published release is one `Catalogue` as JSON and must stay readable for ever,
so a field that is added later needs a default.
"""

from __future__ import annotations

from functools import cached_property

from comparisons.engine.catalogue.checksums import checksum
from comparisons.engine.catalogue.criteria import (
    AskedWhenRequired,
    Criterion,
    Method,
    OnePerFramework,
    Option,
    Support,
)
from comparisons.engine.catalogue.former_answers import DroppedAnswer, FormerAnswer
from comparisons.engine.catalogue.frameworks import Aspect, Framework, Group, Outcome, Source
from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.catalogue.guides import (
    Consideration,
    Crosswalk,
    Guide,
    KeyDifference,
    NotCarriedOver,
    Pair,
    Series,
)
from comparisons.engine.catalogue.levels import Event, EventKind, Level, Status
from comparisons.engine.catalogue.roles import RANKED, Basis, Choice, Role
from comparisons.engine.catalogue.successors import AnswerPair, Successors, successors_by_pair
from comparisons.engine.catalogue.values import Confidence, Cost, Resource, Stage, Value

FrameworkSlugs = tuple[str, ...]
"""Slugs of frameworks in a meaningful order, as that of the columns in a comparison."""

__all__ = [
    "RANKED",
    "AnswerPair",
    "AskedWhenRequired",
    "Aspect",
    "Basis",
    "Catalogue",
    "Choice",
    "Confidence",
    "Consideration",
    "Cost",
    "Criterion",
    "Crosswalk",
    "DroppedAnswer",
    "Event",
    "EventKind",
    "FormerAnswer",
    "Framework",
    "FrameworkSlugs",
    "Group",
    "Guide",
    "KeyDifference",
    "Level",
    "Method",
    "NotCarriedOver",
    "OnePerFramework",
    "Option",
    "Outcome",
    "Pair",
    "Resource",
    "Role",
    "Series",
    "Source",
    "Stage",
    "Status",
    "Successors",
    "Support",
    "Value",
    "checksum",
]


class Catalogue(Frozen):
    """The whole content of a release."""

    method: Method
    sources: tuple[Source, ...] = ()
    groups: tuple[Group, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    guides: tuple[Guide, ...] = ()
    crosswalks: tuple[Crosswalk, ...] = ()

    @cached_property
    def source_of(self) -> dict[str, Source]:
        return {source.slug: source for source in self.sources}

    @cached_property
    def primary_sources(self) -> tuple[Source, ...]:
        """The sources that are the issuer, the regulator or the lawmaker itself."""
        return tuple(source for source in self.sources if source.kind == "primary")

    @cached_property
    def aspect_of(self) -> dict[str, Aspect]:
        return {aspect.slug: aspect for aspect in self.aspects}

    @cached_property
    def framework_of(self) -> dict[str, Framework]:
        return {framework.slug: framework for framework in self.frameworks}

    @cached_property
    def core_criteria(self) -> tuple[Criterion, ...]:
        """The criteria whose questions come first and are asked of every visitor."""
        return tuple(criterion for criterion in self.criteria if criterion.core and not criterion.ask_when)

    @cached_property
    def criterion_of(self) -> dict[str, Criterion]:
        return {criterion.slug: criterion for criterion in self.criteria}

    @cached_property
    def former_framework_slugs(self) -> dict[str, str]:
        """Former slug of a framework -> its slug."""
        return {former: framework.slug for framework in self.frameworks for former in framework.was}

    @cached_property
    def former_criterion_slugs(self) -> dict[str, str]:
        """Former slug of a criterion -> its slug."""
        return {former: criterion.slug for criterion in self.criteria for former in criterion.was}

    @cached_property
    def successors_of(self) -> dict[AnswerPair, Successors]:
        """(criterion slug, option slug) of each former answer -> what it means today, in the order of the catalogue."""
        return successors_by_pair(self.criteria)
