"""Impacts where a catalogue is under version 2 of the rules, against `recommend` one by one."""

from collections import Counter
from itertools import product
from math import prod

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from comparisons.engine import NOT_SURE, read
from comparisons.engine.audit import Exhaustive, ExhaustiveUpTo, MostFrequentChanges, Outcome, OutcomeWithAddOns
from comparisons.engine.audit.compute import Effort, impact
from comparisons.engine.audit.limited_questions import AT_ONCE
from comparisons.engine.catalogue import Method
from tests.engine.catalogues import catalogue, catalogues, criterion, framework, option
from tests.engine.every_answer import answers_to
from tests.engine.test_audit_2 import FULL, large_from, outcome_of, small_2, small_from
from tests.examples import examples

smaller = st.integers(0, 10**9).map(lambda seed: small_from(seed, most=24))
V2 = Method(version=2, recommend_at=15, lead=15)


def combinations_of_both(old, new):
    """Every combination of answers that are all known to one of the catalogues, as pairs."""
    slugs = sorted({*old.criterion_of, *new.criterion_of})
    known = [{c.slug: {*map(frozenset, answers_to(c, AT_ONCE))} for c in made.criteria} for made in (old, new)]
    answers = [sorted({chosen for of in known for chosen in of.get(slug, set())}, key=sorted) for slug in slugs]
    if prod(map(len, answers)) > 600:
        reject()
    for combination in product(*answers):
        chosen = list(zip(slugs, combination, strict=True))
        if any(all(c == {NOT_SURE} or c in of.get(slug, set()) for slug, c in chosen) for of in known):
            yield [(slug, option) for slug, options in chosen for option in options]


def check(changes, old, new):
    transitions, tried = Counter(), 0
    for pairs in combinations_of_both(old, new):
        tried += 1
        before, after = outcome_of(old, pairs), outcome_of(new, pairs)
        transitions[before[0], after[0]] += before != after

    assert {(row.before, row.after): row.count for row in changes.rows} == +transitions
    assert (changes.tried, changes.changed.value * tried) == (tried, transitions.total())
    for row in changes.rows:
        for example in row.examples:
            before, after = outcome_of(old, example.pairs()), outcome_of(new, example.pairs())
            assert (before[0], after[0]) == (row.before, row.after)
            assert before != after
            assert {*example} <= {*read(old, example.pairs()).answers, *read(new, example.pairs()).answers}


@settings(max_examples=examples(FULL))
@given(smaller, smaller)
def test_impact_agrees_with_trying_everything_in_both(old, new):
    list(combinations_of_both(old, new))

    changes = impact(old, new).wizard

    assert isinstance(changes.coverage, Exhaustive | ExhaustiveUpTo)
    check(changes, old, new)


@settings(max_examples=examples(FULL))
@given(small_2, st.integers(1, 100))
def test_impact_of_another_threshold_agrees_with_trying_everything_in_both(old, recommend_at):
    new = old.model_copy(update={"method": old.method.model_copy(update={"recommend_at": recommend_at})})

    check(impact(old, new).wizard, old, new)
    assert impact(old, old).wizard.rows == ()


@settings(max_examples=examples(FULL))
@given(catalogues())
def test_impact_of_the_new_rules_agrees_with_trying_everything_under_both(old):
    list(combinations_of_both(old, old))
    new = old.model_copy(update={"method": old.method.model_copy(update={"version": 2})})

    check(impact(old, new).wizard, old, new)
    check(impact(new, old).wizard, new, old)


def made(options, method=V2, **fields):
    whole = catalogue([framework("a", ["b"]), framework("b", ["a"])], [criterion("v", options, **fields)])
    return whole.model_copy(update={"method": method})


def test_order_is_no_part_of_an_outcome_where_the_new_rules_are_on_either_side():
    whole = made([option("x", {"a": 1, "b": 2})], Method(version=1, recommend_at=15, lead=100))

    assert (
        impact(whole, whole.model_copy(update={"method": Method(version=2, recommend_at=15, lead=100)})).core.rows == ()
    )


def test_answer_that_one_catalogue_does_not_have_is_not_the_same_as_not_sure():
    """Whoever is not sure whether others have to be convinced gets other advice than whoever does not say."""
    everyone = option("nobody-else").model_copy(update={"suffices": True})
    required = criterion("r", [option("law", {"a": 0}, requires={"a": "law"})])
    scored = criterion("s", [option("y", {"b": 2})])

    def with_others(*options):
        return catalogue([framework("a"), framework("b")], [required, scored, criterion("w", [everyone, *options])])

    old, new = (whole.model_copy(update={"method": V2}) for whole in (with_others(option("some")), with_others()))
    changes = impact(old, new).core

    check(changes, old, new)


def test_example_has_the_not_sure_that_says_something():
    everyone = option("nobody-else").model_copy(update={"suffices": True})
    criteria = [
        criterion("r", [option("law", {"a": 0}, requires={"a": "law"})]),
        criterion("s", [option("y", {"b": 2})]),
        criterion("w", [everyone], ask_when=["r/law"]),
    ]
    old = catalogue([framework("a"), framework("b")], criteria).model_copy(update={"method": V2})
    new = old.model_copy(update={"method": Method(version=2, recommend_at=100, lead=200)})

    examples = [example.pairs() for row in impact(old, new).core.rows for example in row.examples]

    assert examples
    assert all(("w", "not-sure") in pairs for pairs in examples if ("r", "law") in pairs)


@pytest.mark.parametrize("is_new", [True, False], ids=["from version 1", "to version 1"])
def test_version_1_is_compared_with_add_ons_that_only_the_other_knows(is_new):
    base = made([option("x", {"a": 2, "b": 2})], Method(version=1, recommend_at=15, lead=15))
    add_on = framework("b").model_copy(update={"role": "add-on", "extends": ("a",)})
    other = base.model_copy(update={"method": V2, "frameworks": (framework("a"), add_on)})

    changes = (impact(base, other) if is_new else impact(other, base)).core

    both, told = Outcome("both", ("a", "b")), OutcomeWithAddOns("clear", ("a",), ("b",))
    assert [(row.before, row.after) for row in changes.rows] == [(both, told) if is_new else (told, both)]


def test_only_the_most_frequent_changes_are_listed():
    """One of forty is clear, two are close, and three are level: nothing is recommended."""
    slugs = [f"f{n:02}" for n in range(40)]

    def whole(degree):
        options = [option(f"x{n}", {slug: degree}) for n, slug in enumerate(slugs)]
        asked_for = criterion("v", options, selection="many")
        return catalogue(map(framework, slugs), [asked_for]).model_copy(update={"method": V2})

    changes = impact(whole(2), whole(0)).core

    assert isinstance(changes, MostFrequentChanges)
    assert (len(changes.rows), changes.unlisted) == (500, 40 + 40 * 39 // 2 - 500)
    assert changes.changed.value * changes.tried == 40 + 40 * 39 // 2


def test_sampled_impact_is_the_same_every_time():
    old, new = (large_from(seed) for seed in (1, 2))

    changes = impact(old, new, Effort(exact_up_to=0, draws=300))

    assert changes == impact(old, new, Effort(exact_up_to=0, draws=300))
