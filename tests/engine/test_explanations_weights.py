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
def test_weight_ranges_cover_each_answer_but_not_sure(case):
    catalogue, answers = case

    ranges = weight_ranges(catalogue, answers)

    assert [entry.criterion.slug for entry in ranges] == [slug for slug in answers if answers[slug] != ("not-sure",)]
    for entry in ranges:
        assert entry.weight == entry.criterion.weight * (2 if entry.criterion.slug in answers.priorities else 1)
        assert entry.weight in entry


@given(decisive_cases, st.fractions(0, 1), st.fractions(0, 100))
def test_result_stays_inside_a_weight_range(case, share, beyond):
    catalogue, answers = case
    current = result(recommend(catalogue, answers).result)

    for entry in weight_ranges(catalogue, answers):
        high = entry.low + beyond + 1 if entry.high is None else entry.high
        for weight in (entry.low, entry.low + share * (high - entry.low), entry.low + BARELY, high - BARELY, high):
            if weight in entry:
                assert result_at(catalogue, answers, entry.criterion.slug, weight) == current


@given(decisive_cases)
def test_result_changes_just_outside_a_weight_range(case):
    catalogue, answers = case
    current = result(recommend(catalogue, answers).result)

    for entry in weight_ranges(catalogue, answers):
        below = entry.low - BARELY if entry.low_included else entry.low
        above = (entry.high or 0) + BARELY if entry.high_included else entry.high
        if below > 0:
            assert result_at(catalogue, answers, entry.criterion.slug, below) != current
        if above is not None:
            assert result_at(catalogue, answers, entry.criterion.slug, above) != current


@given(decisive_cases)
def test_left_out_answer_has_the_result_without_it(case):
    catalogue, answers = case
    current = result(recommend(catalogue, answers).result)

    left_out = leave_one_out(catalogue, answers)

    assert [entry.criterion.slug for entry in left_out] == [slug for slug in answers if answers[slug] != ("not-sure",)]
    for entry in left_out:
        without = read(catalogue, answers.without(entry.criterion.slug).pairs()).answers
        assert entry.answers == without
        assert result(entry.result) == result(recommend(catalogue, without).result)
        assert entry.keeps_result is (result(entry.result) == current)


def ranges_of(first, second, *priorities, **method):
    """The ranges where two criteria of weight 2 and 4 are answered with these degrees."""
    criteria = [
        criterion("v", [option("x", first)], weight=2),
        criterion("w", [option("x", second)], weight=4),
    ]
    made = catalogue([framework("a"), framework("b")], criteria, **method)
    pairs = [("v", "x"), ("w", "x"), *(("priority", slug) for slug in priorities)]
    return [
        (entry.weight, entry.low, entry.low_included, entry.high, entry.high_included)
        for entry in weight_ranges(made, read(made, pairs).answers)
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
def test_weight_range_has_exact_ends(first, second, priorities, method, expected):
    assert ranges_of(first, second, *priorities, **method) == expected
