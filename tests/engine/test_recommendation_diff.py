"""Two recommendations beside standing other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine import read, recommend
from comparisons.engine.recommendation_diff import AnswerDiff, RecommendationSide, recommendation_diff
from tests.engine.catalogues import cases, catalogue, criterion, framework, option, right_pairs

V = criterion("v", [option("v0", {"a": 2}), option("v1", {"b": 2})])
W = criterion("w", [option("w0", {"a": 1, "b": 1}), option("w1")], selection="many")
CATALOGUE = catalogue([framework("a"), framework("b")], [V, W])


def side(made, *pairs):
    return RecommendationSide(made, recommend(made, read(made, [pair.split("/") for pair in pairs]).answers))


def changed(model, **update):
    return model.model_copy(update=update)


def with_support(**update):
    """The catalogue with another support of the first option for framework a."""
    support = changed(V.options[0].support[0], **update)
    first = changed(V.options[0], support=(support,))
    return changed(CATALOGUE, criteria=(changed(V, options=(first, *V.options[1:])), W))


def lines(contributions):
    return [(c.criterion.slug, c.option.slug, c.points, c.support.reason) for c in contributions]


def ledgers(diff):
    """Framework slug -> the lines that only the one, and only the other side has."""
    return {
        standing.framework.slug: (lines(standing.only_first), lines(standing.only_second))
        for standing in diff.standings
    }


def scores(diff):
    return {
        standing.framework.slug: tuple(side and side.score for side in (standing.first, standing.second))
        for standing in diff.standings
    }


def test_same_answers_under_the_same_catalogue_do_not_differ():
    one, other = side(CATALOGUE, "v/v0", "w/w0"), side(CATALOGUE, "w/w0", "v/v0")

    diff = recommendation_diff(one, other)

    assert (diff.answers, diff.standings, diff.is_same_result) == ((), (), True)
    assert (diff.first, diff.second) == (one.recommendation, other.recommendation)


def test_another_answer_is_listed_with_the_lines_that_it_changes():
    diff = recommendation_diff(side(CATALOGUE, "v/v0", "w/w0"), side(CATALOGUE, "v/v1", "w/w0"))

    assert diff.answers == (AnswerDiff("v", ("v0",), ("v1",)),)
    assert ledgers(diff) == {
        "a": ([("v", "v0", 2, "It fits.")], []),
        "b": ([], [("v", "v1", 2, "It fits.")]),
    }
    assert scores(diff) == {"a": (75, 25), "b": (25, 75)}
    assert diff.is_same_result is False


def test_another_answer_can_give_the_same_result():
    diff = recommendation_diff(side(CATALOGUE, "v/v0", "w/w0"), side(CATALOGUE, "v/v0", "w/w1"))

    assert diff.answers == (AnswerDiff("w", ("w0",), ("w1",)),)
    assert diff.is_same_result is True


def test_framework_of_which_both_sides_say_the_same_is_left_out():
    diff = recommendation_diff(side(CATALOGUE, "v/v0"), side(CATALOGUE, "v/v0", "w/w1"))

    assert scores(diff) == {"a": (100, 50)}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([], ["w/not-sure"], (None, ())),
        (["w/not-sure"], [], ((), None)),
        (["w/not-sure"], ["w/w1"], ((), ("w1",))),
        (["w/w1", "w/w0"], [], (("w0", "w1"), None)),
    ],
    ids=["unanswered and not sure", "not sure and unanswered", "not sure and an option", "two options and unanswered"],
)
def test_labels_distinguish_not_sure_from_unanswered(first, second, expected):
    diff = recommendation_diff(side(CATALOGUE, *first), side(CATALOGUE, *second))

    assert diff.answers == (AnswerDiff("w", *expected),)


def test_labels_are_those_of_each_side():
    renamed = changed(CATALOGUE, criteria=(changed(V, name="New name"), W))

    diff = recommendation_diff(side(CATALOGUE, "v/v0"), side(renamed, "v/v1"))

    assert diff.answers == (AnswerDiff("New name", ("v0",), ("v1",)),)


@pytest.mark.parametrize(
    ("update", "only_second"),
    [({"degree": 1}, ("v", "v0", 1, "It fits.")), ({"reason": "It fits well."}, ("v", "v0", 2, "It fits well."))],
    ids=["degree", "reason"],
)
def test_only_the_line_that_another_catalogue_changes_is_listed(update, only_second):
    diff = recommendation_diff(side(CATALOGUE, "v/v0", "w/w0"), side(with_support(**update), "v/v0", "w/w0"))

    assert diff.answers == ()
    assert ledgers(diff) == {"a": ([("v", "v0", 2, "It fits.")], [only_second])}


def test_another_weight_changes_the_lines_of_its_criterion_alone():
    heavier = changed(CATALOGUE, criteria=(V, changed(W, weight=3)))

    diff = recommendation_diff(side(CATALOGUE, "v/v0", "w/w0"), side(heavier, "v/v0", "w/w0"))

    line = [("w", "w0", 1, "It fits.")], [("w", "w0", 3, "It fits.")]
    assert ledgers(diff) == {"a": line, "b": line}


def test_priority_changes_the_lines_of_its_criterion_alone():
    diff = recommendation_diff(side(CATALOGUE, "v/v0", "w/w0"), side(CATALOGUE, "v/v0", "w/w0", "priority/v"))

    assert ledgers(diff) == {
        "a": ([("v", "v0", 2, "It fits.")], [("v", "v0", 4, "It fits.")]),
        "b": ([], []),
    }


def test_framework_that_one_side_does_not_know_is_listed_for_the_other():
    wider = changed(CATALOGUE, frameworks=(framework("c"), *CATALOGUE.frameworks))

    new, gone = (
        recommendation_diff(side(one, "v/v0"), side(other, "v/v0"))
        for one, other in ((CATALOGUE, wider), (wider, CATALOGUE))
    )

    assert (scores(new), scores(gone)) == ({"c": (None, 0)}, {"c": (0, None)})
    assert (new.is_same_result, gone.is_same_result) == (True, True)


def test_removed_criterion_is_listed_by_its_old_name():
    narrower = changed(CATALOGUE, criteria=(V,))

    diff = recommendation_diff(side(CATALOGUE, "v/v0", "w/w0"), side(narrower, "v/v0", "w/w0"))

    assert diff.answers == (AnswerDiff("w", ("w0",), None),)
    assert ledgers(diff) == {"a": ([("w", "w0", 1, "It fits.")], []), "b": ([("w", "w0", 1, "It fits.")], [])}


def test_order_is_that_of_the_second_side_then_what_it_does_not_know():
    first = catalogue([framework("a"), framework("b")], [V, W])
    second = catalogue([framework("c"), framework("b")], [W, criterion("u", [option("u0")])])

    diff = recommendation_diff(side(first, "v/v0", "w/w0"), side(second, "w/w1", "u/u0"))

    assert [standing.name for standing in diff.answers] == ["w", "u", "v"]
    assert [standing.framework.slug for standing in diff.standings] == ["c", "b", "a"]


def test_framework_that_the_law_requires_on_one_side_alone_is_another_result():
    diff = recommendation_diff(side(CATALOGUE, "v/v0"), side(with_support(requires="law"), "v/v0"))

    assert diff.is_same_result is False
    assert ledgers(diff) == {"a": ([], [])}


def test_framework_that_is_held_on_one_side_alone_is_another_result():
    holding = changed(CATALOGUE, criteria=(changed(V, options=(changed(V.options[0], holds="a"), *V.options[1:])), W))

    diff = recommendation_diff(side(CATALOGUE, "v/v0"), side(holding, "v/v0"))

    assert diff.is_same_result is False
    assert ledgers(diff) == {"a": ([], [])}


def test_result_is_another_where_only_what_is_required_differs():
    support = changed(V.options[0].support[0], framework="b", degree=0)
    law = changed(V.options[0], support=(*V.options[0].support, changed(support, requires="law")))
    requiring = changed(CATALOGUE, criteria=(changed(V, options=(law, *V.options[1:])), W))

    diff = recommendation_diff(side(CATALOGUE, "v/v0"), side(requiring, "v/v0"))

    assert diff.first.result == diff.second.result
    assert diff.is_same_result is False


def test_result_is_another_where_only_the_verdict_differs():
    stricter = changed(CATALOGUE, method=changed(CATALOGUE.method, lead=200))

    diff = recommendation_diff(side(CATALOGUE, "v/v0"), side(stricter, "v/v0"))

    assert (diff.first.verdict, diff.second.verdict) == ("clear", "close")
    assert (diff.standings, diff.is_same_result) == ((), False)


def test_result_is_another_where_only_what_is_in_place_differs():
    options = tuple(changed(o, holds=slug) for o, slug in zip(V.options, "ab", strict=True))
    holding = changed(CATALOGUE, criteria=(changed(V, options=options), W))

    diff = recommendation_diff(side(holding, "v/v0"), side(holding, "v/v1"))

    assert diff.first.recommended == diff.second.recommended == ()
    assert diff.is_same_result is False


@st.composite
def two_sides(draw):
    """Two sets of answers to one catalogue."""
    made, pairs = draw(cases())
    return tuple(
        RecommendationSide(made, recommend(made, read(made, p).answers)) for p in (pairs, draw(right_pairs(made)))
    )


@given(two_sides())
def test_nothing_differs_from_itself(sides):
    diff = recommendation_diff(sides[0], sides[0])

    assert (diff.answers, diff.standings, diff.is_same_result) == ((), (), True)


@given(two_sides())
def test_swapping_the_sides_swaps_the_differences(sides):
    there, back = recommendation_diff(*sides), recommendation_diff(*reversed(sides))

    assert (back.first, back.second, back.is_same_result) == (there.second, there.first, there.is_same_result)
    assert [(a.name, a.second, a.first) for a in back.answers] == [(a.name, a.first, a.second) for a in there.answers]
    assert [(s.framework, s.second, s.first, s.only_second, s.only_first) for s in back.standings] == [
        (s.framework, s.first, s.second, s.only_first, s.only_second) for s in there.standings
    ]
