"""Cases in which a little decides: thresholds that are near, ties, obligations, questions that lead to questions.

Catalogues that are drawn part by part are mostly silent, and a fault in what explains a result seldom shows in them.
Those from a seed say something of nearly every framework.
"""

from random import Random

from hypothesis import strategies as st

from comparisons.engine import NOT_SURE, PRIORITY, read
from comparisons.engine.catalogue import Method
from tests.engine.catalogues import cases, catalogue, criterion, framework, option


def case_from(seed):
    """A catalogue and answers to some of it."""
    random = Random(seed)  # noqa: S311
    slugs = list("abcd")[: random.randint(2, 4)]
    pairs = {(one, other) for one in slugs for other in slugs if one < other and random.random() < 0.4}
    frameworks = [framework(one, [two for two in slugs if {(one, two), (two, one)} & pairs]) for one in slugs]
    criteria = []
    for slug in list("vwxyz")[: random.randint(2, 5)]:
        criteria.append(_criterion(random, slug, slugs, criteria))
    method = {"recommend_at": random.choice([5, 15, 30, 50]), "lead": random.choice([1, 15, 30, 60])}
    random.shuffle(criteria)
    made = catalogue(frameworks, criteria, **method)
    return made, read(made, pairs_from(random, made)).answers


def _criterion(random, slug, frameworks, before):
    earlier = [f"{c.slug}/{o.slug}" for c in before for o in c.options]
    return criterion(
        slug,
        [_option(random, f"{slug}{number}", frameworks) for number in range(random.randint(2, 3))],
        selection=random.choice(["one", "one", "many"]),
        weight=random.randint(1, 3),
        ask_when=random.sample(earlier, random.randint(1, 2)) if earlier and random.random() < 0.5 else [],
    )


def _option(random, slug, frameworks):
    degree_of = {slug: random.choice([-2, -1, 0, 1, 1, 2, 2]) for slug in frameworks if random.random() < 0.8}
    requires = {slug: "law" for slug in degree_of if random.random() < 0.08}
    return option(slug, degree_of, requires=requires, exclusive=random.random() < 0.25)


def pairs_from(random, catalogue):
    """Answers without a clash to about half of the questions, and up to two priorities."""
    answered = [c for c in catalogue.criteria if random.random() < 0.6]
    chosen = []
    for question in answered:
        together = [o.slug for o in question.options if not o.exclusive]
        if question.selection == "many" and together and random.random() < 0.6:
            chosen += [(question.slug, slug) for slug in random.sample(together, random.randint(1, len(together)))]
        else:
            chosen.append((question.slug, random.choice([*question.option_of, NOT_SURE])))
    return chosen + [(PRIORITY, c.slug) for c in random.sample(catalogue.criteria, random.randint(0, 2))]


thresholds = st.integers(1, 60)


@st.composite
def _near(draw):
    made, pairs = draw(cases())
    method = Method(recommend_at=draw(thresholds), lead=draw(thresholds))
    made = made.model_copy(update={"method": method})
    return made, read(made, pairs).answers


decisive_cases = st.integers(0, 10**9).map(case_from) | st.integers(0, 10**9).map(case_from) | _near()
"""A catalogue and answers that were read against it."""
