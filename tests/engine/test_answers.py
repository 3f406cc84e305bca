import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine import (
    NOT_SURE,
    answered,
    has_conflict,
    may_change_number,
    open_questions,
    questions,
    read,
    with_changes,
)
from tests.engine.catalogues import any_pairs, cases, catalogue, catalogues, criterion, framework, option

FRAMEWORKS = [framework("a"), framework("b")]
ONE = criterion("one", [option("x"), option("y")])
MANY = criterion("many", [option("x"), option("y"), option("none", exclusive=True)], selection="many")
CATALOGUE = catalogue(FRAMEWORKS, [ONE, MANY])

CHAIN = catalogue(
    FRAMEWORKS,
    [
        criterion("last", [option("x")], ask_when=["middle/x"]),
        criterion("late", [option("x")], core=False),
        criterion("first", [option("x"), option("y")]),
        criterion("middle", [option("x"), option("y")], ask_when=["first/x", "late/x"]),
    ],
)


@pytest.mark.parametrize(
    ("pairs", "answers", "dropped", "conflicts"),
    [
        ([], {}, (), {}),
        ([("one", "x")], {"one": ("x",)}, (), {}),
        ([("one", "not-sure")], {"one": ("not-sure",)}, (), {}),
        ([("many", "y"), ("many", "x"), ("one", "y")], {"one": ("y",), "many": ("x", "y")}, (), {}),
        ([("many", "none")], {"many": ("none",)}, (), {}),
        ([("one", "x"), ("one", "y")], {}, ("one",), {}),
        ([("one", "x"), ("one", "not-sure")], {}, ("one",), {}),
        ([("many", "none"), ("many", "x")], {}, (), {"many": ("x", "none")}),
        ([("many", "not-sure"), ("many", "y")], {}, (), {"many": ("y", "not-sure")}),
        ([("many", "none"), ("many", "no"), ("many", "x")], {}, ("many",), {"many": ("x", "none")}),
        ([("one", "no")], {}, ("one",), {}),
        ([("one", "x"), ("one", "no")], {"one": ("x",)}, ("one",), {}),
        ([("no", "x")], {}, ("unknown",), {}),
        ([("no", "x"), ("many", "no"), ("one", "")], {}, ("one", "many", "unknown"), {}),
    ],
)
def test_read_keeps_what_the_catalogue_knows(pairs, answers, dropped, conflicts):
    reading = read(CATALOGUE, pairs)

    assert (dict(reading.answers), reading.dropped, reading.conflicts) == (answers, dropped, conflicts)


@pytest.mark.parametrize(
    ("criterion", "chosen", "expected"),
    [
        (ONE, ("x",), False),
        (ONE, ("x", "y"), True),
        (MANY, ("x", "y"), False),
        (MANY, ("none",), False),
        (MANY, ("x", "none"), True),
        (MANY, ("not-sure",), False),
        (MANY, ("x", "not-sure"), True),
        (MANY, (), False),
    ],
)
def test_options_conflict_where_one_is_exclusive(criterion, chosen, expected):
    assert has_conflict(criterion, chosen) is expected


@pytest.mark.parametrize(
    ("pairs", "kept", "dropped"),
    [
        ([("first", "x"), ("middle", "x"), ("last", "x")], ["last", "first", "middle"], ()),
        ([("late", "x"), ("middle", "x"), ("last", "x")], ["last", "late", "middle"], ()),
        ([("first", "y"), ("middle", "x"), ("last", "x")], ["first"], ("last", "middle")),
        ([("first", "not-sure"), ("middle", "x"), ("last", "x")], ["first"], ("last", "middle")),
        ([("first", "x"), ("middle", "not-sure"), ("last", "x")], ["first", "middle"], ("last",)),
        ([("last", "x")], [], ("last",)),
    ],
)
def test_answer_to_a_question_that_is_not_asked_is_dropped(pairs, kept, dropped):
    reading = read(CHAIN, pairs)

    assert (list(reading.answers), reading.dropped) == (kept, dropped)


@pytest.mark.parametrize(
    ("pairs", "in_order", "still_open"),
    [
        ([], ["first", "late"], ["first", "late"]),
        ([("first", "y")], ["first", "late"], ["late"]),
        ([("first", "x")], ["first", "middle", "late"], ["middle", "late"]),
        ([("late", "x"), ("middle", "x")], ["last", "first", "middle", "late"], ["last", "first"]),
    ],
)
def test_questions_are_the_core_ones_first_as_far_as_answers_lead(pairs, in_order, still_open):
    answers = read(CHAIN, pairs).answers

    assert [criterion.slug for criterion in questions(CHAIN, answers)] == in_order
    assert [criterion.slug for criterion in open_questions(CHAIN, answers)] == still_open


def test_answers_spell_themselves_out_and_leave_one_out():
    answers = read(CATALOGUE, [("many", "y"), ("many", "x"), ("priority", "many"), ("one", "not-sure")]).answers

    assert answers.pairs() == [("one", "not-sure"), ("many", "x"), ("many", "y"), ("priority", "many")]
    assert answers.without("many").pairs() == [("one", "not-sure"), ("priority", "many")]
    assert len(answers) == 2


def test_not_sure_is_an_answer_without_options():
    answers = read(CATALOGUE, [("many", "y"), ("one", "not-sure")]).answers

    assert answered(CATALOGUE, answers) == ((ONE, ()), (MANY, (MANY.options[1],)))


@pytest.mark.parametrize(
    ("slugs", "priorities", "dropped"),
    [
        (["middle"], ("middle",), ()),
        (["middle", "late"], ("late", "middle"), ()),
        (["middle", "late", "late"], ("late", "middle"), ()),
        (["middle", "late", "first"], ("late", "first"), ("priority",)),
        (["no", "first"], ("first",), ("priority",)),
        (["", "x"], (), ("priority",)),
    ],
)
def test_read_keeps_two_priorities_answered_or_not(slugs, priorities, dropped):
    reading = read(CHAIN, [("priority", slug) for slug in slugs])

    assert (reading.answers.priorities, reading.dropped) == (priorities, dropped)
    assert read(CHAIN, reading.answers.pairs()).answers == reading.answers


@pytest.mark.parametrize(
    ("criterion", "options", "expected"),
    [
        ("first", ("y",), {"first": ("y",)}),
        ("first", (), {}),
        ("middle", ("y",), {"first": ("x",), "middle": ("y",)}),
        ("late", ("x",), {"last": ("x",), "late": ("x",), "first": ("x",), "middle": ("x",)}),
    ],
)
def test_changed_answer_takes_along_what_it_led_to(criterion, options, expected):
    pairs = [("first", "x"), ("middle", "x"), ("last", "x"), ("priority", "middle")]

    answers = with_changes(CHAIN, read(CHAIN, pairs).answers, {criterion: options})

    assert list(answers.items()) == list(expected.items())
    assert answers.priorities == ("middle",)


@given(catalogues(), st.lists(st.tuples(st.text(), st.text())))
def test_read_survives_whatever_an_address_holds(catalogue, pairs):
    reading = read(catalogue, pairs)

    assert set(reading.answers) <= set(catalogue.criterion_of)
    assert set(reading.dropped) <= {*catalogue.criterion_of, "priority", "unknown"}


@given(cases(any_pairs))
def test_everything_given_is_kept_or_in_conflict_or_dropped(case):
    catalogue, pairs = case

    reading = read(catalogue, pairs)

    for key, value in pairs:
        kept = value in reading.answers.get(key, ()) or value in reading.conflicts.get(key, ())
        kept = kept or (key == "priority" and value in reading.answers.priorities)
        assert kept or (key if key in (*catalogue.criterion_of, "priority") else "unknown") in reading.dropped
    assert not reading.answers.keys() & reading.conflicts.keys()


def numbers_after(catalogue, answers, criterion, current):
    """How many questions like this one can be asked, over all answers to `current` and to those that are open."""
    openers = [other for other in questions(catalogue, answers) if other == current or other.slug not in answers]
    if not openers:
        return {len([other for other in questions(catalogue, answers) if other.core == criterion.core])}
    first = openers[0]
    after = None if first == current else current
    return {
        number
        for slug in (*first.option_of, NOT_SURE)
        for number in numbers_after(
            catalogue, with_changes(catalogue, answers, {first.slug: (slug,)}), criterion, after
        )
    }


def test_number_of_questions_is_not_open_where_only_another_answer_to_a_kept_question_could_change_it():
    """`first` opens `middle`, which has its answer; `last` is core, and only another answer to `middle` opens it."""
    criteria = [
        criterion("first", [option("x"), option("y")]),
        criterion("middle", [option("x"), option("y")], core=False, ask_when=["first/x"]),
        criterion("last", [option("x")], ask_when=["middle/y"]),
    ]
    made = catalogue([framework("a"), framework("b")], criteria)
    answers = read(made, [("first", "x"), ("middle", "x")]).answers

    assert not may_change_number(made, answers, criteria[0])
    assert may_change_number(made, answers, criteria[1]) is False
    assert may_change_number(made, answers.without("middle"), criteria[0])


@given(cases())
def test_number_of_questions_is_open_where_answers_can_change_it(case):
    catalogue, pairs = case
    answers = read(catalogue, pairs).answers

    for current in questions(catalogue, answers):
        can_change = len(numbers_after(catalogue, answers, current, current)) > 1
        assert may_change_number(catalogue, answers, current) is can_change
