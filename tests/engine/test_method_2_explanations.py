"""Explanations under version 2 of the rules, each with a search through all answers as its oracle."""

import importlib
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comparisons.engine import (
    NOT_SURE,
    influence,
    leave_one_out,
    open_questions,
    outlook,
    prepare_outlook,
    questions,
    read,
    recommend,
    smallest_change,
    turning_points,
    weight_ranges,
)
from comparisons.engine.explanations import SmallestChange
from comparisons.engine.explanations.version_2 import contenders, remaining_points
from comparisons.engine.recommendation import Result
from tests.engine.decisive import pairs_from
from tests.engine.method_2_cases import case_from, method_2_cases
from tests.engine.test_explanations import (
    can_all_be_tried,
    extensions,
    is_open,
    single_changes,
    with_answer,
)
from tests.shipped import shipped_catalogue

turning_points_module = importlib.import_module("comparisons.engine.explanations.turning_points")
"""The package has a function of this name."""

small_cases = method_2_cases.filter(can_all_be_tried)


def result(catalogue, pairs):
    """What explanations call the result: the verdict, and the sets that are recommended and added."""
    advice = recommend(catalogue, read(catalogue, pairs).answers)
    recommended = frozenset(framework.slug for framework in advice.recommended)
    return advice.verdict, recommended, frozenset(entry.framework.slug for entry in advice.add)


@given(small_cases)
@example(case_from(312377537))  # another framework is ahead of one that can be recommended
@example(case_from(314506937))  # what could be recommended can become known
@example(case_from(10871))  # readers can turn out to accept any proof
@example(case_from(15708))  # readers who accept what is known decide nothing about what is done for oneself
def test_complete_outlook_is_exact(case):
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


@given(method_2_cases, st.sampled_from([2, 10, 10**6]))
def test_smallest_change_is_pairs_that_give_another_result_and_says_whether_all_were_tried(case, max_tried):
    catalogue, answers = case
    points, current = turning_points(catalogue, answers), result(catalogue, answers.pairs())
    changes = [(criterion, options) for criterion, options in single_changes(catalogue, answers)]
    couples = [(one, other) for one, other in combinations(changes, 2) if one[0] is not other[0]]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turning_points_module, "MAX_PAIRS_TRIED", max_tried)
        smallest = smallest_change(catalogue, answers, points)

    pairs = [{(change.criterion.slug, change.options) for change in pair.changes} for pair in smallest.pairs]
    after = [[(criterion.slug, options) for criterion, options in couple] for couple in couples]
    turning = [{*pair} for pair in after if result(catalogue, with_answer(answers, *pair)) != current]
    assert all(pair in turning for pair in pairs)
    if points:
        assert smallest == SmallestChange()
    elif len(couples) <= max_tried:
        assert (len(pairs), smallest.complete) == (min(5, len(turning)), True)
    else:
        assert smallest.complete is bool(pairs)


def test_search_for_pairs_of_the_shipped_catalogue_is_bounded(monkeypatch):
    catalogue = shipped_catalogue()
    tried = []
    monkeypatch.setattr(
        turning_points_module, "result_from", lambda *args: tried.append(args) or Result("clear", (), ())
    )
    monkeypatch.setattr(turning_points_module, "result_of_answers", lambda *_: Result("clear", (), ()))
    slugs = [(c.slug, c.options[0].slug) for c in catalogue.criteria if c.slug != "others"]

    smallest = smallest_change(catalogue, read(catalogue, slugs).answers, ())

    assert smallest == SmallestChange((), complete=False)
    assert len(tried) == turning_points_module.MAX_PAIRS_TRIED


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


@given(st.integers(0, 10**9))
def test_outlook_of_the_shipped_catalogue_holds_whatever_a_visitor_goes_on_to_answer(seed):
    shipped, random = shipped_catalogue(), Random(seed)  # noqa: S311
    answers = read(shipped, pairs_from(random, shipped)).answers
    more = [pair for pair in pairs_from(random, shipped) if pair[0] in shipped.criterion_of]
    more = [pair for pair in more if is_open(answers, shipped.criterion_of[pair[0]])]
    replaced = {slug for slug, _ in more}

    future = outlook(shipped, answers)

    kept = [pair for pair in answers.pairs() if pair[0] not in replaced]
    current, after = result(shipped, answers.pairs()), result(shipped, kept + more)
    assert after[1] <= {framework.slug for framework in future.possible} or not future.complete
    assert after == current or not future.settled


def test_shipped_catalogue_can_recommend_what_an_answer_speaks_for_and_nothing_else():
    shipped = shipped_catalogue()
    nothing = read(shipped, []).answers

    future = outlook(shipped, nothing)

    possible = {framework.slug for framework in future.possible}
    of_role = {role: {f.slug for f in shipped.frameworks if f.role == role} for role in ("base", "start")}
    assert (future.settled, future.complete) == (False, True)
    assert possible == of_role["base"] | of_role["start"] | {"hitrust", "tisax"}


def test_prepared_outlook_makes_no_table_for_a_visitor(monkeypatch):
    catalogue = shipped_catalogue().model_copy()
    prepare_outlook(catalogue)
    monkeypatch.setattr(remaining_points, "degree_ranges", None)
    monkeypatch.setattr(contenders, "option_effects", None)

    assert outlook(catalogue, read(catalogue, []).answers).complete
