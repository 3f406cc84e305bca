"""The worked example of the method page says what the engine says."""

import pytest

from comparisons.engine import read, recommend
from comparisons.presentation.worked_example import worked_example
from tests.engine.catalogues import catalogue, criterion, framework, option


@pytest.mark.parametrize("name", ["shipped", "version_1"])
def test_example_has_the_score_that_the_engine_gives(request, name):
    made = request.getfixturevalue(name)

    example = worked_example(made)

    answers = read(made, [(line.criterion.slug, line.option.slug) for line in example.lines]).answers
    standings = {standing.framework.slug: standing for standing in recommend(made, answers).standings}
    assert standings[example.framework.slug].score == example.score
    assert sorted(line.degree > 0 for line in example.lines) == [False, True, True]


def test_example_is_short_where_no_other_answer_says_anything():
    made = catalogue([framework("a"), framework("b")], [criterion("v", [option("v0", {"a": 2})])])

    example = worked_example(made)

    assert [(line.option.slug, line.points) for line in example.lines] == [("v0", 2 * made.criteria[0].weight)]
    assert example.score == 100


def test_catalogue_without_a_strong_reason_has_no_example():
    assert worked_example(catalogue([framework("a")], [criterion("v", [option("v0", {"a": 1})])])) is None
