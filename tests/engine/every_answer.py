"""All combinations of answers, one by one: slow and plain, as an oracle for the audit."""

import random
from itertools import combinations, product
from math import prod

import numpy as np

from comparisons.engine import NOT_SURE, read, recommend
from comparisons.engine.audit.prepare import scorer
from tests.engine.catalogues import catalogue, criterion, framework, option


def answers_to(criterion, at_once=100):
    """Every valid answer with up to so many options, as a tuple of option slugs."""
    together = [o.slug for o in criterion.options if criterion.selection == "many" and not o.exclusive]
    several = [chosen for size in range(2, min(len(together), at_once) + 1) for chosen in combinations(together, size)]
    return [(NOT_SURE,), *((slug,) for slug in criterion.option_of), *several]


def number_of_combinations(criteria, at_once=100):
    return prod(len(answers_to(question, at_once)) for question in criteria)


def all_combinations(criteria, at_once=100):
    """Every combination, as pairs, also with answers to questions that are not asked."""
    for chosen in product(*(answers_to(question, at_once) for question in criteria)):
        yield [(c.slug, slug) for c, slugs in zip(criteria, chosen, strict=True) for slug in slugs]


def result(catalogue, pairs):
    """Verdict, recommended and required slugs."""
    recommendation = recommend(catalogue, read(catalogue, pairs).answers)
    return (
        recommendation.verdict,
        tuple(framework.slug for framework in recommendation.leading),
        tuple(framework.slug for framework in recommendation.required),
    )


def scored_outcomes(catalogue, many_pairs):
    """The outcome, and the required slugs, that the audit finds for each answer set given as pairs."""
    made = scorer(catalogue)
    numbers = {}
    for entry in made.questions:
        chosen = [[option for slug, option in pairs if slug == entry.question.slug] for pairs in many_pairs]
        numbers[entry.question.slug] = np.array([[entry.question.number(slugs) for slugs in chosen]])
    results, shape = made.results(numbers), (1, len(many_pairs))
    positions, outcomes = made.outcomes(results)
    required = np.broadcast_to(results.required, (len(results.required), *shape))
    is_required = {slug: made.is_required(required, slug)[0] for slug in made.requirable}
    for column, position in enumerate(np.broadcast_to(positions, shape)[0]):
        yield outcomes[position], tuple(slug for slug, masks in is_required.items() if masks[column])


def firsts(catalogue, pairs):
    """The slugs of the ranked frameworks of which none has more points."""
    ranked = recommend(catalogue, read(catalogue, pairs).answers).ranked
    return {standing.framework.slug for standing in ranked if standing.points == ranked[0].points}


def core_questions(catalogue):
    """The core criteria that answers to core criteria lead to."""
    core = [criterion for criterion in catalogue.criteria if criterion.core]
    reachable = {slug for pairs in all_combinations(core) for slug in read(catalogue, pairs).answers}
    return [criterion for criterion in core if criterion.slug in reachable]


def middling_catalogue(seed, *, questions=5, options=4, weights=(1, 5), conditional=True):
    """A random catalogue of a few thousand combinations, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    slugs = list("abcde")
    made = []
    for name in range(questions):
        degrees = [{slug: chance.randint(-2, 2) for slug in slugs} for _ in range(options)]
        requires = [{slug: "law" for slug in slugs if chance.random() < 0.05} for _ in degrees]
        ask_when = ["q0/q0-0", "q1/q1-1"] if conditional and name == questions - 1 else []
        made.append(
            criterion(
                f"q{name}",
                [option(f"q{name}-{n}", degree_of, requires=requires[n]) for n, degree_of in enumerate(degrees)],
                weight=chance.randint(*weights),
                core=name < 2,
                ask_when=ask_when,
            )
        )
    frameworks = [framework("a", ["b"]), framework("b", ["a"]), *map(framework, "cde")]
    return catalogue(frameworks, made, recommend_at=20, lead=15)
