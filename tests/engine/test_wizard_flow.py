from hypothesis import given

from comparisons.engine import Answers, find_problems, open_questions, with_changes
from comparisons.engine.catalogue import Choice
from comparisons.engine.wizard_flow import PointSpread, flow
from tests.engine.catalogues import DAY, catalogue, catalogues, criterion, framework, option
from tests.engine.flows import anything

A, B = framework("a"), framework("b")


def flow_of(*criteria):
    return flow(catalogue([A, B], criteria))


def order_of(drawn):
    return [(question.criterion.slug, question.position) for question in drawn.questions]


def all_combined(made):
    """The same questions, all options of which can be chosen together."""
    free = [
        c.model_copy(
            update={"selection": "many", "options": tuple(o.model_copy(update={"exclusive": False}) for o in c.options)}
        )
        for c in made.criteria
    ]
    return made.model_copy(update={"criteria": tuple(free)})


def reached(made):
    """The questions that a visitor meets who chooses every option of each."""
    free, answers, met = all_combined(made), Answers(), set()
    while waiting := [c for c in open_questions(free, answers) if c.slug not in met]:
        met |= {c.slug for c in waiting}
        answers = with_changes(free, answers, {c.slug: tuple(c.option_of) for c in waiting})
    return met


def test_core_questions_come_first_each_part_in_the_order_of_the_catalogue():
    drawn = flow_of(criterion("v", [option("v0")], core=False), criterion("w", [option("w0")]), criterion("x", []))

    assert order_of(drawn) == [("w", 1), ("x", 2), ("v", 3)]


def test_questions_that_open_only_each_other_have_no_position_and_come_last():
    drawn = flow_of(
        criterion("v", [option("v0")], ask_when=["w/w0"]),
        criterion("w", [option("w0")], ask_when=["v/v0"]),
        criterion("x", [option("x0")]),
    )

    assert order_of(drawn) == [("x", 1), ("v", None), ("w", None)]
    assert [question.is_circular for question in drawn.questions] == [False, True, True]


def test_circle_that_another_answer_leads_into_is_asked():
    drawn = flow_of(
        criterion("v", [option("v0")], ask_when=["w/w0", "x/x0"]),
        criterion("w", [option("w0")], ask_when=["v/v0"]),
        criterion("x", [option("x0")]),
    )

    assert order_of(drawn) == [("v", 1), ("w", 2), ("x", 3)]
    assert [question.is_circular for question in drawn.questions] == [True, True, False]


def test_question_after_a_circle_is_not_in_it():
    drawn = flow_of(
        criterion("v", [option("v0")], ask_when=["v/v0"]), criterion("w", [option("w0")], ask_when=["v/v0"])
    )

    assert [(question.is_circular, question.position) for question in drawn.questions] == [(True, None), (False, None)]


def test_choice_that_is_not_there_leads_nowhere():
    drawn = flow_of(
        criterion("v", [option("v0")]),
        criterion("w", [option("w0")], ask_when=["v/no-option"]),
        criterion("x", [option("x0")], ask_when=["no-criterion/v0"]),
    )

    assert order_of(drawn) == [("v", 1), ("w", None), ("x", None)]
    assert drawn.branches == ()


def test_options_list_what_they_open():
    drawn = flow_of(
        criterion("v", [option("v0"), option("v1")]), criterion("w", [option("w0")], ask_when=["v/v1", "v/v1"])
    )

    options = [
        (option.option.slug, [opened.slug for opened in option.opens])
        for question in drawn.questions
        for option in question.options
    ]
    assert options == [("v0", []), ("v1", ["w"]), ("w0", [])]
    assert [(branch.choice, branch.opens.slug) for branch in drawn.branches] == [
        (Choice(criterion="v", option="v1"), "w")
    ]


def test_question_lists_frameworks_it_supports_opposes_and_requires():
    [question] = flow_of(
        criterion("v", [option("v0", {"b": 0, "a": 1}, requires={"b": "law"}), option("v1", {"a": -2})], weight=3)
    ).questions

    assert (question.supported, question.opposed, question.required) == ((A,), (A,), (B,))
    assert question.spread == PointSpread(9, (A,))


def test_question_without_support_moves_no_framework():
    [question] = flow_of(criterion("v", [option("v0"), option("v1", {"a": 0})])).questions

    assert (question.spread, question.is_dead) == (PointSpread(0, ()), True)


def test_spread_is_shared_by_frameworks_of_equal_points():
    [question] = flow_of(
        criterion("v", [option("v0", {"b": 2}), option("v1", {"a": -1, "b": 1}), option("v2", {"a": 1})])
    ).questions

    assert question.spread == PointSpread(2, (A, B))


@given(anything())
def test_every_question_appears_once_with_every_option_and_effect(made):
    drawn = flow(made)

    assert sorted(question.criterion.slug for question in drawn.questions) == sorted(made.criterion_of)
    assert [question.position for question in drawn.questions if question.position] == [
        *range(1, sum(1 for s in drawn.questions if s.position) + 1)
    ]
    for question in drawn.questions:
        assert tuple(option.option for option in question.options) == question.criterion.options
        assert [sorted(e.framework.slug for e in option.effects) for option in question.options] == [
            sorted(o.support_for) for o in question.criterion.options
        ]


@given(anything())
def test_positions_are_those_of_the_questions_that_answers_lead_to(made):
    assert {question.criterion.slug for question in flow(made).questions if question.position} == reached(made)


@given(anything())
def test_every_choice_that_leads_somewhere_is_a_branch(made):
    choices = {(choice, c.slug) for c in made.criteria for choice in c.ask_when}
    known = {Choice(criterion=c.slug, option=slug) for c in made.criteria for slug in c.option_of}

    drawn = flow(made)

    branches = [(branch.choice, branch.opens.slug) for branch in drawn.branches]
    assert sorted(map(str, branches)) == sorted(str(choice) for choice in choices if choice[0] in known)
    assert {
        (option.option.slug, opened.slug) for s in drawn.questions for option in s.options for opened in option.opens
    } == {(choice.option, slug) for choice, slug in branches}


@given(anything())
def test_dead_questions_are_those_that_the_check_warns_of(made):
    warned = {p.path[1] for p in find_problems(made, DAY) if p.severity == "warning" and p.path[0] == "criterion"}

    assert {question.criterion.slug for question in flow(made).questions if question.is_dead} == warned


@given(catalogues())
def test_all_questions_of_a_catalogue_that_can_be_published_are_asked(made):
    assert [question for question in flow(made).questions if question.position is None or question.is_circular] == []
