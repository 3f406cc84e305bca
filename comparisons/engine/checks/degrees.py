"""Warnings where a degree for time or money differs from what the framework's own stages and costs say.

The rules stand on the page “Method”. They hold for first steps and general proofs, and for schemes that have degrees in
the question. Frameworks without a stage of proof have none for time, those without a published price none for money.
"""

from __future__ import annotations

from collections.abc import Iterator

from comparisons.engine.catalogue import Catalogue, Cost, Criterion, Framework, Option
from comparisons.engine.checks.findings import Finding
from comparisons.engine.plan.stage_dates import TODAY, planned_stages

US_DOLLARS = {"USD": 1.0, "EUR": 1.10, "GBP": 1.30, "AUD": 0.65}
"""What a unit of a currency is worth, roughly: 15 per cent more or less changes no degree of the shipped content."""


def degree_warnings(catalogue: Catalogue) -> Iterator[Finding]:
    for criterion in catalogue.criteria:
        limits = [option.spending_limit for option in criterion.options if option.spending_limit]
        for option in criterion.options:
            for framework in catalogue.frameworks:
                if option.deadline_months:
                    accepted = degrees_for_time(framework, option.deadline_months)
                elif option.spending_limit:
                    is_least = option.spending_limit == min(limits)
                    accepted = degrees_for_money(framework, option.spending_limit, is_least=is_least)
                else:
                    accepted = ()
                if accepted and _is_scored(criterion, framework):
                    yield from _difference(criterion, option, framework, accepted)


def degrees_for_time(framework: Framework, deadline: int) -> tuple[int, ...]:
    """The degrees that fit a deadline in months: how long it takes to the end of the first stage of proof."""
    planned = planned_stages((stage for stage in framework.stages if stage.kind != "upkeep"), TODAY)
    proof = next((p.span for p in planned if p.stage.kind == "proof"), None)
    if proof is None:
        return ()
    least, most = proof.end_min, proof.end_max
    if most <= deadline:
        return (1,)
    if least <= deadline:
        return (0,)
    return (-1,) if least < 2 * deadline else (-2,)


def degrees_for_money(framework: Framework, limit: int, *, is_least: bool) -> tuple[int, ...]:
    """The degrees that fit a limit in US dollars: what the cheapest published way costs.

    `is_least` says that no other option has a lower limit. With more to spend, a first step may be neutral as well.
    """
    prices = [(in_dollars(cost, cost.high), in_dollars(cost, cost.low)) for cost in framework.costs]
    if not prices:
        return ()
    high, low = min(prices)
    if high <= limit / 4 and is_least:
        return (2,)
    if high <= limit:
        return (0, 1) if framework.role == "start" else (1,)
    if low <= limit:
        return (0,)
    return (-1,) if low <= 2 * limit else (-2,)


def in_dollars(cost: Cost, amount: int) -> float:
    return amount * US_DOLLARS.get(cost.currency, 1.0)


def _is_scored(criterion: Criterion, framework: Framework) -> bool:
    has_degree = any(
        option.support_for[framework.slug].degree
        for option in criterion.options
        if framework.slug in option.support_for
    )
    return framework.role in {"base", "start"} or (framework.role == "scheme" and has_degree)


def _difference(
    criterion: Criterion, option: Option, framework: Framework, accepted: tuple[int, ...]
) -> Iterator[Finding]:
    support = option.support_for.get(framework.slug)
    degree = support.degree if support else 0
    if degree not in accepted:
        of = "stages" if option.deadline_months else "costs"
        rule = " or ".join(f"{fitting:+d}" if fitting else "0" for fitting in accepted)
        yield (
            ("criterion", criterion.slug, "option", option.slug),
            f"“{option.label}”: {framework.short_name} has {degree:+d}; by its own {of} it would have {rule}.",
            "support",
        )
