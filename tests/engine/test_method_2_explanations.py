"""Explanations under version 2 of the rules, each with a search through all answers as its oracle."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine import (
    NOT_SURE,
    influence,
    leave_one_out,
    open_questions,
    outlook,
    questions,
    read,
    recommend,
    turning_points,
    weight_ranges,
)
from tests.engine.method_2_cases import method_2_cases
from tests.engine.test_explanations import (
    can_all_be_tried,
    extensions,
    single_changes,
    with_answer,
)

small_cases = method_2_cases.filter(can_all_be_tried)


def result(catalogue, pairs):
    """What explanations call the result: the verdict, and the sets that are recommended and added."""
    advice = recommend(catalogue, read(catalogue, pairs).answers)
    recommended = frozenset(framework.slug for framework in advice.recommended)
    return advice.verdict, recommended, frozenset(entry.framework.slug for entry in advice.add)


@given(small_cases)
def test_outlook_that_tried_all_is_exact(case):
    catalogue, answers = case

    future = outlook(catalogue, answers, 10**6)

    results = {result(catalogue, pairs) for pairs in extensions(catalogue, answers)}
    possible = frozenset().union(*(recommended for _, recommended, _ in results))
    assert future.complete
    assert future.settled is (len(results) == 1)
    assert [framework.slug for framework in future.possible] == [s for s in catalogue.framework_of if s in possible]


@given(small_cases, st.integers(0, 60))
def test_outlook_that_ran_out_of_nodes_claims_nothing_that_is_not_proven(case, max_nodes):
    catalogue, answers = case

    bounded, exact = outlook(catalogue, answers, max_nodes), outlook(catalogue, answers, 10**6)

    assert exact.settled or not bounded.settled
    assert {*bounded.possible} <= {*exact.possible}
    assert bounded == exact or not bounded.complete


@given(method_2_cases)
def test_turning_points_are_all_single_changes_that_give_another_result(case):
    catalogue, answers = case
    current = result(catalogue, answers.pairs())

    points = turning_points(catalogue, answers)

    expected = [
        (slug.slug, options)
        for slug, options in single_changes(catalogue, answers)
        if result(catalogue, with_answer(answers, (slug.slug, options))) != current
    ]
    assert sorted((point.criterion.slug, point.options) for point in points) == sorted(expected)


@given(method_2_cases)
def test_left_out_answers_keep_the_result_or_not_as_recommending_without_them_does(case):
    catalogue, answers = case
    current = result(catalogue, answers.pairs())

    for entry in leave_one_out(catalogue, answers):
        remaining = [pair for pair in answers.pairs() if pair[0] != entry.criterion.slug]
        assert entry.keeps_result is (result(catalogue, remaining) == current)


@given(method_2_cases)
def test_influence_counts_the_options_that_change_the_result(case):
    catalogue, answers = case
    current = result(catalogue, answers.pairs())

    entries = influence(catalogue, answers)

    unsure = [slug for slug, chosen in answers.chosen if chosen == (NOT_SURE,)]
    still_open = [c.slug for c in open_questions(catalogue, answers)] + unsure
    asked_after = {criterion.slug for criterion in questions(catalogue, answers)}
    assert {entry.criterion.slug for entry in entries} == {slug for slug in still_open if slug in asked_after}
    for entry in entries:
        changed = [
            result(catalogue, with_answer(answers, (entry.criterion.slug, (option.slug,)))) != current
            for option in entry.criterion.options
        ]
        assert (entry.changing, entry.options) == (sum(changed), len(changed))


@given(method_2_cases, st.integers(1, 40), st.integers(1, 12))
def test_no_weight_in_a_range_changes_the_result_and_the_next_one_does(case, numerator, denominator):
    catalogue, answers = case
    tried = Fraction(numerator, denominator)
    current = result_at(catalogue, answers, {})

    for entry in weight_ranges(catalogue, answers):
        slug = entry.criterion.slug
        assert entry.weight in entry
        if tried in entry:
            assert result_at(catalogue, answers, {slug: tried}) == current
        if entry.high is not None:
            beyond = entry.high + Fraction(1, 10**6) if entry.high_included else entry.high
            assert result_at(catalogue, answers, {slug: beyond}) != current


def result_at(catalogue, answers, weights):
    """The result where a criterion has a weight that is a fraction: all weights are multiplied to make them whole."""
    factor = next((weight.denominator for weight in weights.values()), 1)
    priority = {slug: 2 if slug in answers.priorities else 1 for slug in catalogue.criterion_of}
    criteria = tuple(
        criterion.model_copy(
            update={
                "weight": int(weights[criterion.slug] * factor)
                if criterion.slug in weights
                else criterion.weight * priority[criterion.slug] * factor
            }
        )
        for criterion in catalogue.criteria
    )
    pairs = [pair for pair in answers.pairs() if pair[0] != "priority"]
    return result(catalogue.model_copy(update={"criteria": criteria}), pairs)
