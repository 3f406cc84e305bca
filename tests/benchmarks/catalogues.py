"""Catalogues larger than the shipped one, of the same kind: each framework, question and value is like one of it."""

from itertools import cycle, islice

from comparisons.engine.catalogue import Catalogue
from tests.shipped import shipped_catalogue


def enlarged(frameworks, criteria, aspects, draw):
    """A catalogue with so many frameworks, criteria and aspects. `draw` is an instance of `random.Random`.

    What is copied gets a number in its slug. Every option supports or opposes as many frameworks as in the shipped
    catalogue on average, chosen at random; no option requires a framework, which would make the search shorter.
    """
    shipped = shipped_catalogue()
    aspects_made = _numbered(shipped.aspects, aspects)
    names = _numbered(shipped.frameworks, frameworks)
    slugs = [framework.slug for framework in names]
    return Catalogue(
        method=shipped.method,
        sources=shipped.sources,
        groups=shipped.groups,
        aspects=aspects_made,
        frameworks=tuple(_framework(framework, aspects_made) for framework in names),
        criteria=tuple(_criterion(criterion, slugs, draw) for criterion in _numbered(shipped.criteria, criteria)),
    )


def _numbered(items, count):
    """So many of the items, round and round, each with a slug of its own."""
    return tuple(
        item.model_copy(update={"slug": f"{item.slug[:50]}-{number}"})
        for number, item in enumerate(islice(cycle(items), count))
    )


def _framework(framework, aspects):
    values = zip(aspects, cycle(framework.values), strict=False)
    return framework.model_copy(
        update={
            "short_name": framework.slug,
            "complements": (),
            "costs": framework.costs,
            "values": tuple(value.model_copy(update={"aspect": aspect.slug}) for aspect, value in values),
        }
    )


def _criterion(criterion, slugs, draw):
    options = tuple(_option(option, slugs, draw) for option in criterion.options)
    return criterion.model_copy(
        update={"ask_when": (), "options": options, "one_per_framework": None, "asked_when_required": None}
    )


def _option(option, slugs, draw):
    """The reasons of the shipped option, for other frameworks and with other degrees."""
    like = option.support or ()
    count = min(len(slugs), len(like) * max(1, len(slugs) // len(shipped_catalogue().frameworks)))
    chosen = draw.sample(slugs, count)
    support = tuple(
        support.model_copy(update={"framework": slug, "degree": draw.randint(-2, 2), "requires": None})
        for slug, support in zip(chosen, cycle(like), strict=False)
    )
    return option.model_copy(update={"holds": None, "support": support})
