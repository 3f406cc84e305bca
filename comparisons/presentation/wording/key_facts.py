"""The key facts of a framework to get: what it ends with, and after how long."""

from __future__ import annotations

from comparisons.engine.plan import FrameworkSchedule
from comparisons.presentation.wording.results import end_in_words, months_in_words, outcome_in_words


def result_to_get(schedule: FrameworkSchedule) -> str:
    """What the required level gives, else the kind of outcome."""
    if schedule.level:
        return schedule.level.result
    outcome = schedule.framework.outcome
    return "No certificate or report" if outcome == "none" else outcome_in_words(outcome)


def first_proof_in_words(schedule: FrameworkSchedule) -> str:
    """How long the first proof takes, counted from the start of this framework."""
    months = schedule.months_to_proof
    return months_in_words(*months) if months else "No proof to show"


def proof_name(schedule: FrameworkSchedule) -> str:
    """What the first proof is called, for a framework may have several; empty without a proof."""
    return schedule.proof.stage.name if schedule.proof else ""


def later_proof_in_words(schedule: FrameworkSchedule) -> str:
    """When the first proof comes if other frameworks are prepared before; empty where none are."""
    if schedule.proof is None:
        return ""
    if schedule.after_duties:
        before = "your duties and what comes before it in the plan" if schedule.waits else "your duties"
        return f"Alone. After {before}: {months_in_words(*schedule.after_duties)}."
    planned = schedule.proof.span.end_min, schedule.proof.span.end_max
    if schedule.months_to_proof == planned:
        return ""
    return f"Alone. After what comes before it in the plan: {months_in_words(*planned)}."


def schedule_in_words(schedule: FrameworkSchedule) -> str:
    """When a framework of the plan starts, and when its first proof ends, in months from today."""
    if not schedule.stages:
        return "No stages published."
    span = schedule.stages[0].span
    start = f"Start after {months_in_words(span.start_min, span.start_max)}" if span.start_max else "Start now"
    proof = f"first proof after {end_in_words(schedule.proof.span)}" if schedule.proof else "no proof to show"
    later = f"; after your duties, {months_in_words(*schedule.after_duties)}" if schedule.after_duties else ""
    return f"{start}, {proof}{later}."
