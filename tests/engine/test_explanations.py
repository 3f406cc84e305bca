"""Turning points, influence, the outlook, each with a search through all answers as its oracle."""

from dataclasses import replace
from itertools import combinations, product
from math import prod

from hypothesis import given

from comparisons.engine import (
    influence,
    open_questions,
    outlook,
    read,
    recommend,
    smallest_change,
    turning_points,
)
from tests.engine.catalogues import catalogue, criterion, framework, option
from tests.engine.decisive import decisive_cases

MOST_EXTENSIONS = 600


def result(catalogue, pairs):
    """Verdict and recommended set, from `recommend`."""
    recommendation = recommend(catalogue, read(catalogue, pairs).answers)
    return recommendation.verdict, frozenset(framework.slug for framework in recommendation.leading)


def as_result(recommendation):
    return recommendation.verdict, frozenset(framework.slug for framework in recommendation.recommended)


def valid_answers(criterion):
    """Every answer that names an option."""
    alone = [(option.slug,) for option in criterion.options if option.exclusive or criterion.selection == "one"]
    together = [option.slug for option in criterion.options if not option.exclusive]
    several = [chosen for size in range(1, len(together) + 1) for chosen in combinations(together, size)]
    return alone + (several if criterion.selection == "many" else [])


def can_all_be_tried(case):
    catalogue, answers = case
    return prod(len(valid_answers(c)) + 1 for c in catalogue.criteria if is_open(answers, c)) <= MOST_EXTENSIONS


def is_open(answers, criterion):
    return answers.get(criterion.slug, ("not-sure",)) == ("not-sure",)


def with_answer(answers, *changes):
    """Pairs in which some criteria have another answer."""
    changed = dict(changes)
    kept = [pair for pair in answers.pairs() if pair[0] not in changed]
    return kept + [(slug, option) for slug, options in changes for option in options]


def extensions(catalogue, answers):
    """Every set of answers that goes on from these: to any open question, any answer or none."""
    questions = [c for c in catalogue.criteria if is_open(answers, c)]
    for chosen in product(*[[(), *valid_answers(c)] for c in questions]):
        yield with_answer(answers, *((c.slug, options) for c, options in zip(questions, chosen, strict=True)))


@given(decisive_cases.filter(can_all_be_tried))
def test_outlook_is_what_trying_all_extensions_gives(case):
    catalogue, answers = case

    future = outlook(catalogue, answers)

    results = {result(catalogue, pairs) for pairs in extensions(catalogue, answers)}
    possible = frozenset().union(*(recommended for _, recommended in results))
    assert future.settled is (len(results) == 1)
    assert [framework.slug for framework in future.possible] == [s for s in catalogue.framework_of if s in possible]


@given(decisive_cases)
def test_settled_outlook_holds_what_is_recommended_and_no_other(case):
    catalogue, answers = case

    future = outlook(catalogue, answers)

    recommended = set(as_result(recommend(catalogue, answers))[1])
    possible = {framework.slug for framework in future.possible}
    assert recommended == possible if future.settled else recommended <= possible


@given(decisive_cases)
def test_outlook_does_not_depend_on_what_was_asked_before(case):
    catalogue, answers = case
    fresh = catalogue.model_copy()
    outlook(catalogue, replace(answers, priorities=()))

    future = outlook(catalogue, answers)

    assert future == outlook(fresh, answers)


@given(decisive_cases)
def test_turning_points_are_all_single_changes_that_give_another_result(case):
    catalogue, answers = case
    current = result(catalogue, answers.pairs())

    points = turning_points(catalogue, answers)

    expected = [
        (criterion.slug, options)
        for criterion, options in single_changes(catalogue, answers)
        if result(catalogue, with_answer(answers, (criterion.slug, options))) != current
    ]
    assert sorted((p.criterion.slug, p.options) for p in points) == sorted(expected)
    assert [p.criterion for p in points] == sorted((p.criterion for p in points), key=catalogue.criteria.index)
    for point in points:
        after = read(catalogue, with_answer(answers, (point.criterion.slug, point.options))).answers
        assert point.answers == after
        assert as_result(point.result) == as_result(recommend(catalogue, after))
        assert (point.option.slug in point.options) is (point.option.slug not in answers[point.criterion.slug])


def single_changes(catalogue, answers):
    """Every answer that differs by one option; with an exclusive one, by what it takes the place of."""
    for question in catalogue.criteria:
        if not is_open(answers, question):
            chosen = set(answers[question.slug])
            alone = {option.slug for option in question.options if option.exclusive or question.selection == "one"}
            for other in valid_answers(question):
                replaces = len(other) == 1 and bool(alone & {*other, *chosen})
                if set(other) != chosen and (replaces or len(set(other) ^ chosen) == 1):
                    yield question, other


@given(decisive_cases)
def test_smallest_change_is_every_pair_of_changes_where_no_single_one_is_enough(case):
    catalogue, answers = case
    current = result(catalogue, answers.pairs())

    pairs = smallest_change(catalogue, answers, turning_points(catalogue, answers)).pairs

    changes = [(criterion.slug, options) for criterion, options in single_changes(catalogue, answers)]
    expected = [
        {one, other}
        for one, other in combinations(changes, 2)
        if one[0] != other[0] and result(catalogue, with_answer(answers, one, other)) != current
    ]
    if turning_points(catalogue, answers):
        expected = []
    changed = [{(change.criterion.slug, change.options) for change in pair.changes} for pair in pairs]
    assert len(changed) == min(len(expected), 5)
    assert all(changes in expected for changes in changed)
    for pair in pairs:
        after = with_answer(answers, *((change.criterion.slug, change.options) for change in pair.changes))
        assert pair.answers == read(catalogue, after).answers
        assert as_result(pair.result) == result(catalogue, after)


@given(decisive_cases)
def test_influence_counts_the_options_that_alone_change_the_result(case):
    catalogue, answers = case
    current = result(catalogue, answers.pairs())

    influences = influence(catalogue, answers)

    open_slugs = {c.slug for c in open_questions(catalogue, answers)} | {
        c for c in answers if answers[c] == ("not-sure",)
    }
    changing = {
        slug: sum(
            result(catalogue, with_answer(answers, (slug, (option,)))) != current
            for option in catalogue.criterion_of[slug].option_of
        )
        for slug in open_slugs
    }
    assert {entry.criterion.slug: entry.changing for entry in influences} == changing
    assert [entry.share for entry in influences] == sorted((entry.share for entry in influences), reverse=True)


def test_exclusive_option_takes_the_place_of_all_others_and_gives_it_back():
    options = [option("x", {"a": 2}), option("y", {"a": 2}), option("none", {"b": 2}, exclusive=True)]
    made = catalogue([framework("a"), framework("b")], [criterion("v", options, selection="many")])

    def turns(*chosen):
        answers = read(made, [("v", slug) for slug in chosen]).answers
        return [(point.option.slug, point.options) for point in turning_points(made, answers)]

    assert turns("x", "y") == [("none", ("none",))]
    assert turns("x") == [("none", ("none",))]
    assert turns("none") == [("x", ("x",)), ("y", ("y",))]
    assert turns("not-sure") == []


def test_smallest_change_is_found_only_where_no_single_change_is_enough():
    frameworks = [framework("a"), framework("b")]
    options = [option("x", {"a": 2}), option("y", {"b": 2})]
    made = catalogue(frameworks, [criterion(slug, options, weight=1) for slug in "uvw"], lead=1)
    answers = read(made, [(slug, "x") for slug in "uvw"]).answers

    pairs = smallest_change(made, answers, turning_points(made, answers)).pairs

    assert turning_points(made, answers) == ()
    listed = [tuple((change.criterion.slug, change.options) for change in pair.changes) for pair in pairs]
    assert listed == [tuple((slug, ("y",)) for slug in pair) for pair in ("uv", "uw", "vw")]
    assert {as_result(pair.result) for pair in pairs} == {("clear", frozenset("b"))}


def test_pair_of_changes_closes_a_question_that_either_would_leave_open():
    led_to = criterion("c", [option("x", {"a": 2})], ask_when=["v/x", "w/x"])
    gates = [criterion(slug, [option("x"), option("y")]) for slug in "vw"]
    made = catalogue([framework("a"), framework("b")], [*gates, led_to])

    answers = read(made, [("v", "x"), ("w", "x"), ("c", "x")]).answers
    pairs = smallest_change(made, answers, turning_points(made, answers)).pairs

    assert [[change.criterion.slug for change in pair.changes] for pair in pairs] == [["v", "w"]]
    assert [(pair.answers.pairs(), pair.result.verdict) for pair in pairs] == [([("v", "y"), ("w", "y")], "undecided")]


def test_change_to_a_question_that_another_change_closes_makes_no_pair():
    firm = criterion("firm", [option("x", {"a": 2})], weight=3)
    gate = criterion("gate", [option("x", {"a": 2}), option("y", {"b": 2})])
    led_to = criterion("c", [option("x", {"a": 2}), option("y", {"b": 2})], weight=2, ask_when=["gate/x"])
    made = catalogue([framework("a"), framework("b")], [firm, gate, led_to], lead=1)

    answers = read(made, [("firm", "x"), ("gate", "x"), ("c", "x")]).answers

    assert (points := turning_points(made, answers), smallest_change(made, answers, points).pairs) == ((), ())


def test_outlook_follows_a_chain_of_questions_and_takes_out_what_becomes_required():
    first = criterion("first", [option("x", {"a": 2}), option("y", {"a": 2})])
    then = criterion("then", [option("x"), option("y")], ask_when=["first/x"], core=False)
    last = criterion("last", [option("x", {"a": 0}, requires={"a": "law"})], ask_when=["then/y"], weight=1)
    made = catalogue([framework("a"), framework("b")], [last, then, first])

    def future_of(*pairs):
        seen = outlook(made, read(made, pairs).answers)
        return seen.settled, [framework.slug for framework in seen.possible]

    assert future_of() == (False, ["a"])
    assert future_of(("first", "y")) == (True, ["a"])
    assert future_of(("first", "x")) == (False, ["a"])
    assert future_of(("first", "x"), ("then", "not-sure")) == (False, ["a"])
    assert future_of(("first", "x"), ("then", "x")) == (True, ["a"])
    assert future_of(("first", "x"), ("then", "y"), ("last", "x")) == (True, [])
