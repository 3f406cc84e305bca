"""The audit of catalogues under version 2 of the rules, against `recommend` one by one."""

from collections import Counter
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparisons.engine import NOT_SURE, read, recommend
from comparisons.engine.audit import (
    DeadOption,
    DominatedOption,
    Exhaustive,
    ExhaustiveUpTo,
    Outcome,
    OutcomeWithAddOns,
    SampleUpTo,
)
from comparisons.engine.audit.compute import Effort, audit
from comparisons.engine.audit.limited_questions import AT_ONCE, limited
from comparisons.engine.catalogue import Method, OnePerFramework
from comparisons.engine.expansion import expanded
from tests.engine.catalogues import catalogue, criterion, framework, option
from tests.engine.every_answer import (
    all_combinations,
    answers_to,
    core_questions,
    number_of_combinations,
    scored_outcomes,
)
from tests.engine.method_2_cases import catalogue_from
from tests.engine.method_2_oracle import advise
from tests.examples import examples

FULL = 100
"""Examples in the whole proof: each is compared answer set by answer set."""
VERDICTS = ("clear", "both", "close", "enough", "undecided")


def small_from(seed, most=200):
    """A catalogue with as many of its questions as can be tried one by one, some of them not core."""
    random = Random(seed)  # noqa: S311
    made, kept = catalogue_from(random), []
    for question in random.sample(made.criteria, len(made.criteria)):
        if number_of_combinations([*kept, question], AT_ONCE) <= most:
            kept.append(question.model_copy(update={"core": random.random() < 0.7}))
    slugs = {question.slug for question in kept}
    criteria = tuple(
        question.model_copy(update={"ask_when": tuple(c for c in question.ask_when if c.criterion in slugs)})
        for question in sorted(kept, key=lambda question: [*made.criterion_of].index(question.slug))
    )
    return made.model_copy(update={"criteria": criteria})


catalogues_2 = st.integers(0, 10**9).map(lambda seed: catalogue_from(Random(seed)))  # noqa: S311
small_2 = st.integers(0, 10**9).map(small_from)


def outcome_of(catalogue, pairs):
    """What `recommend` gives, as an audit names it: the outcome, and the required slugs."""
    recommendation = recommend(catalogue, read(catalogue, pairs).answers)
    recommended = tuple(sorted(framework.slug for framework in recommendation.result.recommended))
    add = tuple(sorted(framework.slug for framework in recommendation.result.add))
    verdict = recommendation.verdict
    outcome = OutcomeWithAddOns(verdict, recommended, add) if add else Outcome(verdict, recommended)
    return outcome, {framework.slug for framework in recommendation.required}


def random_combinations(catalogue, number, random):
    answers = {question.slug: answers_to(question, AT_ONCE) for question in catalogue.criteria}
    return [[(slug, option) for slug in answers for option in random.choice(answers[slug])] for _ in range(number)]


def without(pairs, pair):
    """The pairs without a choice: what is left of that answer is "not sure" if nothing else is."""
    rest = [other for other in pairs if other != pair]
    return rest if any(slug == pair[0] for slug, _ in rest) else [*rest, (pair[0], NOT_SURE)]


def expected_statistics(catalogue, criteria):
    combinations = [*all_combinations(criteria, AT_ONCE)]
    results = [outcome_of(catalogue, pairs) for pairs in combinations]
    rankings = [advise(catalogue, read(catalogue, pairs).answers).scores for pairs in combinations]
    firsts = [{slug for slug, score in ranking if score == ranking[0][1]} for ranking in rankings]
    live = {
        pair
        for pairs, result in zip(combinations, results, strict=True)
        for pair in pairs
        if pair[1] != NOT_SURE and result != outcome_of(catalogue, without(pairs, pair))
    }
    advised = Counter(slug for outcome, _ in results for slug in (*outcome.recommended, *getattr(outcome, "add", ())))
    required = Counter(slug for _, slugs in results for slug in slugs)
    first = Counter(slug for slugs in firsts for slug in slugs)

    options = [(c.slug, slug) for c in criteria for slug in c.option_of]

    def share(count):
        return Fraction(count, len(results))

    return {
        "sets": len({read(catalogue, pairs).answers for pairs in combinations}),
        "verdicts": [(v, share(sum(outcome.verdict == v for outcome, _ in results))) for v in VERDICTS],
        "frameworks": [
            (f, share(advised[f]), share(required[f]), share(first[f])) for f in catalogue.framework_of
        ],
        "dead options": [DeadOption(*pair) for pair in options if pair not in live],
        "never win": [f for f in catalogue.framework_of if not advised[f] and not required[f]],
    }  # fmt: skip


def as_dict(statistics):
    return {
        "sets": statistics.answer_sets,
        "verdicts": [(verdict, share.value) for verdict, share in statistics.verdicts],
        "frameworks": [
            (f.framework, f.recommended.value, f.required.value, f.first.value) for f in statistics.frameworks
        ],
        "dead options": [*statistics.dead_options],
        "never win": [*statistics.never_win],
    }


def check_scores(catalogue, combinations):
    results = [(outcome, {*required}) for outcome, required in scored_outcomes(catalogue, combinations)]

    assert results == [outcome_of(catalogue, pairs) for pairs in combinations]


@settings(max_examples=examples(FULL))
@given(catalogues_2, st.randoms(use_true_random=False))
def test_answer_sets_are_scored_as_recommend_does(catalogue, random):
    check_scores(catalogue, random_combinations(catalogue, 60, random))


@settings(max_examples=examples(FULL))
@given(small_2)
def test_statistics_of_every_answer_set_agree_with_recommend(catalogue):
    audited = audit(catalogue)

    assert as_dict(audited.core) == expected_statistics(catalogue, core_questions(catalogue))
    assert as_dict(audited.wizard) == expected_statistics(catalogue, catalogue.criteria)
    limits = any(len(answers_to(c)) > len(answers_to(c, AT_ONCE)) for c in catalogue.criteria)
    number = number_of_combinations(catalogue.criteria, AT_ONCE)
    assert audited.wizard.coverage == (ExhaustiveUpTo(number, AT_ONCE) if limits else Exhaustive(number))


def large_from(seed):
    """Thirty frameworks, and two questions with an option for each of them."""
    random = Random(seed)  # noqa: S311
    made = catalogue_from(random, [f"f{n:02}" for n in range(30)])
    rule = OnePerFramework(
        roles=("law", "base", "scheme", "start", "add-on"), requires="customer", reason="Named.", aspect="aspect"
    )
    naming = criterion("named", [option("nobody", exclusive=True)], selection="many", weight=0)
    return expanded(
        made.model_copy(update={"criteria": (naming.model_copy(update={"one_per_framework": rule}), *made.criteria)})
    )


def test_answer_sets_of_a_large_catalogue_are_scored_as_recommend_does():
    for seed in range(4):
        made = large_from(seed)
        check_scores(made, random_combinations(made, 150, Random(seed)))  # noqa: S311


def test_base_that_a_law_requires_serves_its_kind_of_outcome():
    asks_for = ("certificate", "label")
    outcome_of_each = {"certificate": "certificate", "label": "label", "other": "label"}
    frameworks = [framework(slug).model_copy(update={"outcome": kind}) for slug, kind in outcome_of_each.items()]
    scored = option("x", {"certificate": 2, "label": 1, "other": 2}).model_copy(update={"asks_for": asks_for})
    required = criterion("r", [option("law", requires={"label": "law"}, degree_of={"label": 0})])
    made = catalogue(frameworks, [criterion("v", [scored]), required])
    made = made.model_copy(update={"method": Method(version=2, recommend_at=15, lead=15)})

    check_scores(made, [*all_combinations(made.criteria)])


@pytest.mark.exhaustive
def test_question_with_an_option_for_each_framework_is_audited_with_three_at_once():
    made = large_from(1)

    audited = audit(made, Effort(draws=400, seed=3))

    answers = 1 + 30 + 30 * 29 // 2 + 30 * 29 * 28 // 6 + 1
    assert limited(made.criterion_of["named"]).size == answers
    assert audited.wizard.coverage == SampleUpTo(
        number_of_combinations(made.criteria, AT_ONCE), drawn=400, strata=1, seed=3, at_once=AT_ONCE
    )
    assert audited == audit(made, Effort(draws=400, seed=3))
    assert audited.wizard != audit(made, Effort(draws=400, seed=4)).wizard


def test_catalogue_is_audited_as_it_is_expanded():
    rule = OnePerFramework(roles=("base",), holds=True)
    question = criterion("held", [], selection="many").model_copy(update={"one_per_framework": rule})
    made = catalogue([framework("a"), framework("b")], [question, criterion("v", [option("x", {"a": 2})])])
    made = made.model_copy(update={"method": Method(version=2, recommend_at=15, lead=15)})

    audited = audit(made)

    assert audited == audit(expanded(made))
    assert audited.wizard.coverage == Exhaustive(8)
    shares_of = {verdict: share.value for verdict, share in audited.wizard.verdicts if share.value}
    assert shares_of == {"clear": Fraction(2, 8), "enough": Fraction(5, 8), "undecided": Fraction(1, 8)}


@settings(max_examples=examples(FULL))
@given(small_2, st.integers(20, 40), st.integers(0, 10**6))
def test_finding_of_a_sample_is_true_of_all_answer_sets(catalogue, draws, seed):
    sample, exact = audit(catalogue, Effort(exact_up_to=0, draws=draws, seed=seed)).wizard, audit(catalogue).wizard

    assert {*exact.never_win} <= {*sample.never_win}
    assert {*exact.dead_options} <= {*sample.dead_options}
    assert sum(share.value for _, share in sample.verdicts) == 1


def test_error_of_a_sample_covers_the_exact_share_as_often_as_it_says():
    covered = []

    for seed in range(30):
        made = small_from(seed)
        sample = audit(made, Effort(exact_up_to=0, draws=200, seed=seed)).wizard
        pairs = zip(shares(sample), shares(audit(made).wizard), strict=True)
        covered += [abs(estimate.value - exact.value) <= estimate.half_width for estimate, exact in pairs]

    assert sum(covered) / len(covered) >= 0.92


def shares(statistics):
    by_framework = [share for f in statistics.frameworks for share in (f.recommended, f.required, f.first)]
    return [share for _, share in statistics.verdicts] + by_framework


@pytest.mark.parametrize(
    ("first", "second", "dominated"),
    [
        ({}, {}, [("x", "y")]),
        ({"limited_means": True}, {}, []),
        ({}, {"limited_means": True}, [("x", "y")]),
        ({"holds": "b"}, {}, []),
        ({"asks_for": ("label", "certificate")}, {"asks_for": ("label", "none")}, []),
    ],
)
def test_option_that_says_more_is_not_dominated(first, second, dominated):
    options = [option("x", {"a": 1}).model_copy(update=first), option("y", {"a": 2}).model_copy(update=second)]
    made = catalogue([framework("a"), framework("b")], [criterion("v", options)])
    made = made.model_copy(update={"method": Method(version=2, recommend_at=15, lead=15)})

    assert audit(made).dominated_options == tuple(DominatedOption("v", *pair) for pair in dominated)


@pytest.mark.parametrize("together", [2, 3, 4, 7])
def test_answers_combine_up_to_three_options(together):
    options = [option("alone", exclusive=True), *(option(f"x{n}") for n in range(together))]
    asked_for = criterion("v", options, selection="many")
    question = limited(asked_for)

    answers = [question.chosen(number) for number in range(question.size)]

    expected = [
        () if chosen == (NOT_SURE,) else chosen for chosen in answers_to(criterion("v", options, selection="many"), 3)
    ]
    assert sorted(answers) == sorted(expected)
    assert [question.number(chosen) for chosen in answers] == [*range(question.size)]
    for slug in (*question.together, *question.alone):
        chosen = question.with_option(slug)
        assert np.all(question.contains(slug)[chosen])
        assert {*chosen} == {*np.flatnonzero(question.contains(slug))}
        assert not np.any(question.contains(slug)[question.without_option(slug)])
        removed = question.without_option(slug)[chosen]
        for before, after in zip(chosen, removed, strict=True):
            assert {*question.chosen(after)} == {*question.chosen(before)} - {slug}
