"""Small random catalogues, and answers to them.

Every catalogue is one that could be published, except that a framework may be in it that no answer recommends.
Sizes are kept small, so that a test can afford to try all answers.

Strategies that are made while drawing are kept by their arguments: Hypothesis checks each new one, which takes longer
than to draw from it.
"""

import datetime
from functools import cache
from itertools import combinations

from hypothesis import strategies as st

from comparisons.engine import NOT_SURE, PRIORITY
from comparisons.engine.catalogue import (
    Aspect,
    Catalogue,
    Choice,
    Criterion,
    Framework,
    Group,
    Method,
    Option,
    Source,
    Support,
    Value,
)

DAY = datetime.date(2026, 1, 31)
SOURCE = Source(
    slug="source", title="Source", publisher="P", url="https://source.example/", kind="primary", accessed=DAY
)
GROUP = Group(slug="group", name="Group")
ASPECT = Aspect(slug="aspect", name="Aspect", group="group", help="What it tells.")

degrees = st.integers(-2, 2)
booleans = st.booleans()
rarely = st.sampled_from([False, False, False, True])
bases = st.sampled_from([None, None, None, None, "law", "contract", "procurement"])


def framework(slug, complements=()):
    value = Value(aspect="aspect", text="It says this.", sources=("source",), confidence="verified")
    return Framework(
        slug=slug,
        name=f"Framework {slug}",
        short_name=slug.upper(),
        edition="2026",
        issuer="Issuer",
        outcome="certificate",
        summary="A framework.",
        description="A *framework*.",
        website="https://framework.example/",
        reviewed_on=DAY,
        complements=complements,
        values=(value,),
    )


def support(slug, degree, requires=None):
    return Support(framework=slug, degree=degree, reason="It fits.", aspect="aspect", requires=requires)


def option(slug, degree_of=(), *, requires=(), exclusive=False):
    """An option from framework slug -> degree, and framework slug -> what makes it an obligation."""
    degree_of, requires = dict(degree_of), dict(requires)
    supports = tuple(support(name, degree, requires.get(name)) for name, degree in degree_of.items())
    return Option(slug=slug, label=slug, exclusive=exclusive, support=supports)


def criterion(slug, options, *, ask_when=(), **fields):
    """A core criterion of weight 1 unless given otherwise; `ask_when` holds "criterion/option", as content files do."""
    choices = [choice.split("/") for choice in ask_when]
    return Criterion(
        slug=slug,
        name=slug,
        question=f"{slug}?",
        ask_when=tuple(Choice(criterion=before, option=chosen) for before, chosen in choices),
        options=tuple(options),
        **{"selection": "one", "weight": 1, "core": True, "why": "It matters.", "find_out": "Ask sales."} | fields,
    )


def catalogue(frameworks, criteria, *, recommend_at=15, lead=15):
    return Catalogue(
        method=Method(recommend_at=recommend_at, lead=lead),
        sources=(SOURCE,),
        groups=(GROUP,),
        aspects=(ASPECT,),
        frameworks=tuple(frameworks),
        criteria=tuple(criteria),
    )


@cache
def one_of_each(values):
    """Any number of these values, none twice."""
    return st.lists(st.sampled_from(values), unique=True)


@cache
def up_to_two(values):
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


@cache
def some(values):
    return st.lists(st.sampled_from(values), min_size=1, unique=True)


@cache
def degrees_of(frameworks):
    return st.dictionaries(st.sampled_from(frameworks), degrees)


integers, orders = cache(st.integers), cache(lambda number: st.permutations(range(number)))
numbers_of_options, selections = st.sampled_from([2, 2, 3, 1]), st.sampled_from(["one", "many"])


@cache
@st.composite
def options(draw, slug, frameworks):
    degree_of = draw(degrees_of(frameworks))
    requires = {name: draw(bases) for name in degree_of}
    return option(slug, degree_of, requires=requires, exclusive=draw(rarely))


@st.composite
def criteria(draw, slug, frameworks, before, *, first):
    """A criterion that may be asked only after choices among those `before` it; the first is always asked."""
    number = draw(numbers_of_options)
    return criterion(
        slug,
        [draw(options(f"{slug}{n}", frameworks)) for n in range(number)],
        selection=draw(selections),
        weight=draw(integers(1, 10)),
        core=first or draw(booleans),
        ask_when=[] if first or draw(booleans) else draw(up_to_two(before)),
    )


@st.composite
def catalogues(draw):
    slugs = tuple("abcd")[: draw(integers(2, 4))]
    pairs = draw(one_of_each(tuple(combinations(slugs, 2))))
    frameworks = [framework(slug, [b if a == slug else a for a, b in pairs if slug in (a, b)]) for slug in slugs]
    made = []
    for number, slug in enumerate(list("vwxyz")[: draw(integers(1, 5))]):
        before = tuple(f"{criterion.slug}/{option.slug}" for criterion in made for option in criterion.options)
        made.append(draw(criteria(slug, slugs, before, first=not number)))
    return catalogue(
        frameworks,
        [made[number] for number in draw(orders(len(made)))],
        recommend_at=draw(integers(1, 100)),
        lead=draw(integers(1, 200)),
    )


@cache
def _choices(options, together, selection):
    one = st.sampled_from([*options, NOT_SURE]).map(lambda slug: [slug])
    return one | some(together or (NOT_SURE,)) if selection == "many" else one


def choices(criterion):
    """What a visitor who follows the questions can choose: "not sure", an option, or several that go together."""
    together = tuple(option.slug for option in criterion.options if not option.exclusive)
    return _choices(tuple(criterion.option_of), together, criterion.selection)


@st.composite
def right_pairs(draw, catalogue):
    """Answers without a clash to some of the questions, of which some may not be asked; and up to two priorities."""
    answered = [criterion for criterion in catalogue.criteria if not draw(rarely)]
    chosen = [(criterion.slug, slug) for criterion in answered for slug in draw(choices(criterion))]
    preferred = draw(up_to_two(tuple(catalogue.criterion_of)))
    return chosen + [(PRIORITY, slug) for slug in preferred]


def any_pairs(catalogue):
    """Whatever an address may hold: right, clashing, repeated, unknown."""
    known = [(c.slug, slug) for c in catalogue.criteria for slug in (*c.option_of, NOT_SURE)]
    known += [(PRIORITY, c.slug) for c in catalogue.criteria]
    wrong = [("no-criterion", "v0"), ("", ""), ("v", "no-option"), ("v", "w0"), (PRIORITY, "no-criterion")]
    return right_pairs(catalogue) | st.lists(st.sampled_from(known + wrong), max_size=12)


@st.composite
def cases(draw, pairs=right_pairs):
    """A catalogue, and pairs of answers to it."""
    made = draw(catalogues())
    return made, draw(pairs(made))
