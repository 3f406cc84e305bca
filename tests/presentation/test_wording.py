from dataclasses import replace
from fractions import Fraction
from typing import get_args

import pytest

from comparisons.engine import Contribution, Standing
from comparisons.engine.catalogue import Method, Outcome
from comparisons.engine.recommendation import Recommendation, Result
from comparisons.presentation.wording import (
    balance_in_words,
    counted,
    in_words,
    lead_explained,
    lead_in_words,
    outcome_in_words,
    result_in_words,
    score_in_words,
    signed,
)
from tests.engine.catalogues import criterion, framework, option, support


def told(verdict, leading="", held=""):
    standings = tuple(
        Standing(framework(slug), 0, Fraction(0), (), held=slug in held) for slug in sorted({*leading, *held})
    )
    leading_frameworks = tuple(framework(slug) for slug in leading)
    return Recommendation(
        answers=(),
        verdict=verdict,
        leading=leading_frameworks,
        recommended=tuple(framework(slug) for slug in leading if slug not in held),
        obligations=(),
        held=tuple(framework(slug) for slug in held),
        standings=standings,
        margin=None,
        final=True,
        result=Result(verdict, leading_frameworks),
    )


@pytest.mark.parametrize(
    ("recommendation", "expected"),
    [
        (told("undecided"), "Nothing stands out yet"),
        (told("undecided", held="a"), "Nothing stands out yet"),
        (told("clear", "a"), "A fits your answers best"),
        (told("clear", "a", held="b"), "A fits your answers best"),
        (told("clear", "a", held="a"), "You have what fits best: A"),
        (told("close", "a"), "A fits best, but only just"),
        (told("close", "a", held="a"), "You have what fits best: A"),
        (told("close", "ba"), "It is close between B and A"),
        (told("close", "ba", held="a"), "It is close between B and A"),
        (told("both", "ab"), "A and B both fit, and go together"),
        (told("both", "ab", held="ab"), "A and B both fit, and go together"),
    ],
)
def test_verdict_is_told_in_a_sentence(recommendation, expected):
    assert in_words(recommendation) == expected


def test_framework_that_no_reason_speaks_for_has_no_strongest_reasons():
    assert told("clear", "a").strongest_reasons == ()


@pytest.mark.parametrize(
    ("verdict", "recommended", "add", "expected"),
    [
        ("undecided", "", "", "nothing stands out"),
        ("enough", "", "", "nothing is needed beyond what you have or must get"),
        ("enough", "", "c", "nothing is needed beyond what you have or must get; add C"),
        ("clear", "a", "", "A fits best"),
        ("clear", "a", "cd", "A fits best; add C and D"),
        ("clear", "", "", "what you have fits best"),
        ("close", "a", "", "A fits best, but only just"),
        ("close", "ab", "", "A and B fit about equally well"),
        ("both", "ab", "", "A and B both fit, and go together"),
        ("both", "a", "", "A fits, beside what you have or must get"),
    ],
)
def test_result_of_other_answers_is_a_sentence_with_a_subject(verdict, recommended, add, expected):
    result = Result(verdict, tuple(map(framework, recommended)), tuple(map(framework, add)))

    assert result_in_words(result) == expected


@pytest.mark.parametrize(
    ("margin", "expected"),
    [
        (Fraction(0), "0 points"),
        (Fraction(1, 100), "less than 1 point"),
        (Fraction(99, 100), "less than 1 point"),
        (Fraction(1), "1 point"),
        (Fraction(149, 100), "1 point"),
        (Fraction(3, 2), "2 points"),
        (Fraction(200), "200 points"),
    ],
)
def test_lead_is_told_in_points(margin, expected):
    assert lead_in_words(margin) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0"),
        (4, "+4"),
        (-4, "−4"),  # noqa: RUF001
        (Fraction(142, 2), "+71"),
        (Fraction(1, 3), "0"),
        (Fraction(-1, 3), "0"),
        (Fraction(-200, 3), "−67"),  # noqa: RUF001
    ],
)
def test_number_is_signed_but_for_zero(number, expected):
    assert signed(number) == expected


def test_several_things_are_told_with_an_s():
    told = [counted(number, "item") for number in (0, 1, 2)]

    assert told == ["0 items", "1 item", "2 items"]


@pytest.mark.parametrize(
    ("required", "held", "expected"),
    [
        (False, False, "+50"),
        (True, False, "+50, required"),
        (False, True, "+50, you have it"),
        (True, True, "+50, required, you have it"),
    ],
)
def test_score_is_told_with_what_sets_it_apart(required, held, expected):
    assert score_in_words(Standing(framework("a"), 1, Fraction(50), (), required=required, held=held)) == expected


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [
        ([], "Your answers say nothing for it or against it."),
        ([0], "Your answers say nothing for it or against it."),
        ([2], "1 of your answers is for it, none is against it."),
        ([2, 1, 0], "2 of your answers are for it, none is against it."),
        ([-1], "1 of your answers is against it, none is for it."),
        ([1, -1, -2], "1 of your answers is for it, 2 against it."),
    ],
)
def test_balance_counts_answers_for_and_against(degrees, expected):
    contributions = tuple(
        Contribution(criterion("c", [option("x")]), option("x"), support("a", degree), 1) for degree in degrees
    )

    assert balance_in_words(Standing(framework("a"), 0, Fraction(0), contributions)) == expected


@pytest.mark.parametrize("outcome", get_args(Outcome))
def test_every_outcome_has_words(outcome):
    assert outcome_in_words(outcome)[0].isupper()


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((), "No question has been answered."),
        (("market",), "No framework reaches a score of 15, from which one is recommended."),
    ],
)
def test_verdict_that_recommends_nothing_says_why(answers, expected):
    recommendation = replace(told("undecided"), answers=answers)

    assert lead_explained(recommendation, Method(recommend_at=15, lead=15)) == expected
