"""The costs that are shown beside a framework of the plan."""

import pytest

from comparisons.engine.catalogue import Cost
from comparisons.engine.plan import FrameworkSchedule, schedule_alone
from tests.engine.catalogues import DAY, framework


def cost(label, low, high, **fields):
    return Cost(label=label, currency="USD", low=low, high=high, basis="A vendor.", as_of=DAY, **fields)


@pytest.mark.parametrize(
    ("costs", "shown"),
    [
        ([], []),
        ([cost("text", 0, 0)], ["text"]),
        ([cost("text", 0, 0), cost("assessment", 15_000, 75_000)], ["text", "assessment"]),
        (
            [cost("e1", 35, 50, level="e1"), cost("i1", 70, 120, level="i1"), cost("r2", 100, 500, level="r2")],
            ["e1", "r2"],
        ),
        ([cost("all", 1, 9), cost("part", 2, 5)], ["all"]),
    ],
)
def test_without_sizes_the_least_and_the_most_that_is_published_are_shown(costs, shown):
    made = framework("a").model_copy(update={"costs": tuple(costs)})

    assert [entry.label for entry in schedule_alone(made).published_costs] == shown


def test_published_costs_are_one_for_each_size_the_whole_first_year_before_others():
    costs = tuple(
        Cost(
            label=label,
            currency="USD",
            low=1,
            high=2,
            basis="A vendor.",
            as_of=DAY,
            size=size,
            first_year=label == "total",
            level=level,
        )
        for label, size, level in (
            ("fee", "small", None),
            ("of a level", "small", "high"),
            ("total", "small", None),
            ("large", "large", None),
        )
    )
    priced = framework("a").model_copy(update={"costs": costs})
    unsized = framework("a").model_copy(update={"costs": (costs[0].model_copy(update={"size": None}),) * 2})

    assert [cost.label for cost in FrameworkSchedule(priced, False, (), (), None).published_costs] == ["total", "large"]
    assert [cost.label for cost in FrameworkSchedule(unsized, False, (), (), None).published_costs] == ["fee"]
    assert FrameworkSchedule(framework("a"), False, (), (), None).published_costs == ()
