import pytest

from comparisons.engine.wizard_flow import flow
from comparisons.presentation.flow_chart import effect_in_words, facts_of, remarks_of, title_of
from tests.engine.catalogues import catalogue, criterion, framework, option

A, B, C = (framework(slug) for slug in "abc")


def questions_of(*criteria):
    return flow(catalogue([A, B, C], criteria)).questions


def test_question_is_told_with_how_it_is_asked_and_what_it_counts_for():
    _, question = questions_of(
        criterion("v", [option("v0"), option("v1")]),
        criterion(
            "w",
            [option("w0", {"a": 2, "b": -2}, requires={"c": "law", "a": "law"}), option("w1", {"b": 1})],
            ask_when=["v/v0", "v/v1"],
            core=False,
            selection="many",
            weight=2,
        ),
    )

    assert title_of(question) == "2. w?"
    assert facts_of(question) == (
        "refining",
        "any number of answers",
        "asked after any of 2 answers",
        "weight 2",
        "is for 2 frameworks and against 1 framework",
        "moves B most, by up to 6 points",
        "can require A",
    )


def test_what_is_wrong_with_a_question_is_told_first():
    _, question = questions_of(
        criterion("v", [option("v0", {"a": 1}), option("v1")]), criterion("w", [], ask_when=["w/w0"])
    )

    assert title_of(question) == "w?"
    assert facts_of(question) == (
        "never asked: no answers lead to it",
        "its “ask when” leads back to itself",
        "has no option to choose",
        "core",
        "one answer",
        "asked after one answer",
        "weight 1",
        "is for 0 frameworks and against 0 frameworks",
    )


def test_question_that_decides_nothing_is_marked():
    [question] = questions_of(criterion("v", [option("v0", {"a": 1}), option("v1", {"a": 1})]))

    assert facts_of(question)[0] == "decides nothing: every option says the same"


def test_option_tells_what_it_does_besides():
    chosen = option("v0", exclusive=True).model_copy(update={"holds": "b", "deadline_months": 1})

    [question] = questions_of(criterion("v", [chosen, option("v1")]))

    assert [remarks_of(flow_option) for flow_option in question.options] == [
        ("cannot be combined with others", "means that the visitor has B", "deadline: 1 month"),
        (),
    ]


@pytest.mark.parametrize(
    ("degree", "basis", "expected"),
    [
        (2, None, "A +2"),
        (-1, None, "A −1"),  # noqa: RUF001
        (0, "law", "A 0, required by law"),
        (1, "contract", "A +1, required by contract"),
        (1, "procurement", "A +1, required by a procurement rule"),
    ],
)
def test_effect_is_told_with_its_degree_and_what_it_requires(degree, basis, expected):
    [question] = questions_of(criterion("v", [option("v0", {"a": degree}, requires={"a": basis})]))

    assert [effect_in_words(effect) for effect in question.options[0].effects] == [expected]
