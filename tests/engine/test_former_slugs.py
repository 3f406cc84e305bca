"""Former slugs lead to one place each, and what links would lose is found before it is published."""

import pytest

from comparisons.engine import find_problems
from comparisons.engine.catalogue import Choice, FormerAnswer, OnePerFramework
from comparisons.engine.diff.lost_slugs import lost_slugs
from tests.engine.catalogues import DAY, catalogue, criterion, framework, option


def with_former(item, *former):
    return item.model_copy(update={"was": former})


def renamed(item, slug, *former):
    return item.model_copy(update={"slug": slug, "was": former})


A, B = framework("a"), framework("b")
X, Y = option("x", {"a": 2}), option("y", {"b": 2})
QUESTION = criterion("q", [X, Y])
NAMED = criterion("named", [option("none", {"a": 1})]).model_copy(
    update={"one_per_framework": OnePerFramework(roles=("base",), holds=True)}
)
BEFORE = catalogue([A, B], [QUESTION, NAMED])


def errors(frameworks, criteria):
    problems = find_problems(catalogue(frameworks, criteria), DAY)
    return [problem.message for problem in problems if "former" in problem.message]


@pytest.mark.parametrize(
    ("frameworks", "criteria", "message"),
    [
        ([with_former(A, "b"), B], [QUESTION], "“b” is a slug of today, so it cannot be a former one."),
        ([with_former(A, "a"), B], [QUESTION], "“a” is a slug of today, so it cannot be a former one."),
        ([A, B], [with_former(QUESTION, "q")], "“q” is a slug of today, so it cannot be a former one."),
    ],
)
def test_slug_of_today_is_no_former_one(frameworks, criteria, message):
    assert errors(frameworks, criteria) == [message]


def test_former_slug_belongs_to_one():
    assert (
        errors([with_former(A, "old"), with_former(B, "old")], [QUESTION])
        == ["The former slug “old” is named 2 times."] * 2
    )
    assert errors([with_former(A, "old"), B], [with_former(QUESTION, "old")]) == []


def lost(frameworks, criteria):
    return [(entry.kind, entry.slug, entry.name) for entry in lost_slugs(BEFORE, catalogue(frameworks, criteria))]


def test_nothing_is_lost_where_nothing_changed():
    assert lost([A, B], [QUESTION, NAMED]) == []


def test_what_went_is_lost_and_parts_of_it_are_not_named_again():
    """With `b` goes the answer that names it, with `q` go its answers."""
    assert lost([A], [NAMED]) == [("framework", "b", "B"), ("question", "q", "q?")]


def test_other_slug_is_lost_unless_the_old_one_is_a_former_one():
    other, question = renamed(B, "bb"), renamed(QUESTION, "qq")
    assert lost([A, other], [question, NAMED]) == [("framework", "b", "B"), ("question", "q", "q?")]

    other, question = renamed(B, "bb", "b"), renamed(QUESTION, "qq", "q")
    assert lost([A, other], [question, NAMED]) == []


def test_answer_that_went_is_lost_unless_something_is_said_of_it():
    z = option("z", {"b": 2})
    assert lost([A, B], [criterion("q", [X, z]), NAMED]) == [("answer", "q/y", "y")]

    former = FormerAnswer(answer=Choice(criterion="q", option="y"))
    assert lost([A, B], [criterion("q", [X, with_former(z, former)]), NAMED]) == []


def test_answers_that_named_frameworks_are_lost_with_the_rule_that_made_them():
    plain = NAMED.model_copy(update={"one_per_framework": None})

    assert lost([A, B], [QUESTION, plain]) == [("answer", "named/a", "A"), ("answer", "named/b", "B")]
