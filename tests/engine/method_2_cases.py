"""Catalogues of version 2 of the method with everything it knows, small and random, and answers to them."""

from random import Random

from hypothesis import strategies as st

from comparisons.engine import read
from comparisons.engine.catalogue import AskedWhenRequired, Choice, Level, Method, OnePerFramework
from comparisons.engine.expansion import expanded
from tests.engine.catalogues import catalogue, criterion, framework, option
from tests.engine.decisive import pairs_from

ROLES = ["base", "base", "scheme", "start", "start", "add-on", "law"]
OUTCOMES = ["certificate", "attestation-report", "label"]
BASES = ["law", "procurement", "contract", "customer"]
SLUGS = "abcdefg"


def case_from(seed):
    """A catalogue and answers to some of it."""
    random = Random(seed)  # noqa: S311
    made = catalogue_from(random)
    silent = {slug for slug in ("facts", "held") if random.random() < 0.6}
    return made, read(made, [pair for pair in pairs_from(random, made) if pair[0] not in silent]).answers


def catalogue_from(random, slugs=None):
    """With frameworks of these slugs, or with a few that are left to chance."""
    slugs = slugs or random.sample(SLUGS, random.randint(2, len(SLUGS)))
    frameworks = [_framework(random, slug, slugs) for slug in slugs]
    criteria = [_facts(random, slugs), _others(), _held(random), *(_scored(random, name, slugs) for name in "xyz")]
    choices = [
        Choice(criterion=question.slug, option=answer.slug) for question in criteria for answer in question.options
    ]
    frameworks = [
        made.model_copy(update={"only_when": tuple(random.sample(choices, 2))}) if random.random() < 0.25 else made
        for made in frameworks
    ]
    made = catalogue(frameworks, criteria)
    method = Method(
        version=2,
        recommend_at=random.choice([5, 15, 30]),
        lead=random.choice([1, 15, 40, 100]),
        add_at=random.choice([1, 2, 3]),
    )
    apart = Random()  # noqa: S311
    apart.setstate(random.getstate())  # so that a seed goes on to give the answers that it gave before
    made = _with_names(apart, _with_proofs(apart, made.model_copy(update={"method": method})))
    return expanded(_with_levels(apart, made))


def _with_names(random, made):
    """In some, the question about rules asks which schemes and starts were named, or one from outside."""
    if not 0.2 < random.random() < 0.6:
        return made
    roles = ("scheme", "start")
    rule = OnePerFramework(roles=roles, requires="customer", reason="{name} was named.", aspect="aspect")
    criteria = [
        asked.model_copy(update={"one_per_framework": rule}) if asked.slug == "facts" else asked
        for asked in made.criteria
    ]
    return made.model_copy(update={"criteria": tuple(criteria)})


def _with_levels(random, made):
    """In some, frameworks come in two levels, and what requires them names one, the other or none."""
    if random.random() < 0.6:
        return made
    low, high = (
        Level(slug=slug, name=slug, needed_by="Some.", checked_by="Some.", result="Some.", confidence="verified")
        for slug in ("low", "high")
    )
    frameworks = tuple(
        made_one.model_copy(update={"levels": random.choice([(), (low,), (low, high), (low, high)])})
        for made_one in made.frameworks
    )
    levels_of = {made_one.slug: [None, *(level.slug for level in made_one.levels)] for made_one in frameworks}
    criteria = tuple(
        asked.model_copy(update={"options": tuple(_at_levels(random, answer, levels_of) for answer in asked.options)})
        for asked in made.criteria
    )
    return made.model_copy(update={"frameworks": frameworks, "criteria": criteria})


def _at_levels(random, answer, levels_of):
    support = tuple(
        entry.model_copy(update={"level": random.choice(levels_of[entry.framework])}) if entry.requires else entry
        for entry in answer.support
    )
    return answer.model_copy(update={"support": support})


def _with_proofs(random, made):
    """Half of them are as before. In the rest readers may accept any proof, and some frameworks end in none.

    Nothing may speak for one of the frameworks, which then is a proof or none, and nothing else.
    """
    if random.random() < 0.5:
        return made
    frameworks = tuple(
        framework.model_copy(update={"outcome": "self-assessment"}) if random.random() < 0.3 else framework
        for framework in made.frameworks
    )
    unloved = random.choice(frameworks).slug if random.random() < 0.5 else ""
    criteria = [_without_support(made, unloved) if made.weight else made for made in made.criteria]
    readers = [option("any").model_copy(update={"any_proof": True}), option("some")]
    criteria.insert(random.randint(0, len(criteria)), criterion("readers", readers, weight=0))
    return made.model_copy(update={"frameworks": frameworks, "criteria": tuple(criteria)})


def _without_support(made, slug):
    options = [
        option.model_copy(update={"support": tuple(entry for entry in option.support if entry.framework != slug)})
        for option in made.options
    ]
    return made.model_copy(update={"options": tuple(options)})


def _framework(random, slug, slugs):
    others = [other for other in slugs if other != slug]
    return framework(slug, [other for other in others if random.random() < 0.3]).model_copy(
        update={
            "short_name": random.choice([slug.upper(), "Same"]),
            "role": random.choice(ROLES),
            "outcome": random.choice(OUTCOMES),
            "covers": tuple(other for other in others if other > slug and random.random() < 0.2),
            "extends": tuple(other for other in others if random.random() < 0.4),
        }
    )


def _facts(random, slugs):
    """Business that requires frameworks, with a rule of which the catalogue knows nothing."""
    options = [
        option(
            f"rule{n}", {slug: random.choice([0, 0, 1, 2]) for slug in random.sample(slugs, 1)}
        ) for n in range(3)
    ]  # fmt: skip
    options = [
        made.model_copy(
            update={
                "support": tuple(
                    entry.model_copy(update={"requires": random.choice([None, None, *BASES])}) for entry in made.support
                )
            }
        )
        for made in options
    ]
    outside = option("outside").model_copy(update={"outside": True})
    return criterion("facts", [*options, outside], selection="many", weight=0)


def _others():
    everyone = option("nobody-else").model_copy(update={"suffices": True})
    made = criterion("others", [option("some"), everyone], weight=0)
    return made.model_copy(update={"asked_when_required": AskedWhenRequired(roles=("base", "scheme", "start"))})


def _held(random):
    rule = OnePerFramework(roles=("base", "scheme", "start", "add-on"), holds=True)
    made = criterion("held", [option("none", exclusive=True)], selection="many", weight=random.choice([0, 1]))
    return made.model_copy(update={"one_per_framework": rule})


def _scored(random, name, slugs):
    options = [
        option(
            f"{name}{n}", {slug: random.choice([-1, 0, 1, 1, 2, 2]) for slug in slugs if random.random() < 0.7}
        ).model_copy(
            update={
                "asks_for": tuple(random.sample(OUTCOMES, 2)) if random.random() < 0.15 else (),
                "limited_means": random.random() < 0.4,
            }
        )
        for n in range(3)
    ]
    made = criterion(name, options, selection=random.choice(["one", "one", "many"]), weight=random.randint(1, 3))
    return made.model_copy(update={"means": random.random() < 0.3})


method_2_cases = st.integers(0, 10**9).map(case_from)
