"""Levels, and what they cost, in words."""

from __future__ import annotations

from comparisons.engine.catalogue import Cost, Framework, Level
from comparisons.engine.plan import FrameworkSchedule, Plan
from comparisons.engine.recommendation import Obligation
from comparisons.presentation.wording.results import months_in_words
from comparisons.presentation.wording.statements import Statement, statement

SIZES = {"small": "small organisation", "large": "large organisation"}


def with_level(framework: Framework, level: Level | None) -> str:
    """As in “CMMC, Level 2”; the name alone without a level."""
    return f"{framework.short_name}, {level.name}" if level else framework.short_name


def required_name(obligation: Obligation) -> str:
    return with_level(obligation.framework, obligation.level)


def planned_name(schedule: FrameworkSchedule) -> str:
    return with_level(schedule.framework, schedule.level)


def level_months_in_words(level: Level) -> str:
    """How long it takes from the start, empty where no source says so."""
    if level.months_min is None or level.months_max is None:
        return ""
    return months_in_words(level.months_min, level.months_max)


def costs_of_level(framework: Framework, level: Level) -> tuple[Cost, ...]:
    return tuple(cost for cost in framework.costs if cost.level == level.slug)


def amount_in_words(cost: Cost) -> str:
    """As in “USD 6,000” or “USD 5,000 to 25,000”."""
    return f"{cost.currency} {cost.low:,}" + (f" to {cost.high:,}" if cost.high != cost.low else "")


def includes_in_words(cost: Cost) -> str:
    """For whom a figure is, and what is in it; empty where that is not known."""
    facts = [
        SIZES[cost.size].capitalize() if cost.size else "",
        "all of the first year" if cost.first_year else "",
    ]
    known = ", ".join(fact for fact in facts if fact)
    return " ".join(part for part in (known and f"{known[0].upper()}{known[1:]}.", cost.includes) if part)


def first_year_in_words(plan: Plan) -> tuple[Statement, ...]:
    """What the first year costs for each framework of the plan, where its content says so."""
    return tuple(_first_year(schedule, cost) for schedule in plan.schedules for cost in schedule.first_year_costs)


def _first_year(schedule: FrameworkSchedule, cost: Cost) -> Statement:
    size = SIZES[cost.size] if cost.size else ""
    included = f" {cost.includes}" if cost.includes else ""
    label = f"First year, {size}, {planned_name(schedule)}:"
    return statement(f"{amount_in_words(cost)}.{included} {cost.basis}", label=label)
