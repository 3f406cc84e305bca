"""The wizard as a flow: its questions in the order in which they are asked, what leads to each, and what it moves.

A flow can be drawn of any catalogue, of one that could not be published too: a question that no answers lead to has
no place in the order and stands after the others, and a reference to what is not there is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from comparisons.engine.catalogue import Catalogue, Choice, Criterion, Framework, Option, Support
from comparisons.engine.checks.warnings import is_dead


@dataclass(frozen=True)
class Effect:
    """What one option says of one framework."""

    framework: Framework
    support: Support


@dataclass(frozen=True)
class Way:
    """One option, with the framework that it says is held, and the criteria whose questions it opens."""

    option: Option
    holds: Framework | None
    opens: tuple[Criterion, ...]
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Reach:
    """The farthest that the answers to one question are apart, in points, and the frameworks of which that is so."""

    points: int
    frameworks: tuple[Framework, ...]


@dataclass(frozen=True)
class Step:
    """One question. `place` counts from 1, and is missing where no answers lead to it.

    `after` are the choices that lead to it, none for a question that is always asked. `circular` is whether it waits,
    perhaps by way of others, for itself; `dead` whether every option says the same.
    """

    criterion: Criterion
    place: int | None
    after: tuple[Choice, ...]
    circular: bool
    dead: bool
    ways: tuple[Way, ...]
    reach: Reach

    @property
    def speaks_for(self) -> tuple[Framework, ...]:
        return self._frameworks(lambda support: support.degree > 0)

    @property
    def speaks_against(self) -> tuple[Framework, ...]:
        return self._frameworks(lambda support: support.degree < 0)

    @property
    def requires(self) -> tuple[Framework, ...]:
        return self._frameworks(lambda support: support.requires is not None)

    def _frameworks(self, wanted: Callable[[Support], bool]) -> tuple[Framework, ...]:
        effects = (effect for way in self.ways for effect in way.effects if wanted(effect.support))
        return tuple({effect.framework.slug: effect.framework for effect in effects}.values())


@dataclass(frozen=True)
class Branch:
    """An option that leads to a question. There is one for each choice in an `ask_when` that the catalogue knows."""

    choice: Choice
    opens: Criterion


@dataclass(frozen=True)
class Flow:
    frameworks: tuple[Framework, ...]
    steps: tuple[Step, ...]
    branches: tuple[Branch, ...]


def flow(catalogue: Catalogue) -> Flow:
    reached, circular = _reached(catalogue), _circular(catalogue)
    asked = sorted((c for c in catalogue.criteria if c.slug in reached), key=lambda c: not c.core)
    never = (c for c in catalogue.criteria if c.slug not in reached)
    places: list[int | None] = [*range(1, len(asked) + 1)]
    places += [None] * (len(catalogue.criteria) - len(asked))
    branches = tuple(_branches(catalogue))
    steps = tuple(
        Step(
            criterion=criterion,
            place=place,
            after=criterion.ask_when,
            circular=criterion.slug in circular,
            dead=is_dead(criterion),
            ways=tuple(_way(catalogue, branches, criterion, option) for option in criterion.options),
            reach=_reach(catalogue, criterion),
        )
        for criterion, place in zip((*asked, *never), places, strict=True)
    )
    return Flow(catalogue.frameworks, steps, branches)


def _way(catalogue: Catalogue, branches: tuple[Branch, ...], criterion: Criterion, option: Option) -> Way:
    here = Choice(criterion=criterion.slug, option=option.slug)
    return Way(
        option=option,
        holds=catalogue.framework_of.get(option.holds or ""),
        opens=tuple(branch.opens for branch in branches if branch.choice == here),
        effects=tuple(
            Effect(framework, option.support_for[slug])
            for slug, framework in catalogue.framework_of.items()
            if slug in option.support_for
        ),
    )


def _branches(catalogue: Catalogue) -> Iterator[Branch]:
    for criterion in catalogue.criteria:
        for choice in dict.fromkeys(criterion.ask_when):
            before = catalogue.criterion_of.get(choice.criterion)
            if before and choice.option in before.option_of:
                yield Branch(choice, criterion)


def _reached(catalogue: Catalogue) -> set[str]:
    """The criteria that some answers lead to. A way there passes no question twice, so one answer to each is enough."""
    reached = {criterion.slug for criterion in catalogue.criteria if not criterion.ask_when}
    branches = tuple(_branches(catalogue))
    while found := {b.opens.slug for b in branches if b.choice.criterion in reached} - reached:
        reached |= found
    return reached


def _circular(catalogue: Catalogue) -> set[str]:
    before = {c.slug: {choice.criterion for choice in c.ask_when} for c in catalogue.criteria}
    return {slug for slug in before if slug in _all_before(before, slug)}


def _all_before(before: dict[str, set[str]], slug: str) -> set[str]:
    found: set[str] = set()
    waiting = set(before[slug])
    while waiting:
        found |= waiting
        waiting = {each for one in waiting for each in before.get(one, ())} - found
    return found


def _reach(catalogue: Catalogue, criterion: Criterion) -> Reach:
    """Silence and "not sure" are 0, so no answer reaches farther than the strongest support and objection do."""
    points = {}
    for slug in catalogue.framework_of:
        degrees = [option.support_for[slug].degree for option in criterion.options if slug in option.support_for]
        points[slug] = criterion.weight * (max([0, *degrees]) - min([0, *degrees]))
    most = max(points.values(), default=0)
    farthest = tuple(framework for slug, framework in catalogue.framework_of.items() if most and points[slug] == most)
    return Reach(most, farthest)
