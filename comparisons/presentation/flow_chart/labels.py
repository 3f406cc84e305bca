"""What the flow map says, once for the picture and the table."""

from __future__ import annotations

from collections.abc import Iterable

from comparisons.engine.catalogue import Framework
from comparisons.engine.wizard_flow import Effect, Step, Way
from comparisons.presentation.wording import counted, months_in_words, signed

BY = {"law": "required by law", "contract": "required by contract", "procurement": "required by a procurement rule"}


def title_of(step: Step) -> str:
    return f"{step.place}. {step.criterion.question}" if step.place else step.criterion.question


def facts_of(step: Step) -> tuple[str, ...]:
    """What is wrong with a question, how it is asked, and what it counts for."""
    return (*_faults(step), *_asking(step), *_counting(step))


def remarks_of(way: Way) -> tuple[str, ...]:
    """What an option does besides speaking of frameworks."""
    return tuple(_remarks(way))


def effect_in_words(effect: Effect) -> str:
    """As it stands in the table, and is read out of the picture."""
    said = f"{effect.framework.short_name} {signed(effect.support.degree)}"
    return f"{said}, {BY[effect.support.requires]}" if effect.support.requires else said


def _faults(step: Step) -> Iterable[str]:
    if step.place is None:
        yield "never asked: no answers lead to it"
    if step.circular:
        yield "its “ask when” leads back to itself"
    if not step.ways:
        yield "has no option to choose"
    if step.dead:
        yield "decides nothing: every option says the same"


def _asking(step: Step) -> Iterable[str]:
    yield "core" if step.criterion.core else "refining"
    yield "one answer" if step.criterion.selection == "one" else "any number of answers"
    if not step.after:
        yield "always asked"
    else:
        yield "asked after one answer" if len(step.after) == 1 else f"asked after any of {len(step.after)} answers"


def _counting(step: Step) -> Iterable[str]:
    yield f"weight {step.criterion.weight}"
    in_favour, against = (counted(len(each), "framework") for each in (step.speaks_for, step.speaks_against))
    yield f"speaks for {in_favour} and against {against}"
    if step.reach.points:
        yield f"moves {_listed(step.reach.frameworks)} most, by up to {counted(step.reach.points, 'point')}"
    if step.requires:
        yield f"can require {_listed(step.requires)}"


def _remarks(way: Way) -> Iterable[str]:
    if way.option.exclusive:
        yield "stands alone"
    if way.holds:
        yield f"says that {way.holds.short_name} is held"
    if way.option.deadline_months:
        yield f"deadline: {months_in_words(way.option.deadline_months, way.option.deadline_months)}"


def _listed(frameworks: tuple[Framework, ...]) -> str:
    *others, last = (framework.short_name for framework in frameworks)
    return f"{', '.join(others)} and {last}" if others else last
