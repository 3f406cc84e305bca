"""The rules for degrees of time and money, worked out by hand, and what ISO/IEC 27001 and SOC 2 have to share."""

import datetime

import pytest

from comparisons.engine.catalogue import Cost, Stage
from comparisons.engine.checks import find_problems
from comparisons.engine.checks.degrees import degrees_for_money, degrees_for_time
from tests.engine.catalogues import DAY, catalogue, criterion, framework, option

ALIKE = [
    *("size/micro", "size/small", "size/medium", "size/large", "budget/low", "budget/medium", "budget/high"),
    *("evidence/both-kinds", "evidence/either", "evidence/questionnaires", "approach/prescriptive-checklist"),
    *("goal/several-stakeholders", "goal/fewer-questionnaires", "goal/basics", "industry/professional-services"),
    *("scope/several-services", "timeline/no-deadline"),
]
"""Answers that speak for or against both in the same way: neither the form of proof nor a place is in them."""


def stage(kind, least, most):
    return Stage(
        slug=f"{kind}-{least}",
        name="A stage",
        kind=kind,
        months_min=least,
        months_max=most,
        result="It ends.",
        confidence="verified",
    )


def cost(low, high, currency="USD"):
    return Cost(label="In all", currency=currency, low=low, high=high, basis="Published.", as_of=DAY)


def with_fields(**fields):
    return framework("a").model_copy(update=fields)


@pytest.mark.parametrize(
    ("months", "deadline", "degrees"),
    [
        ((2, 6), 6, (1,)),
        ((2, 7), 6, (0,)),
        ((6, 7), 6, (0,)),
        ((7, 7), 6, (-1,)),
        ((11, 20), 6, (-1,)),
        ((12, 20), 6, (-2,)),
    ],
)
def test_degree_for_time_follows_the_stages_up_to_the_first_proof(months, deadline, degrees):
    least, most = months
    stages = (stage("work", 1, 1), stage("proof", least - 1, most - 1), stage("proof", 30, 30))

    assert degrees_for_time(with_fields(stages=stages), deadline) == degrees


def test_degree_for_time_keeps_to_the_published_total():
    total = {"total_min": 3, "total_max": 12}
    stages = (stage("work", 3, 12), stage("proof", 1, 2))

    assert degrees_for_time(with_fields(stages=stages), 12) == (0,)
    assert degrees_for_time(with_fields(stages=(stages[0], stages[1].model_copy(update=total))), 12) == (1,)


def test_framework_without_proof_or_price_has_no_degree_to_follow():
    assert degrees_for_time(with_fields(stages=(stage("work", 1, 2),)), 6) == ()
    assert degrees_for_money(with_fields(costs=()), 20_000, is_least=True) == ()


@pytest.mark.parametrize(
    ("costs", "is_least", "degrees"),
    [
        ([cost(1_000, 5_000)], True, (2,)),
        ([cost(1_000, 5_000)], False, (1,)),
        ([cost(1_000, 5_001)], True, (1,)),
        ([cost(1_000, 20_001)], True, (0,)),
        ([cost(20_001, 30_000)], True, (-1,)),
        ([cost(40_001, 50_000)], True, (-2,)),
        ([cost(30_000, 50_000), cost(2_000, 3_000)], True, (2,)),
        ([cost(10_000, 16_000, "GBP")], True, (0,)),
    ],
)
def test_degree_for_money_follows_the_cheapest_published_way(costs, is_least, degrees):
    assert degrees_for_money(with_fields(costs=tuple(costs)), 20_000, is_least=is_least) == degrees


def test_first_step_may_be_neutral_where_there_is_more_to_spend():
    start = with_fields(costs=(cost(0, 100),), role="start")

    assert degrees_for_money(start, 60_000, is_least=False) == (0, 1)


def test_degree_that_differs_is_a_warning_and_one_that_fits_is_none():
    stages = (stage("proof", 2, 4),)
    frameworks = [with_fields(slug=slug, short_name=slug.upper(), stages=stages) for slug in "ab"]
    soon = option("soon", {"a": 1, "b": -1}).model_copy(update={"deadline_months": 6})
    made = catalogue(frameworks, [criterion("when", [soon, option("later", {"a": 1})])])

    messages = [problem.message for problem in find_problems(made, DAY) if "stages" in problem.message]

    assert messages == ["“soon”: B has -1; by its own stages it would have +1."]


def test_degrees_of_the_shipped_content_follow_its_stages_and_costs(shipped):
    problems = find_problems(shipped, datetime.date.min)

    assert [problem.message for problem in problems if "by its own" in problem.message] == []
    assert any(option.spending_limit for criterion in shipped.criteria for option in criterion.options)


@pytest.mark.parametrize("answer", ALIKE)
def test_what_helps_iso_27001_and_soc_2_alike_has_the_same_degree(shipped, answer):
    slug, chosen = answer.split("/")
    support = shipped.criterion_of[slug].option_of[chosen].support_for

    degrees = {support[name].degree if name in support else 0 for name in ("iso-27001", "soc-2")}

    assert len(degrees) == 1
