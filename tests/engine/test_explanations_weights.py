"""Weight ranges and leaving out: each against the whole method at other weights."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine import leave_one_out, read, recommend, weight_ranges
from tests.engine.catalogues import catalogue, criterion, framework, option
from tests.engine.decisive import decisive_cases

BARELY = Fraction(1, 10**12)
"""Less than any two weights differ at which a comparison of these small catalogues comes out even."""


def result(recommendation):
    return recommendation.verdict, {framework.slug for framework in recommendation.recommended}


def result_at(catalogue, answers, slug, weight):
    """The result where this criterion counts with that weight, a fraction, priority included."""
    own = weight / 2 if slug in answers.priorities else weight
    criteria = tuple(c.model_copy(update={"weight": own}) if c.slug == slug else c for c in catalogue.criteria)
    return result(recommend(catalogue.model_copy(update={"criteria": criteria}), answers).result)


@given(decisive_cases)
def test_weight_ranges_are_told_for_each_answer_but_not_sure(case):
    catalogue, answers = case

    ranges = weight_ranges(catalogue, answers)

    assert [told.criterion.slug for told in ranges] == [slug for slug in answers if answers[slug] != ("not-sure",)]
    for told in ranges:
        assert told.weight == told.criterion.weight * (2 if told.criterion.slug in answers.priorities else 1)
        assert told.weight in told


@given(decisive_cases, st.fractions(0, 1), st.fractions(0, 100))
def test_result_stays_inside_a_weight_range(case, share, beyond):
    catalogue, answers = case
    now = result(recommend(catalogue, answers).result)

    for told in weight_ranges(catalogue, answers):
        high = told.low + beyond + 1 if told.high is None else told.high
        for weight in (told.low, told.low + share * (high - told.low), told.low + BARELY, high - BARELY, high):
            if weight in told:
                assert result_at(catalogue, answers, told.criterion.slug, weight) == now


@given(decisive_cases)
def test_result_changes_just_outside_a_weight_range(case):
    catalogue, answers = case
    now = result(recommend(catalogue, answers).result)

    for told in weight_ranges(catalogue, answers):
        below = told.low - BARELY if told.low_included else told.low
        above = (told.high or 0) + BARELY if told.high_included else told.high
        if below > 0:
            assert result_at(catalogue, answers, told.criterion.slug, below) != now
        if above is not None:
            assert result_at(catalogue, answers, told.criterion.slug, above) != now


@given(decisive_cases)
def test_what_is_left_out_is_told_with_the_result_without_it(case):
    catalogue, answers = case
    now = result(recommend(catalogue, answers).result)

    told = leave_one_out(catalogue, answers)

    assert [each.criterion.slug for each in told] == [slug for slug in answers if answers[slug] != ("not-sure",)]
    for each in told:
        without = read(catalogue, answers.without(each.criterion.slug).pairs()).answers
        assert each.answers == without
        assert result(each.result) == result(recommend(catalogue, without).result)
        assert each.keeps_result is (result(each.result) == now)


def ranges_of(first, second, *priorities, **method):
    """The ranges where two criteria of weight 2 and 4 are answered with these degrees."""
    criteria = [
        criterion("v", [option("x", first)], weight=2),
        criterion("w", [option("x", second)], weight=4),
    ]
    made = catalogue([framework("a"), framework("b")], criteria, **method)
    pairs = [("v", "x"), ("w", "x"), *(("priority", slug) for slug in priorities)]
    return [
        (told.weight, told.low, told.low_included, told.high, told.high_included)
        for told in weight_ranges(made, read(made, pairs).answers)
    ]


@pytest.mark.parametrize(
    ("first", "second", "priorities", "method", "expected"),
    [
        (
            {"a": 2},
            {"b": 2},
            (),
            {"recommend_at": 15, "lead": 20},
            [(2, 0, False, Fraction(8, 3), True), (4, 3, True, None, False)],
        ),
        (
            {"a": 2},
            {"b": 2},
            ("v",),
            {"recommend_at": 15, "lead": 20},
            [(4, Fraction(8, 3), False, 6, False), (4, Fraction(8, 3), False, 6, False)],
        ),
        ({"a": 2}, {"a": 1}, (), {}, [(2, 0, False, None, False), (4, 0, False, None, False)]),
    ],
    ids=["one against the other", "priority makes them equal", "both say the same"],
)
def test_weight_range_tells_its_ends(first, second, priorities, method, expected):
    assert ranges_of(first, second, *priorities, **method) == expected
