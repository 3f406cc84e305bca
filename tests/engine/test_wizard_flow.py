from hypothesis import given

from comparisons.engine import Answers, changed, find_problems, open_questions
from comparisons.engine.catalogue import Choice
from comparisons.engine.wizard_flow import Reach, flow
from tests.engine.catalogues import DAY, catalogue, catalogues, criterion, framework, option
from tests.engine.flows import anything

A, B = framework("a"), framework("b")


def flow_of(*criteria):
    return flow(catalogue([A, B], criteria))


def asked(drawn):
    return [(step.criterion.slug, step.place) for step in drawn.steps]


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
        answers = changed(free, answers, {c.slug: tuple(c.option_of) for c in waiting})
    return met


def test_core_questions_stand_first_each_part_in_the_order_of_the_catalogue():
    drawn = flow_of(criterion("v", [option("v0")], core=False), criterion("w", [option("w0")]), criterion("x", []))

    assert asked(drawn) == [("w", 1), ("x", 2), ("v", 3)]


def test_questions_that_wait_for_each_other_have_no_place_and_stand_last():
    drawn = flow_of(
        criterion("v", [option("v0")], ask_when=["w/w0"]),
        criterion("w", [option("w0")], ask_when=["v/v0"]),
        criterion("x", [option("x0")]),
    )

    assert asked(drawn) == [("x", 1), ("v", None), ("w", None)]
    assert [step.circular for step in drawn.steps] == [False, True, True]


def test_circle_that_another_answer_leads_into_is_asked():
    drawn = flow_of(
        criterion("v", [option("v0")], ask_when=["w/w0", "x/x0"]),
        criterion("w", [option("w0")], ask_when=["v/v0"]),
        criterion("x", [option("x0")]),
    )

    assert asked(drawn) == [("v", 1), ("w", 2), ("x", 3)]
    assert [step.circular for step in drawn.steps] == [True, True, False]


def test_question_after_a_circle_is_not_in_it():
    drawn = flow_of(
        criterion("v", [option("v0")], ask_when=["v/v0"]), criterion("w", [option("w0")], ask_when=["v/v0"])
    )

    assert [(step.circular, step.place) for step in drawn.steps] == [(True, None), (False, None)]


def test_choice_that_is_not_there_leads_nowhere():
    drawn = flow_of(
        criterion("v", [option("v0")]),
        criterion("w", [option("w0")], ask_when=["v/no-option"]),
        criterion("x", [option("x0")], ask_when=["no-criterion/v0"]),
    )

    assert asked(drawn) == [("v", 1), ("w", None), ("x", None)]
    assert drawn.branches == ()


def test_options_tell_what_they_open():
    drawn = flow_of(
        criterion("v", [option("v0"), option("v1")]), criterion("w", [option("w0")], ask_when=["v/v1", "v/v1"])
    )

    ways = [(way.option.slug, [opened.slug for opened in way.opens]) for step in drawn.steps for way in step.ways]
    assert ways == [("v0", []), ("v1", ["w"]), ("w0", [])]
    assert [(branch.choice, branch.opens.slug) for branch in drawn.branches] == [
        (Choice(criterion="v", option="v1"), "w")
    ]


def test_question_tells_what_it_speaks_for_and_against_and_requires():
    [step] = flow_of(
        criterion("v", [option("v0", {"b": 0, "a": 1}, requires={"b": "law"}), option("v1", {"a": -2})], weight=3)
    ).steps

    assert (step.speaks_for, step.speaks_against, step.requires) == ((A,), (A,), (B,))
    assert step.reach == Reach(9, (A,))


def test_question_without_a_word_reaches_nobody():
    [step] = flow_of(criterion("v", [option("v0"), option("v1", {"a": 0})])).steps

    assert (step.reach, step.dead) == (Reach(0, ()), True)


def test_reach_is_shared_by_those_it_is_equal_for():
    [step] = flow_of(
        criterion("v", [option("v0", {"b": 2}), option("v1", {"a": -1, "b": 1}), option("v2", {"a": 1})])
    ).steps

    assert step.reach == Reach(2, (A, B))


@given(anything())
def test_every_question_stands_once_with_every_option_and_effect(made):
    drawn = flow(made)

    assert sorted(step.criterion.slug for step in drawn.steps) == sorted(made.criterion_of)
    assert [step.place for step in drawn.steps if step.place] == [*range(1, sum(1 for s in drawn.steps if s.place) + 1)]
    for step in drawn.steps:
        assert tuple(way.option for way in step.ways) == step.criterion.options
        assert [sorted(e.framework.slug for e in way.effects) for way in step.ways] == [
            sorted(o.support_for) for o in step.criterion.options
        ]


@given(anything())
def test_places_are_those_of_the_questions_that_answers_lead_to(made):
    assert {step.criterion.slug for step in flow(made).steps if step.place} == reached(made)


@given(anything())
def test_every_choice_that_leads_somewhere_is_a_branch(made):
    choices = {(choice, c.slug) for c in made.criteria for choice in c.ask_when}
    known = {Choice(criterion=c.slug, option=slug) for c in made.criteria for slug in c.option_of}

    drawn = flow(made)

    branches = [(branch.choice, branch.opens.slug) for branch in drawn.branches]
    assert sorted(map(str, branches)) == sorted(str(choice) for choice in choices if choice[0] in known)
    assert {(way.option.slug, opened.slug) for s in drawn.steps for way in s.ways for opened in way.opens} == {
        (choice.option, slug) for choice, slug in branches
    }


@given(anything())
def test_dead_questions_are_those_that_the_check_warns_of(made):
    warned = {p.place[1] for p in find_problems(made, DAY) if p.severity == "warning" and p.place[0] == "criterion"}

    assert {step.criterion.slug for step in flow(made).steps if step.dead} == warned


@given(catalogues())
def test_all_questions_of_a_catalogue_that_can_be_published_are_asked(made):
    assert [step for step in flow(made).steps if step.place is None or step.circular] == []
