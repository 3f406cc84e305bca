"""The outlook where a catalogue is too large to search all of it: it says less, and nothing that is not proven."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine import Answers, outlook, prepare_outlook, read
from comparisons.engine.explanations import open_questions
from comparisons.engine.explanations.version_1 import candidate_answers
from tests.engine.catalogues import catalogue, criterion, framework, option
from tests.engine.decisive import decisive_cases
from tests.engine.test_explanations import can_all_be_tried
from tests.shipped import version_1_catalogue

small_cases = decisive_cases.filter(can_all_be_tried)


@given(small_cases, st.integers(0, 60))
def test_outlook_that_ran_out_of_nodes_claims_nothing_that_is_not_proven(case, max_nodes):
    catalogue, answers = case

    assert_claims_no_more(outlook(catalogue, answers, max_nodes), outlook(catalogue, answers, 10**9))


@given(small_cases)
def test_outlook_that_left_out_combinations_claims_nothing_that_is_not_proven(case):
    catalogue, answers = case
    exact = outlook(catalogue, answers)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidate_answers, "MAX_COMBINED", 0)
        bounded = outlook(catalogue.model_copy(), answers)

    assert_claims_no_more(bounded, exact)


def test_what_only_a_combination_brings_about_is_not_excluded_where_combinations_are_left_out(monkeypatch):
    options = [option("for-a", {"a": 1}), option("against-b", {"b": -2})]
    criteria = [
        criterion("first", [option("yes", {"b": 2, "c": 2})]),
        criterion("second", options, selection="many"),
    ]
    made = catalogue([framework("a"), framework("b"), framework("c")], criteria, recommend_at=20, lead=60)
    answers = read(made, [("first", "yes")]).answers
    exact = outlook(made, answers)
    monkeypatch.setattr(candidate_answers, "MAX_COMBINED", 0)

    bounded = outlook(made.model_copy(), answers)

    assert [framework.slug for framework in exact.possible] == ["a", "b", "c"]
    assert (len(bounded.possible), bounded.complete, bounded.settled) == (2, False, False)


def assert_claims_no_more(bounded, exact):
    assert exact.complete
    assert exact.settled or not bounded.settled
    assert {*bounded.possible} <= {*exact.possible}
    if bounded.complete:
        assert bounded == exact
    elif bounded.possible == exact.possible:
        assert not bounded.settled


def test_prepared_outlook_of_version_1_makes_no_table_for_a_visitor(monkeypatch):
    catalogue = version_1_catalogue().model_copy()
    prepare_outlook(catalogue)
    monkeypatch.setattr(open_questions, "candidate_answers", None)

    assert outlook(catalogue, Answers()).complete
