"""What the engine guarantees, each over random catalogues: `comparisons.engine` has the list."""

import datetime
import os
import subprocess
import sys
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from comparisons.engine import (
    NOT_SURE,
    Catalogue,
    answered,
    core_is_answered,
    find_problems,
    open_questions,
    read,
    recommend,
)
from tests.engine.catalogues import any_pairs, cases, catalogues, choices, criterion, option, support

SPELLED_OUT = """
import sys
from comparisons.engine import Catalogue, read, recommend
catalogue = Catalogue.model_validate_json(sys.stdin.read())
pairs = [(criterion.slug, slug) for criterion in catalogue.criteria for slug in criterion.option_of]
reading = read(catalogue, [*pairs, ("x", "y"), ("z", "y")])
print(reading, recommend(catalogue, reading.answers))
"""


def outcome(catalogue, pairs):
    return recommend(catalogue, read(catalogue, pairs).answers)


def standing_of(recommendation, slug):
    return next(standing for standing in recommendation.standings if standing.framework.slug == slug)


def with_support(catalogue, option, new):
    """The catalogue, with another support of this option for one framework."""
    supports = (*(s for s in option.support if s.framework != new.framework), new)
    changed = option.model_copy(update={"support": supports})
    criteria = (
        c.model_copy(update={"options": tuple(changed if o is option else o for o in c.options)})
        for c in catalogue.criteria
    )
    return catalogue.model_copy(update={"criteria": tuple(criteria)})


@given(catalogues())
def test_catalogues_for_these_tests_could_be_published(catalogue):
    problems = find_problems(catalogue, datetime.date.min)

    errors = [problem.message for problem in problems if problem.severity == "error"]
    assert [message for message in errors if not message.startswith("No answer recommends or requires")] == []


@given(cases(any_pairs), st.data())
def test_answers_in_any_order_and_repeated_read_the_same(case, data):
    catalogue, pairs = case
    again = data.draw(st.lists(st.sampled_from(pairs))) if pairs else []
    shuffled = data.draw(st.permutations(pairs + again))

    assert read(catalogue, shuffled) == read(catalogue, pairs)
    assert outcome(catalogue, shuffled) == outcome(catalogue, pairs)


@given(cases(), st.data())
def test_raised_degree_never_lowers_that_frameworks_score(case, data):
    catalogue, pairs = case
    options = [option for _, chosen in answered(catalogue, read(catalogue, pairs).answers) for option in chosen]
    assume(options)
    raised = data.draw(st.sampled_from(options))
    slug = data.draw(st.sampled_from(list(catalogue.framework_of)))

    outcomes = [outcome(with_support(catalogue, raised, support(slug, degree)), pairs) for degree in range(-2, 3)]

    scores = [standing_of(recommendation, slug).score for recommendation in outcomes]
    assert scores == sorted(scores)


@given(cases(), st.integers(0, 5), st.integers(1, 10), st.booleans())
def test_neutral_criterion_changes_no_ordering(case, place, weight, core):
    catalogue, pairs = case
    silent = option("said", dict.fromkeys(list(catalogue.framework_of)[:2], 0))
    neutral = criterion("neutral", [silent], weight=weight, core=core)
    criteria = (*catalogue.criteria[:place], neutral, *catalogue.criteria[place:])
    asking_more = catalogue.model_copy(update={"criteria": criteria})

    before, after = outcome(catalogue, pairs), outcome(asking_more, [*pairs, ("neutral", "said")])

    assert [(s.framework, s.points, s.tied) for s in after.standings] == [
        (s.framework, s.points, s.tied) for s in before.standings
    ]


@given(cases())
def test_scores_stay_in_range_and_ledgers_add_up(case):
    catalogue, pairs = case

    standings = outcome(catalogue, pairs).standings

    assert all(-100 <= standing.score <= 100 for standing in standings)
    assert all(standing.points == sum(c.points for c in standing.contributions) for standing in standings)
    assert sorted(standing.framework.slug for standing in standings) == list(catalogue.framework_of)


@given(cases())
def test_priority_has_the_effect_of_a_doubled_weight(case):
    catalogue, pairs = case
    preferred = read(catalogue, pairs).answers.priorities
    criteria = [
        c.model_copy(update={"weight": c.weight * (2 if c.slug in preferred else 1)}) for c in catalogue.criteria
    ]
    raised = catalogue.model_copy(update={"criteria": tuple(criteria)})

    with_priority = outcome(catalogue, pairs)
    expected = outcome(raised, [pair for pair in pairs if pair[0] != "priority"])

    assert (with_priority.verdict, with_priority.recommended, with_priority.margin) == (
        expected.verdict,
        expected.recommended,
        expected.margin,
    )
    assert [(s.framework, s.points, s.score) for s in with_priority.standings] == [
        (s.framework, s.points, s.score) for s in expected.standings
    ]
    assert [[c.points for c in s.contributions] for s in with_priority.standings] == [
        [c.points for c in s.contributions] for s in expected.standings
    ]


@given(cases())
def test_score_is_the_formula_worked_out_exactly(case):
    catalogue, pairs = case
    answers = read(catalogue, pairs).answers
    counted = [c for c in catalogue.criteria if answers.get(c.slug, (NOT_SURE,)) != (NOT_SURE,)]
    weight_of = {c.slug: c.weight * (2 if c.slug in answers.priorities else 1) for c in counted}
    most = 2 * sum(weight_of.values())

    standings = recommend(catalogue, answers).standings

    for standing in standings:
        points = 0
        for c in counted:
            chosen = [o for o in c.options if o.slug in answers[c.slug]]
            degrees = [s.degree for o in chosen for s in o.support if s.framework == standing.framework.slug]
            points += weight_of[c.slug] * (max([0, *degrees]) + min([0, *degrees]))
        assert isinstance(standing.score, Fraction)
        assert standing.score * most == 100 * points


@given(cases(any_pairs))
def test_reading_what_was_read_changes_nothing(case):
    catalogue, pairs = case
    answers = read(catalogue, pairs).answers

    again = read(catalogue, answers.pairs())

    assert (again.answers, again.dropped, again.conflicts) == (answers, (), {})


@given(catalogues(), st.data())
def test_visitor_who_answers_one_question_after_another_reaches_the_end(catalogue, data):
    pairs, answers = [], read(catalogue, []).answers

    for _ in catalogue.criteria:
        if waiting := open_questions(catalogue, answers)[:1]:
            question = waiting[0]
            pairs += [(question.slug, slug) for slug in data.draw(choices(question))]
            reading = read(catalogue, pairs)
            answers = reading.answers
            assert (reading.dropped, set(answers)) == ((), {slug for slug, _ in pairs})

    assert open_questions(catalogue, answers) == ()
    assert core_is_answered(catalogue, answers)
    assert recommend(catalogue, answers).final


@given(cases(any_pairs), st.data())
def test_equal_answers_give_equal_bytes(case, data):
    catalogue, pairs = case
    same = Catalogue.model_validate_json(catalogue.model_dump_json())
    shuffled = data.draw(st.permutations(pairs))

    assert repr(read(same, shuffled)).encode() == repr(read(catalogue, pairs)).encode()
    assert repr(outcome(same, shuffled)).encode() == repr(outcome(catalogue, pairs)).encode()


def test_equal_answers_give_equal_bytes_in_another_process(shipped):
    outputs = {
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", SPELLED_OUT],
            input=shipped.model_dump_json().encode(),
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(outputs) == 1
