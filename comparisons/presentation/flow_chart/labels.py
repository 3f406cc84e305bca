"""What the flow map says, once for the picture and the table."""

from __future__ import annotations

from collections.abc import Iterable

from comparisons.engine.catalogue import Framework
from comparisons.engine.wizard_flow import FlowOption, FlowQuestion, FrameworkEffect
from comparisons.presentation.wording import counted, months_in_words, signed

BY = {
    "law": "required by law",
    "procurement": "required by a procurement rule",
    "contract": "required by contract",
    "customer": "named by a customer",
}


def title_of(question: FlowQuestion) -> str:
    return f"{question.position}. {question.criterion.question}" if question.position else question.criterion.question


def facts_of(question: FlowQuestion) -> tuple[str, ...]:
    """What is wrong with a question, how it is asked, and what it counts for."""
    return (*_faults(question), *_asking(question), *_counting(question))


def remarks_of(flow_option: FlowOption) -> tuple[str, ...]:
    """What an option does besides speaking of frameworks."""
    return tuple(_remarks(flow_option))


def effect_in_words(effect: FrameworkEffect) -> str:
    """As it stands in the table, and is read out of the picture."""
    text = f"{effect.framework.short_name} {signed(effect.support.degree)}"
    return f"{text}, {BY[effect.support.requires]}" if effect.support.requires else text


def _faults(question: FlowQuestion) -> Iterable[str]:
    if question.position is None:
        yield "never asked: no answers lead to it"
    if question.is_circular:
        yield "its “ask when” leads back to itself"
    if not question.options:
        yield "has no option to choose"
    if question.is_dead:
        yield "decides nothing: every option says the same"


def _asking(question: FlowQuestion) -> Iterable[str]:
    yield "core" if question.criterion.core else "refining"
    yield "one answer" if question.criterion.selection == "one" else "any number of answers"
    if not question.after:
        yield "always asked"
    else:
        yield (
            "asked after one answer"
            if len(question.after) == 1
            else f"asked after any of {len(question.after)} answers"
        )


def _counting(question: FlowQuestion) -> Iterable[str]:
    yield f"weight {question.criterion.weight}"
    in_favour, against = counted(len(question.supported), "framework"), counted(len(question.opposed), "framework")
    yield f"is for {in_favour} and against {against}"
    if question.spread.points:
        yield f"moves {_listed(question.spread.frameworks)} most, by up to {counted(question.spread.points, 'point')}"
    if question.required:
        yield f"can require {_listed(question.required)}"


def _remarks(flow_option: FlowOption) -> Iterable[str]:
    if flow_option.option.exclusive:
        yield "cannot be combined with others"
    if flow_option.holds:
        yield f"means that the visitor has {flow_option.holds.short_name}"
    if flow_option.option.deadline_months:
        yield f"deadline: {months_in_words(flow_option.option.deadline_months, flow_option.option.deadline_months)}"


def _listed(frameworks: tuple[Framework, ...]) -> str:
    *others, last = (framework.short_name for framework in frameworks)
    return f"{', '.join(others)} and {last}" if others else last
