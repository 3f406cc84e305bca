"""The wizard as a flow chart: its questions in order, what opens each of them, and how far each can move a score.

It works for any catalogue, also for a draft with errors. A question that no answers lead to has no position and comes
last. A reference to something that does not exist is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from comparisons.engine.catalogue import Catalogue, Choice, Criterion, Framework, Option, Support
from comparisons.engine.checks.warnings import is_dead


@dataclass(frozen=True)
class FrameworkEffect:
    """The support that one option gives to one framework."""

    framework: Framework
    support: Support


@dataclass(frozen=True)
class FlowOption:
    """One option, the framework that visitors who choose it already hold, and the questions that it opens."""

    option: Option
    holds: Framework | None
    opens: tuple[Criterion, ...]
    effects: tuple[FrameworkEffect, ...]


@dataclass(frozen=True)
class PointSpread:
    """The largest distance in points between two answers to one question, and the frameworks with that distance."""

    points: int
    frameworks: tuple[Framework, ...]


@dataclass(frozen=True)
class FlowQuestion:
    """One question. `position` counts from 1; it is None where no answers lead to the question.

    `after` are the choices that open the question, empty for one that is always asked. A question is circular if its
    `ask_when` leads back to itself, directly or through other questions. It is dead if all its options have the same
    effects.
    """

    criterion: Criterion
    position: int | None
    after: tuple[Choice, ...]
    is_circular: bool
    is_dead: bool
    options: tuple[FlowOption, ...]
    spread: PointSpread

    @property
    def supported(self) -> tuple[Framework, ...]:
        """The frameworks that some option supports, each once."""
        return self._frameworks(lambda support: support.degree > 0)

    @property
    def opposed(self) -> tuple[Framework, ...]:
        """The frameworks that some option objects to, each once."""
        return self._frameworks(lambda support: support.degree < 0)

    @property
    def required(self) -> tuple[Framework, ...]:
        """The frameworks that some option requires, each once."""
        return self._frameworks(lambda support: support.requires is not None)

    def _frameworks(self, is_wanted: Callable[[Support], bool]) -> tuple[Framework, ...]:
        effects = (effect for option in self.options for effect in option.effects if is_wanted(effect.support))
        return tuple({effect.framework.slug: effect.framework for effect in effects}.values())


@dataclass(frozen=True)
class Branch:
    """An option that opens a question: one for each choice in an `ask_when` that exists in the catalogue."""

    choice: Choice
    opens: Criterion


@dataclass(frozen=True)
class Flow:
    """Questions in the order in which they are asked, core questions first."""

    frameworks: tuple[Framework, ...]
    questions: tuple[FlowQuestion, ...]
    branches: tuple[Branch, ...]


def flow(catalogue: Catalogue) -> Flow:
    """The flow of any catalogue, also of one with errors. Raises nothing."""
    reachable, circular = _reachable(catalogue), _circular(catalogue)
    in_order = sorted((c for c in catalogue.criteria if c.slug in reachable), key=lambda c: not c.core)
    unreachable = [c for c in catalogue.criteria if c.slug not in reachable]
    positions: list[int | None] = [*range(1, len(in_order) + 1), *[None] * len(unreachable)]
    branches = tuple(_branches(catalogue))
    questions = tuple(
        FlowQuestion(
            criterion=criterion,
            position=position,
            after=criterion.ask_when,
            is_circular=criterion.slug in circular,
            is_dead=is_dead(criterion),
            options=tuple(_flow_option(catalogue, branches, criterion, option) for option in criterion.options),
            spread=_spread(catalogue, criterion),
        )
        for criterion, position in zip((*in_order, *unreachable), positions, strict=True)
    )
    return Flow(catalogue.frameworks, questions, branches)


def _flow_option(
    catalogue: Catalogue, branches: tuple[Branch, ...], criterion: Criterion, option: Option
) -> FlowOption:
    choice = Choice(criterion=criterion.slug, option=option.slug)
    return FlowOption(
        option=option,
        holds=catalogue.framework_of.get(option.holds or ""),
        opens=tuple(branch.opens for branch in branches if branch.choice == choice),
        effects=tuple(
            FrameworkEffect(framework, option.support_for[slug])
            for slug, framework in catalogue.framework_of.items()
            if slug in option.support_for
        ),
    )


def _branches(catalogue: Catalogue) -> Iterator[Branch]:
    for criterion in catalogue.criteria:
        for choice in dict.fromkeys(criterion.ask_when):
            opener = catalogue.criterion_of.get(choice.criterion)
            if opener and choice.option in opener.option_of:
                yield Branch(choice, criterion)


def _reachable(catalogue: Catalogue) -> set[str]:
    """The criteria that some answers lead to. A path passes each question once, so one answer to each is enough."""
    reachable = {criterion.slug for criterion in catalogue.criteria if not criterion.ask_when}
    branches = tuple(_branches(catalogue))
    while added := {b.opens.slug for b in branches if b.choice.criterion in reachable} - reachable:
        reachable |= added
    return reachable


def _circular(catalogue: Catalogue) -> set[str]:
    openers = {c.slug: {choice.criterion for choice in c.ask_when} for c in catalogue.criteria}
    return {slug for slug in openers if slug in _ancestors(openers, slug)}


def _ancestors(openers: dict[str, set[str]], slug: str) -> set[str]:
    """The criteria that lead to this one, directly or through others."""
    ancestors: set[str] = set()
    added = set(openers[slug])
    while added:
        ancestors |= added
        added = {opener for child in added for opener in openers.get(child, ())} - ancestors
    return ancestors


def _spread(catalogue: Catalogue, criterion: Criterion) -> PointSpread:
    """An unmentioned framework and "not sure" count 0, so the strongest support and objection are the extremes."""
    points = {}
    for slug in catalogue.framework_of:
        degrees = [option.support_for[slug].degree for option in criterion.options if slug in option.support_for]
        points[slug] = criterion.weight * (max([0, *degrees]) - min([0, *degrees]))
    most = max(points.values(), default=0)
    moved = tuple(framework for slug, framework in catalogue.framework_of.items() if most and points[slug] == most)
    return PointSpread(most, moved)
