"""How sure a result is said to be, where all answers were tried and where they were too many."""

from dataclasses import replace

import pytest

from comparisons.engine import read
from comparisons.engine.decision_record import decision_record
from comparisons.engine.explanations import Outlook
from comparisons.presentation.wording import certainty_in_words, no_turning_points_in_words
from tests.engine.catalogues import catalogue, criterion, framework, option

MADE = catalogue(
    [framework("a"), framework("b")],
    [
        criterion("c", [option("x", {"a": 2}), option("y", {"b": 2})]),
        criterion("d", [option("x"), option("y")]),
    ],
)
RECORD = decision_record(MADE, read(MADE, [("c", "x")]).answers)
A, B = MADE.frameworks


@pytest.mark.parametrize(
    ("outlook", "expected"),
    [
        (Outlook(settled=True, possible=(A,)), "No answer to the open questions can change the result."),
        (
            Outlook(settled=False, possible=(A, B)),
            "Answers to open questions can still change the result. They could lead to A or B.",
        ),
        (
            Outlook(settled=False, possible=(A, B), complete=False),
            "Answers to open questions can still change the result. They could lead to A or B, and perhaps to others.",
        ),
        (
            Outlook(settled=False, possible=(A,), complete=False),
            "Too many answers are open to try them all. We cannot rule out that they change the result.",
        ),
    ],
)
def test_result_is_called_settled_only_where_that_is_proven(outlook, expected):
    statement, *_ = certainty_in_words(replace(RECORD, outlook=outlook))

    assert statement.text == expected
    assert statement.label == ("Settled." if outlook.settled else "Not settled.")


def test_nothing_is_said_of_other_answers_where_none_counts():
    unsure = decision_record(MADE, read(MADE, [("c", "not-sure")]).answers)
    weak = decision_record(MADE, read(MADE, [("d", "x")]).answers)

    assert no_turning_points_in_words(unsure).startswith("None of your answers counts yet")
    assert no_turning_points_in_words(weak).startswith("Changing one or two answers does not change what we recommend.")
