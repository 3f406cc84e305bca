from collections import Counter
from itertools import product
from math import prod

from hypothesis import assume, given
from hypothesis import strategies as st

from comparisons.engine import NOT_SURE, read
from comparisons.engine.audit import Effort, Exhaustive, Outcome, Sample, impact
from tests.engine.catalogues import catalogue, catalogues, criterion, framework, option
from tests.engine.every_answer import answers_to, core_questions, middling_catalogue, result

FRAMEWORKS = [framework("a"), framework("b")]


def both_ways(old, new, slugs):
    """Every way to answer the questions of which one of the catalogues knows every answer, as pairs."""
    known = [
        {c.slug: set(map(frozenset, answers_to(c))) for c in made.criteria if c.slug in slugs} for made in (old, new)
    ]
    answers = [sorted({chosen for of in known for chosen in of.get(slug, set())}, key=sorted) for slug in slugs]
    assume(prod(map(len, answers)) <= 400)
    for way in product(*answers):
        chosen = list(zip(slugs, way, strict=True))
        if any(all(c == {NOT_SURE} or c in of.get(slug, set()) for slug, c in chosen) for of in known):
            yield [(slug, option) for slug, options in chosen for option in options]


def expected_moves(old, new, slugs):
    """How many ways to answer go from where to where, how many there are, and how short the shortest of each is."""
    moves, lengths, tried = Counter(), {}, 0
    for pairs in both_ways(old, new, slugs):
        tried += 1
        before, after = result(old, pairs), result(new, pairs)
        if before != after:
            move = (Outcome(*before[:2]), Outcome(*after[:2]))
            moves[move] += 1
            length = len({slug for slug, chosen in pairs if chosen != NOT_SURE})
            lengths[move] = min(length, lengths.get(move, length))
    return moves, lengths, tried


def check(changes, old, new, slugs):
    moves, lengths, tried = expected_moves(old, new, slugs)

    assert {(row.before, row.after): row.count for row in changes.rows} == moves
    assert (changes.tried, changes.changed.value * tried) == (tried, moves.total())
    assert [row.count for row in changes.rows] == sorted(moves.values(), reverse=True)
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
    list(both_ways(old, new, every))

    found = impact(old, new)

    assert isinstance(found.core.coverage, Exhaustive)
    check(found.core, old, new, core)
    check(found.wizard, old, new, every)


@given(catalogues(), st.integers(1, 100))
def test_impact_of_another_threshold_agrees_with_trying_everything_in_both(old, recommend_at):
    new = old.model_copy(update={"method": old.method.model_copy(update={"recommend_at": recommend_at})})

    found = impact(old, new)

    check(found.wizard, old, new, list(old.criterion_of))


def test_same_catalogue_changes_nothing(shipped):
    found = impact(shipped, shipped)

    assert (found.core.changed.value, found.core.rows, found.core.tried) == (0, (), 1540)
    assert (found.wizard.changed.value, found.wizard.rows) == (0, ())


def test_answer_that_one_catalogue_does_not_know_is_dropped_there():
    old = catalogue(FRAMEWORKS, [criterion("v", [option("x", {"a": 2}), option("y", {"b": 2})])])
    new = catalogue(FRAMEWORKS, [criterion("v", [option("x", {"a": 2}), option("z", {"b": 2})])])

    found = impact(old, new).core

    clear, undecided = Outcome("clear", ("b",)), Outcome("undecided", ())
    assert found.tried == 4
    assert {(row.before, row.after): [e.pairs() for e in row.examples] for row in found.rows} == {
        (clear, undecided): [[("v", "y")]],
        (undecided, clear): [[("v", "z")]],
    }


def test_change_of_obligations_alone_is_told_with_the_outcome_that_stays():
    def made(requires):
        said = option("x", {"a": 2, "b": -2}, requires=requires)
        return catalogue(FRAMEWORKS, [criterion("v", [said])])

    found = impact(made({}), made({"b": "law"})).core

    clear = Outcome("clear", ("a",))
    assert [(row.before, row.after, row.count) for row in found.rows] == [(clear, clear, 1)]


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
def test_impact_tells_how_far_it_is_up_to_the_end(old, new, effort):
    told = []

    found = impact(old, new, effort, lambda tried, in_all: told.append((tried, in_all)))

    in_all = sum(
        each.coverage.ways if isinstance(each.coverage, Exhaustive) else each.coverage.drawn
        for each in (found.core, found.wizard)
    )
    assert told[-1] == (in_all, in_all)
    assert [*told] == sorted(set(told))
    assert {whole for _, whole in told} == {in_all}


def test_first_refining_question_can_be_compared_by_a_sample():
    old = catalogue(FRAMEWORKS, [criterion("v", [option("x", {"a": 2}), option("y", {"b": 2})])])
    refining = criterion("w", [option("p", {"a": 2}), option("q", {"b": 2})], core=False)
    new = old.model_copy(update={"criteria": (*old.criteria, refining)})

    found = impact(old, new, Effort(exact_up_to=0, draws=300)).wizard

    assert isinstance(found.coverage, Sample)
    assert found.tried == 300
    assert abs(float(found.changed.value) - 4 / 9) < found.changed.half_width
