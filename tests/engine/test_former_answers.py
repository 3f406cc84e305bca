"""Answers of older addresses, read by the table that the catalogue keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine import find_problems, former_answer_notes, read
from comparisons.engine.catalogue import Choice, DroppedAnswer, FormerAnswer
from tests.engine.catalogues import DAY, catalogue, criterion, framework, option

WHY = "That is two answers now."


def choice(text):
    slug, _, value = text.partition("/")
    return Choice(criterion=slug, option=value)


def replacing(slug, *former, **fields):
    """An option that replaces these answers, each as "criterion/option" or "criterion/option if criterion/option"."""
    entries = [text.partition(" if ")[::2] for text in former]
    was = tuple(FormerAnswer(answer=choice(a), only_when=choice(c) if c else None) for a, c in entries)
    return option(slug, {"a": 2, "b": 2}, **fields).model_copy(update={"was": was})


def dropping(question, *former):
    entries = tuple(DroppedAnswer(answer=choice(text), explanation=WHY) for text in former)
    return question.model_copy(update={"dropped": entries})


MANY = criterion(
    "many",
    [replacing("x", "many/both", "gone/x"), replacing("y", "many/both"), replacing("none", "many/no", exclusive=True)],
    selection="many",
)
ONE = criterion("one", [replacing("p", "many/no"), replacing("q", "one/old if many/x"), option("r")])
CATALOGUE = catalogue([framework("a"), framework("b")], [MANY, dropping(ONE, "one/old", "one/split")])


def errors(*criteria):
    whole = catalogue([framework("a"), framework("b")], criteria)
    return {(p.path, p.message) for p in find_problems(whole, DAY) if p.severity == "error"}


@pytest.mark.parametrize(
    ("pairs", "answers", "former"),
    [
        ([], {}, []),
        (["many/both"], {"many": ("x", "y")}, ["many/both"]),
        (["many/both", "many/x"], {"many": ("x", "y")}, ["many/both"]),
        (["gone/x"], {"many": ("x",)}, ["gone/x"]),
        (["many/no"], {"many": ("none",), "one": ("p",)}, ["many/no"]),
        (["many/no", "one/r"], {"many": ("none",), "one": ("r",)}, ["many/no"]),
        (["many/no", "one/not-sure"], {"many": ("none",), "one": ("not-sure",)}, ["many/no"]),
        (["one/old", "many/x"], {"many": ("x",), "one": ("q",)}, ["one/old"]),
        (["one/old", "gone/x"], {"many": ("x",), "one": ("q",)}, ["one/old", "gone/x"]),
        (["one/old"], {}, ["one/old"]),
        (["one/old", "many/y"], {"many": ("y",)}, ["one/old"]),
        (["one/split", "many/x"], {"many": ("x",)}, ["one/split"]),
    ],
)
def test_former_answers_are_read_as_those_of_today(pairs, answers, former):
    reading = read(CATALOGUE, [tuple(pair.split("/")) for pair in pairs])

    assert (dict(reading.answers), {str(entry) for entry in reading.former}) == (answers, set(former))
    assert (reading.dropped, reading.conflicts) == ((), {})


def test_former_answer_that_excludes_another_is_for_the_visitor_to_decide():
    reading = read(CATALOGUE, [("many", "no"), ("many", "x")])

    assert reading.conflicts == {"many": ("x", "none")}


def test_former_answer_of_which_nothing_is_left_is_dropped_like_any_other():
    conditional = criterion("one", [replacing("q", "one/old if many/y"), option("r")])
    whole = catalogue([framework("a"), framework("b")], [MANY, conditional])

    reading = read(whole, [("one", "old")])

    assert (dict(reading.answers), reading.dropped, reading.former) == ({}, ("one",), ())


@given(st.lists(st.sampled_from(sorted([*CATALOGUE.successors_of, ("many", "x"), ("one", "r"), ("one", "not-sure")]))))
def test_order_and_repetition_do_not_matter_and_to_read_again_changes_nothing(pairs):
    reading = read(CATALOGUE, pairs)
    conflicting = [(slug, value) for slug, values in reading.conflicts.items() for value in values]

    again = read(CATALOGUE, [*reading.answers.pairs(), *conflicting])

    assert read(CATALOGUE, [*reversed(pairs), *pairs]) == reading
    assert (again.answers, again.conflicts, again.dropped, again.former) == (
        *(reading.answers, reading.conflicts),
        *((), ()),
    )


def notes_of(*former, answers):
    notes = former_answer_notes(CATALOGUE, [tuple(text.split("/")) for text in former], answers)
    return [
        (
            str(note.former),
            {question.slug: [chosen.slug for chosen in options] for question, options in note.became},
            note.explanation,
            note.again and note.again.slug,
        )
        for note in notes
    ]


def test_note_says_what_a_former_answer_became_or_why_to_answer_again():
    assert notes_of("many/no", answers={"many": ("none",), "one": ("p",)}) == [
        ("many/no", {"many": ["none"], "one": ["p"]}, "", None)
    ]
    assert notes_of("many/both", answers={"many": ("y",)}) == [("many/both", {"many": ["y"]}, "", None)]
    assert notes_of("one/old", answers={"one": ("q",)}) == [("one/old", {"one": ["q"]}, "", None)]
    assert notes_of("one/old", answers={"one": ("r",)}) == [("one/old", {}, WHY, "one")]
    assert notes_of("one/split", answers={}) == [("one/split", {}, WHY, "one")]


def test_there_is_no_note_on_what_says_nothing():
    assert notes_of("many/both", "many/x", "other/x", answers={}) == []


OPTION = ("criterion", "many", "option")


@pytest.mark.parametrize(
    ("criteria", "error"),
    [
        (
            [criterion("many", [replacing("x", "many/y"), option("y")])],
            ((*OPTION, "x"), "“many/y” is an answer of today, so it cannot be a former one."),
        ),
        (
            [criterion("many", [replacing("x", "many/not-sure")])],
            ((*OPTION, "x"), "“many/not-sure” is an answer of today, so it cannot be a former one."),
        ),
        (
            [criterion("many", [replacing("x", "many/old", "many/old if many/x")])],
            ((*OPTION, "x"), "The former answer “many/old” is named 2 times."),
        ),
        (
            [criterion("many", [replacing("x", "many/old if other/x")])],
            ((*OPTION, "x"), "There is no option “other/x”."),
        ),
        (
            [dropping(criterion("many", [option("x", {"a": 2, "b": 2})]), "many/x")],
            (OPTION[:2], "“many/x” is an answer of today, so it cannot be a former one."),
        ),
        (
            [
                dropping(criterion("many", [option("x", {"a": 2, "b": 2})]), "many/old"),
                dropping(criterion("one", [option("x")]), "many/old"),
            ],
            (OPTION[:2], "The former answer “many/old” is named 2 times."),
        ),
    ],
    ids=["an answer of today", "not sure", "twice", "no such condition", "dropped, but there", "dropped twice"],
)
def test_table_that_does_not_fit_is_an_error(criteria, error):
    assert error in errors(*criteria)


def test_table_that_fits_is_none():
    assert errors(*CATALOGUE.criteria) == set()
