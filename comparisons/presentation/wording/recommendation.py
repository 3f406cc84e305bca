"""What the page of a recommendation and its files say in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from comparisons.engine import PRIORITY, UNKNOWN, Catalogue, Change, Influence, Recommendation
from comparisons.engine.carry_over import CarryOver
from comparisons.engine.catalogue import Basis, Stage
from comparisons.engine.decision_record import DecisionRecord
from comparisons.engine.plan import Plan
from comparisons.engine.recommendation import Obligation
from comparisons.presentation.wording import texts
from comparisons.presentation.wording.levels import required_name
from comparisons.presentation.wording.results import counted, fit_in_words, months_in_words, stage_months_in_words
from comparisons.presentation.wording.statements import (
    Statement,
    listed,
    names,
    obligations,
    statement,
)
from comparisons.presentation.wording.version_2 import needed_first

BASIS_IN_WORDS = {
    "law": "by law",
    "procurement": "by procurement rule",
    "contract": "by contract",
    "customer": "because a customer named it",
}


BASIS_HEADINGS: dict[Basis, str] = {
    "law": "By law",
    "contract": "By contract",
    "procurement": "By procurement rules",
    "customer": "Because a customer asks for it",
}


def basis_heading(basis: Basis) -> str:
    return BASIS_HEADINGS[basis]


def remaining_in_words(recommendation: Recommendation) -> Statement | None:
    """What is still to do where one of two frameworks that go together is in place; None elsewhere."""
    if not (recommendation.in_place and recommendation.recommended):
        return None
    in_place, remaining = recommendation.in_place[0].short_name, recommendation.recommended[0].short_name
    return statement(f"You have {in_place} already, so what remains is {remaining}.")


def required_in_words(recommendation: Recommendation) -> Statement | None:
    """The frameworks that the answers require, but for those in the headline; None where there are no others."""
    required = [framework for framework in recommendation.required if framework not in needed_first(recommendation)]
    if not required:
        return None
    begin = "You also need " if recommendation.recommended else "You need "
    named = listed(obligations(required, recommendation.required_level), "and")
    requires = f": your answers require {'it' if len(required) == 1 else 'them'}."
    in_place = [framework for framework in required if framework in recommendation.held]
    if not in_place:
        return statement(begin, named, requires)
    them = "it" if len(required) == 1 else "".join(piece.text for piece in listed(names(in_place), "and"))
    keep = "it" if len(in_place) == 1 else "them"
    return statement(begin, named, requires, f" You have {them} already: keep {keep} valid.")


def answer_count_in_words(record: DecisionRecord) -> str:
    """From how many of the questions that these answers lead to: “Not sure” is an answer too."""
    number = len(record.answered)
    so_far = "" if record.recommendation.final else " so far"
    return f"Recommendation{so_far}, from {number} of {number + len(record.open)} answers"


def open_questions_in_words(record: DecisionRecord) -> str:
    """As in “7 optional questions”; questions that are asked of everyone are not optional."""
    number = len(record.open)
    kind = "optional question" if record.recommendation.final else "question"
    return f"{counted(number, kind)}{'' if record.recommendation.final else ' still open'}"


def basis_in_words(obligation: Obligation) -> str:
    """What makes it an obligation."""
    return BASIS_IN_WORDS[obligation.basis]


def from_answer_in_words(obligation: Obligation) -> str:
    return f"From your answer “{obligation.option.label}”."


def obligation_in_words(obligation: Obligation) -> Statement:
    """What a page says with links and in several elements."""
    return statement(
        f"{obligation.support.reason} {from_answer_in_words(obligation)}",
        label=f"{required_name(obligation)}, {basis_in_words(obligation)}:",
    )


def dropped_in_words(slug: str, catalogue: Catalogue) -> str:
    """What of an address was left out: the slug of a criterion, or what stands for priorities and unknown keys."""
    if slug == PRIORITY:
        return "At most two answers can count double, and only answers to questions asked here."
    if slug == UNKNOWN:
        return "The link mentions a question we no longer ask."
    return (
        f"Your answer to “{catalogue.criterion_of[slug].name}”: your other answers no longer lead to this question, or "
        "the answer does not exist, or does not fit another one."
    )


def change_in_words(change: Change) -> str:
    """Another answer to one question: the option chosen, or of several the one that is added or taken away."""
    label = f"“{change.option.label}”"
    if change.criterion.selection != "many":
        return label
    return f"{'with' if change.option.slug in change.options else 'without'} {label}"


def changes_in_words(changes: Iterable[Change]) -> str:
    return " and ".join(map(change_in_words, changes))


def find_out_in_words(influence: Influence) -> Statement:
    """What to ask about a question answered with “Not sure”, and how much hangs on it."""
    criterion, weight = influence.criterion, "No single answer to it changes the result."
    if influence.changing:
        weight = f"{influence.changing} of {influence.options} answers change the result."
    return statement(f"{criterion.find_out or criterion.question} {weight}", label=f"{criterion.name}:")


def plan_order_in_words(plan: Plan) -> str:
    """In which order to start several frameworks, and what the months are."""
    if len(plan.schedules) < 2:
        return texts.PLAN_MONTHS
    order = [texts.PLAN_ORDER] if plan.in_one_row else _order_in_words(plan)
    return " ".join([*order, texts.PLAN_MONTHS])


def _order_in_words(plan: Plan) -> Iterator[str]:
    required = [schedule for schedule in plan.schedules if schedule.required]
    add_ons = [s for s in plan.schedules if s.framework.role == "add-on" and not s.required]
    recommended = [s for s in plan.schedules if s not in (*required, *add_ons)]
    if required:
        yield texts.PLAN_REQUIRED
    if plan.alternatives:
        yield texts.PLAN_ALTERNATIVES
    elif required and recommended:
        yield texts.PLAN_BESIDE
    if len(recommended) > 1 and not plan.alternatives:
        yield texts.PLAN_ROW
    if any(schedule.waits for schedule in add_ons):
        yield texts.PLAN_ADD_ONS


def deadline_in_words(plan: Plan) -> str:
    """When something has to be shown; empty where no answer says so."""
    if plan.deadline is None:
        return ""
    return f"You need something to show within {months_in_words(plan.deadline, plan.deadline)}."


def fits_in_words(plan: Plan) -> tuple[str, ...]:
    """Which frameworks can be shown within the deadline."""
    return tuple(fit_in_words(schedule, fit) for schedule, fit in plan.fits)


def upkeep_in_words(plan: Plan) -> tuple[Statement, ...]:
    """What recurs once each framework of the plan is in place."""
    return tuple(
        _upkeep(schedule.framework.short_name, stage) for schedule in plan.schedules for stage in schedule.upkeep
    )


def _upkeep(framework: str, stage: Stage) -> Statement:
    return statement(
        f"{stage.name}, every {stage_months_in_words(stage)}. {stage.result}", label=f"Afterwards, {framework}:"
    )


def pairs_in_words(carried: CarryOver) -> str:
    """How many places of two frameworks touch the same topic, and how many public mappings agree."""
    first, second = carried.held.short_name, carried.wanted.short_name
    touching = f"{carried.held_count} in {first} and {carried.wanted_count} in {second}"
    backed = ", ".join(
        f"{pairs} of the pairs are in {mappings} of {carried.crosswalk.backed_by_of} public mappings"
        for mappings, pairs in carried.backed
    )
    return f"{len(carried.pairs)} pairs of places touch the same topic: {touching}.{f' {backed}.' if backed else ''}"


def unit_in_words(carried: CarryOver) -> str:
    """What a pair joins, and which editions of the frameworks were compared."""
    return f"{carried.crosswalk.unit} Editions: {carried.crosswalk.editions}."


def limits_in_words(carried: CarryOver) -> str:
    """What a crosswalk cannot say, where it comes from, and its licence."""
    return f"{carried.crosswalk.limits} {carried.crosswalk.provenance} {carried.crosswalk.licence}"
