from collections import Counter
from itertools import product
from math import prod

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comparisons.engine import NOT_SURE, read
from comparisons.engine.audit import Exhaustive, Outcome, Sample
from comparisons.engine.audit.compute import Effort, impact
from tests.engine.catalogues import catalogue, catalogues, criterion, framework, option
from tests.engine.every_answer import answers_to, core_questions, middling_catalogue, result

FRAMEWORKS = [framework("a"), framework("b")]


def combinations_of_both(old, new, slugs):
    """Every combination of answers that are all known to one of the catalogues, as pairs."""
    known = [
        {c.slug: set(map(frozenset, answers_to(c))) for c in made.criteria if c.slug in slugs} for made in (old, new)
    ]
    answers = [sorted({chosen for of in known for chosen in of.get(slug, set())}, key=sorted) for slug in slugs]
    assume(prod(map(len, answers)) <= 400)
    for combination in product(*answers):
        chosen = list(zip(slugs, combination, strict=True))
        if any(all(c == {NOT_SURE} or c in of.get(slug, set()) for slug, c in chosen) for of in known):
            yield [(slug, option) for slug, options in chosen for option in options]


def expected_transitions(old, new, slugs):
    """The number of each transition, the length of its shortest example, and the number of combinations."""
    transitions, lengths, tried = Counter(), {}, 0
    for pairs in combinations_of_both(old, new, slugs):
        tried += 1
        before, after = result(old, pairs), result(new, pairs)
        if before != after:
            transition = (Outcome(*before[:2]), Outcome(*after[:2]))
            transitions[transition] += 1
            length = len({slug for slug, chosen in pairs if chosen != NOT_SURE})
            lengths[transition] = min(length, lengths.get(transition, length))
    return transitions, lengths, tried


def check(changes, old, new, slugs):
    transitions, lengths, tried = expected_transitions(old, new, slugs)

    assert {(row.before, row.after): row.count for row in changes.rows} == transitions
    assert (changes.tried, changes.changed.value * tried) == (tried, transitions.total())
    assert [row.count for row in changes.rows] == sorted(transitions.values(), reverse=True)
    assert sum(row.share.value for row in changes.rows) == changes.changed.value
    for row in changes.rows:
        assert len(row.examples[0]) == lengths[row.before, row.after]
        for example in row.examples:
            before, after = result(old, example.pairs()), result(new, example.pairs())
            assert (Outcome(*before[:2]), Outcome(*after[:2])) == (row.before, row.after)
            assert before != after
            assert set(example) <= {*read(old, example.pairs()).answers, *read(new, example.pairs()).answers}
        assert 1 <= len(set(row.examples)) == len(row.examples) <= 3
        assert [*map(len, row.examples)] == sorted(map(len, row.examples))


@given(catalogues(), catalogues())
def test_impact_agrees_with_trying_everything_in_both(old, new):
    core = sorted({criterion.slug for made in (old, new) for criterion in core_questions(made)})
    every = sorted({*old.criterion_of, *new.criterion_of})
    list(combinations_of_both(old, new, every))

    changes = impact(old, new)

    assert isinstance(changes.core.coverage, Exhaustive)
    check(changes.core, old, new, core)
    check(changes.wizard, old, new, every)


@given(catalogues(), st.integers(1, 100))
def test_impact_of_another_threshold_agrees_with_trying_everything_in_both(old, recommend_at):
    new = old.model_copy(update={"method": old.method.model_copy(update={"recommend_at": recommend_at})})

    changes = impact(old, new)

    check(changes.wizard, old, new, list(old.criterion_of))


@pytest.mark.parametrize(("made", "tried"), [("version_1", 1540), ("shipped", 1 << 15)])
def test_same_catalogue_changes_nothing(made, tried, request):
    same = request.getfixturevalue(made)

    changes = impact(same, same, Effort(exact_up_to=2_000, draws=1 << 15))

    assert (changes.core.changed.value, changes.core.rows, changes.core.tried) == (0, (), tried)
    assert (changes.wizard.changed.value, changes.wizard.rows) == (0, ())


def test_answer_that_one_catalogue_does_not_know_is_dropped_there():
    old = catalogue(FRAMEWORKS, [criterion("v", [option("x", {"a": 2}), option("y", {"b": 2})])])
    new = catalogue(FRAMEWORKS, [criterion("v", [option("x", {"a": 2}), option("z", {"b": 2})])])

    changes = impact(old, new).core

    clear, undecided = Outcome("clear", ("b",)), Outcome("undecided", ())
    assert changes.tried == 4
    assert {(row.before, row.after): [e.pairs() for e in row.examples] for row in changes.rows} == {
        (clear, undecided): [[("v", "y")]],
        (undecided, clear): [[("v", "z")]],
    }


def test_change_of_obligations_alone_is_listed_with_the_same_outcome():
    def made(requires):
        chosen = option("x", {"a": 2, "b": -2}, requires=requires)
        return catalogue(FRAMEWORKS, [criterion("v", [chosen])])

    changes = impact(made({}), made({"b": "law"})).core

    clear = Outcome("clear", ("a",))
    assert [(row.before, row.after, row.count) for row in changes.rows] == [(clear, clear, 1)]


def test_impact_of_a_sample_is_the_same_every_time_and_its_error_covers_the_exact_share():
    covered = []

    for seed in range(40):
        old, new = middling_catalogue(seed), middling_catalogue(seed + 1)
        effort = Effort(exact_up_to=0, draws=500, seed=seed)
        sample, exact = impact(old, new, effort).wizard, impact(old, new).wizard
        covered.append(abs(sample.changed.value - exact.changed.value) <= sample.changed.half_width)
        assert sample == impact(old, new, effort).wizard
        assert isinstance(sample.coverage, Sample)

    assert sum(covered) >= 36


@given(catalogues(), catalogues(), st.sampled_from([Effort(), Effort(exact_up_to=0, draws=8)]))
def test_progress_is_reported_up_to_the_end(old, new, effort):
    calls = []

    changes = impact(old, new, effort, lambda tried, total: calls.append((tried, total)))

    total = sum(
        part.coverage.combinations if isinstance(part.coverage, Exhaustive) else part.coverage.drawn
        for part in (changes.core, changes.wizard)
    )
    assert calls[-1] == (total, total)
    assert [*calls] == sorted(set(calls))
    assert {whole for _, whole in calls} == {total}


def test_first_refining_question_can_be_compared_by_a_sample():
    old = catalogue(FRAMEWORKS, [criterion("v", [option("x", {"a": 2}), option("y", {"b": 2})])])
    refining = criterion("w", [option("p", {"a": 2}), option("q", {"b": 2})], core=False)
    new = old.model_copy(update={"criteria": (*old.criteria, refining)})

    changes = impact(old, new, Effort(exact_up_to=0, draws=300)).wizard

    assert isinstance(changes.coverage, Sample)
    assert changes.tried == 300
    assert abs(float(changes.changed.value) - 4 / 9) < changes.changed.half_width


def test_frameworks_in_another_order_change_only_ties():
    criteria = [criterion("v", [option("x", {"a": 2, "c": 1}), option("y", {"b": 2}), option("z", {"a": 2, "b": 2})])]
    old = catalogue(FRAMEWORKS, criteria)
    new = catalogue(FRAMEWORKS[::-1], criteria)

    changes = impact(old, new).core

    assert [(row.before, row.after, row.count) for row in changes.rows] == [
        (Outcome("close", ("a", "b")), Outcome("close", ("b", "a")), 1)
    ]
