import random
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine import NOT_SURE, read
from comparisons.engine.audit import DeadOption, DominatedOption, Exhaustive, Outcome, Sample
from comparisons.engine.audit.answer_sets import SamplingPlan
from comparisons.engine.audit.compute import Effort, audit
from comparisons.engine.audit.prepare import scorer
from tests.engine.catalogues import catalogue, catalogues, criterion, framework, option
from tests.engine.every_answer import (
    all_combinations,
    answers_to,
    core_questions,
    firsts,
    middling_catalogue,
    number_of_combinations,
    result,
    scored_outcomes,
)

small = catalogues().filter(lambda catalogue: number_of_combinations(catalogue.criteria) <= 300)


def expected_statistics(catalogue, criteria):
    """The statistics of these questions, from trying all combinations one by one."""
    results = {frozenset(pairs): result(catalogue, pairs) for pairs in all_combinations(criteria)}
    first = [firsts(catalogue, pairs) for pairs in all_combinations(criteria)]
    live = {
        (slug, chosen)
        for pairs, outcome in results.items()
        for slug, chosen in pairs
        if chosen != NOT_SURE and outcome != result(catalogue, pairs - {(slug, chosen)})
    }
    options = [(c.slug, slug) for c in criteria for slug in c.option_of]

    def share(matches):
        return Fraction(sum(matches), len(results))

    return {
        "sets": len({read(catalogue, pairs).answers for pairs in results}),
        "verdicts": {v: share(r[0] == v for r in results.values()) for v in ("clear", "both", "close", "undecided")},
        "recommended": {f: share(f in r[1] for r in results.values()) for f in catalogue.framework_of},
        "required": {f: share(f in r[2] for r in results.values()) for f in catalogue.framework_of},
        "first": {f: share(f in slugs for slugs in first) for f in catalogue.framework_of},
        "dead options": [pair for pair in options if pair not in live],
        "dead questions": [c.slug for c in criteria if not live & {(c.slug, slug) for slug in c.option_of}],
        "never win": [f for f in catalogue.framework_of if not any(f in (*r[1], *r[2]) for r in results.values())],
    }


def as_dict(statistics):
    return {
        "sets": statistics.answer_sets,
        "verdicts": {verdict: share.value for verdict, share in statistics.verdicts},
        "recommended": {f.framework: f.recommended.value for f in statistics.frameworks},
        "required": {f.framework: f.required.value for f in statistics.frameworks},
        "first": {f.framework: f.first.value for f in statistics.frameworks},
        "dead options": [(dead.criterion, dead.option) for dead in statistics.dead_options],
        "dead questions": list(statistics.dead_questions),
        "never win": list(statistics.never_win),
    }


def scored(catalogue, many_pairs):
    """What the scorer makes of answer sets given as pairs, each as `result` returns it."""
    for outcome, required in scored_outcomes(catalogue, many_pairs):
        yield (outcome.verdict, outcome.recommended, required)


def random_combinations(catalogue, number, seed):
    chance = random.Random(seed)  # noqa: S311
    return [
        [(c.slug, slug) for c in catalogue.criteria for slug in chance.choice(answers_to(c))] for _ in range(number)
    ]


@given(small)
def test_statistics_of_every_answer_set_agree_with_recommend(catalogue):
    audited = audit(catalogue)

    assert as_dict(audited.core) == expected_statistics(catalogue, core_questions(catalogue))
    assert as_dict(audited.wizard) == expected_statistics(catalogue, catalogue.criteria)
    assert isinstance(audited.core.coverage, Exhaustive)
    assert audited.wizard.coverage == Exhaustive(number_of_combinations(catalogue.criteria))


@pytest.mark.exhaustive
def test_every_core_answer_set_of_the_catalogue_of_version_1_is_scored_as_recommend_does(version_1):
    combinations = list(all_combinations(core_questions(version_1)))

    assert len(combinations) == 1540
    assert list(scored(version_1, combinations)) == [result(version_1, pairs) for pairs in combinations]


def test_answer_sets_of_the_whole_version_1_wizard_are_scored_as_recommend_does(version_1):
    some = random_combinations(version_1, 500, seed=1)

    assert list(scored(version_1, some)) == [result(version_1, pairs) for pairs in some]


@pytest.mark.parametrize(("questions", "integer"), [(5, np.int16), (12, np.int32), (60, np.int32)])
def test_points_that_need_wider_integers_are_scored_as_recommend_does(questions, integer):
    heavy = middling_catalogue(1, questions=questions, weights=(10, 10) if questions > 5 else (1, 3))
    some = random_combinations(heavy, 100, seed=2)

    assert scorer(heavy).tables["q0"].dtype == integer
    assert list(scored(heavy, some)) == [result(heavy, pairs) for pairs in some]


def test_points_far_apart_between_few_frameworks_do_not_overflow():
    """Of few frameworks the values are small, but a hundred times their difference is not."""
    opposed = [option("yes", {"a": 2, "b": -2}), option("no", {"a": -2, "b": 2})]
    criteria = [criterion(f"q{n}", opposed, weight=10) for n in range(10)]
    made = catalogue([framework("a"), framework("b")], criteria)
    some = [
        [(c.slug, "yes") for c in criteria],
        [(c.slug, "no") for c in criteria],
        *random_combinations(made, 20, seed=3),
    ]

    assert list(scored(made, some)) == [result(made, pairs) for pairs in some]


@given(small, st.integers(20, 40), st.integers())
def test_finding_of_a_sample_is_true_of_all_answer_sets(catalogue, draws, seed):
    """A framework that wins, or an option that is live, in a sample is so among all answer sets."""
    sample = audit(catalogue, Effort(exact_up_to=0, draws=draws, seed=abs(seed))).wizard
    exact = audit(catalogue).wizard

    assert set(exact.never_win) <= set(sample.never_win)
    assert set(exact.dead_options) <= set(sample.dead_options)
    assert set(exact.dead_questions) <= set(sample.dead_questions)
    assert sum(share.value for _, share in sample.verdicts) == 1


def test_sample_is_the_same_every_time_and_another_for_another_seed():
    made = middling_catalogue(1)
    effort = Effort(exact_up_to=0, draws=1000, seed=5)

    first, again, other = (audit(made, e) for e in (effort, effort, Effort(exact_up_to=0, draws=1000, seed=6)))

    assert first == again
    assert first.wizard != other.wizard
    assert first.core == other.core
    assert first.wizard.coverage == Sample(combinations=3125, drawn=1000, strata=25, seed=5)


def test_sample_draws_the_same_numbers_on_every_machine():
    """Written down from the first run: were they others, published shares would change without a reason."""
    (batch,) = SamplingPlan({"v": 2}, {"w": 513, "x": 5}, Effort(exact_up_to=0, draws=8, seed=27001)).batches()

    assert {slug: numbers.tolist() for slug, numbers in batch.items()} == {
        "v": [[0], [1]],
        "w": [[319, 496, 436, 255], [50, 29, 385, 208]],
        "x": [[3, 4, 0, 2], [1, 0, 3, 4]],
    }


@pytest.mark.parametrize("draws", [500, 20], ids=["by strata", "strata drawn as well"])
def test_error_of_a_sample_covers_the_exact_share_as_often_as_it_says(draws):
    """Of a catalogue's 19 shares, many go up and down together, so 570 of them tell less than as many alone."""
    covered = []

    for seed in range(30):
        made = middling_catalogue(seed)
        sample = audit(made, Effort(exact_up_to=0, draws=draws, seed=seed)).wizard
        for estimate, exact in zip(shares(sample), shares(audit(made).wizard), strict=True):
            covered.append(abs(estimate.value - exact.value) <= estimate.half_width)

    assert 0.92 <= sum(covered) / len(covered) < 1


def shares(statistics):
    by_framework = [share for f in statistics.frameworks for share in (f.recommended, f.required, f.first)]
    return [share for _, share in statistics.verdicts] + by_framework


def test_error_of_a_sample_is_narrow_enough_to_say_something(version_1):
    sample = audit(version_1).wizard

    assert isinstance(sample.coverage, Sample)
    assert all(0 < share.half_width < Fraction(2, 1000) for share in shares(sample))


def test_version_1_catalogue_has_no_dead_question_and_every_framework_wins(version_1):
    audited = audit(version_1)

    assert (audited.core.dead_questions, audited.core.dead_options) == ((), ())
    assert (audited.wizard.dead_questions, audited.wizard.dead_options, audited.wizard.never_win) == ((), (), ())


def test_core_question_that_only_a_further_one_opens_is_not_among_the_core():
    criteria = [
        criterion("v", [option("v0", {"a": 2})]),
        criterion("w", [option("w0")], core=False),
        criterion("x", [option("x0", {"b": 2})], ask_when=["w/w0"]),
    ]

    audited = audit(catalogue([framework("a"), framework("b")], criteria))

    assert (audited.core.answer_sets, audited.core.dead_questions) == (2, ())
    assert (audited.wizard.answer_sets, audited.wizard.dead_questions) == (6, ())


def test_option_that_only_opens_a_question_is_not_dead():
    opening = criterion("v", [option("v0"), option("v1")])
    opened = criterion("w", [option("w0", {"a": 2})], ask_when=["v/v0"])

    audited = audit(catalogue([framework("a"), framework("b")], [opening, opened])).core

    assert audited.dead_options == (DeadOption("v", "v1"),)
    assert audited.never_win == ("b",)


@pytest.mark.parametrize(
    ("options", "dominated"),
    [
        ([option("x", {"a": 1}), option("y", {"a": 2})], [("x", "y")]),
        ([option("x", {"a": 1}), option("y", {"a": 1, "b": 1})], [("x", "y")]),
        ([option("x", {"a": 1}), option("y", {"a": 1})], [("y", "x")]),
        ([option("x", {"a": 1}), option("y", {"a": 2, "b": -1})], []),
        ([option("x", {"a": 1}, requires={"a": "law"}), option("y", {"a": 2})], []),
        ([option("x", {"a": 1}), option("y", {"a": 2}, requires={"a": "law"})], [("x", "y")]),
        ([option("x", {"a": -1}), option("y", {"a": 2})], []),
        ([option("x"), option("y", {"a": 2})], []),
    ],
    ids=[
        "weaker",
        "silent as to one",
        "the same, the later one",
        "weaker and stronger",
        "requires what the other does not",
        "the other requires too",
        "no support",
        "says nothing",
    ],
)
def test_option_is_dominated_where_another_gives_each_framework_as_much(options, dominated):
    made = catalogue([framework("a"), framework("b")], [criterion("v", options)])

    assert audit(made).dominated_options == tuple(DominatedOption("v", *pair) for pair in dominated)


def test_too_many_options_to_combine_are_refused():
    wide = criterion("v", [option(f"v{n}", {"a": 1}) for n in range(17)], selection="many")

    with pytest.raises(ValueError, match="more than 16 options"):
        audit(catalogue([framework("a"), framework("b")], [wide]))


def test_more_frameworks_can_be_required_than_a_word_has_bits():
    slugs = [f"f{n}" for n in range(130)]
    every, last = (option(name, requires=dict.fromkeys(some, "law"), degree_of=dict.fromkeys(some, 1))
                   for name, some in (("every", slugs), ("last", slugs[-1:])))  # fmt: skip
    made = catalogue(map(framework, slugs), [criterion("v", [every, last])])

    shares = [entry.required.value for entry in audit(made).core.frameworks]

    assert shares == [Fraction(1, 3)] * 129 + [Fraction(2, 3)]


def test_engine_without_the_audit_does_not_load_numpy():
    code = "import comparisons.engine, sys; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


def test_outcomes_are_named_by_slug():
    made = catalogue([framework("a"), framework("b")], [criterion("v", [option("v0", {"b": 2})])])

    assert [*scored_outcomes(made, [[("v", "v0")]])] == [(Outcome("clear", ("b",)), ())]
