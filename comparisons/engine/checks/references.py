"""Slugs that name something else: each has to exist, and to stand once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from comparisons.engine.catalogue import Catalogue, Criterion, Framework
from comparisons.engine.checks.findings import Finding, Place

Reference = tuple[Place, str, Iterable[str]]
"""Where, and the slugs of one noun that are named there."""


def dangling_references(catalogue: Catalogue) -> Iterator[Finding]:
    known: dict[str, Iterable[str]] = {
        "source": catalogue.source_of,
        "group": {group.slug for group in catalogue.groups},
        "aspect": catalogue.aspect_of,
        "framework": catalogue.framework_of,
        "criterion": catalogue.criterion_of,
        "option": {f"{c.slug}/{option}" for c in catalogue.criteria for option in c.option_of},
    }
    for place, noun, slugs in _references(catalogue):
        for slug, count in Counter(slugs).items():
            if slug not in known[noun]:
                yield place, f"There is no {noun} “{slug}”."
            if count > 1:
                yield place, f"The {noun} “{slug}” is named {count} times."
    for crosswalk in catalogue.crosswalks:
        series = {entry.identifier for entry in crosswalk.series}
        for pair in crosswalk.pairs:
            if pair.second not in series:
                yield ("crosswalk", "-".join(crosswalk.frameworks)), f"There is no series “{pair.second}”."
        for entry in crosswalk.not_carried_over:
            if {entry.held, entry.wanted} - {*crosswalk.frameworks}:
                place = ("crosswalk", "-".join(crosswalk.frameworks), "not carried over", entry.held)
                yield place, "It is about other frameworks than the crosswalk."


def _references(catalogue: Catalogue) -> Iterator[Reference]:
    for aspect in catalogue.aspects:
        yield ("aspect", aspect.slug), "group", [aspect.group]
    for framework in catalogue.frameworks:
        yield from _references_of_framework(framework)
    for criterion in catalogue.criteria:
        yield from _references_of_criterion(criterion)
    for guide in catalogue.guides:
        place = ("guide", guide.slug)
        yield place, "framework", guide.frameworks
        yield place, "source", guide.sources
        for difference in guide.key_differences:
            yield (*place, "key difference", difference.name), "aspect", difference.aspects
        for consideration in guide.how_to_choose:
            yield (*place, "how to choose", consideration.name), "criterion", [consideration.criterion]
    for crosswalk in catalogue.crosswalks:
        place = ("crosswalk", "-".join(crosswalk.frameworks))
        yield place, "framework", crosswalk.frameworks
        for entry in crosswalk.not_carried_over:
            yield (*place, "not carried over", entry.held), "framework", [entry.held, entry.wanted]


def _references_of_framework(framework: Framework) -> Iterator[Reference]:
    place = ("framework", framework.slug)
    yield place, "framework", framework.complements
    for value in framework.values:
        yield (*place, "value", value.aspect), "aspect", [value.aspect]
        yield (*place, "value", value.aspect), "source", value.sources
    for stage in framework.stages:
        yield (*place, "stage", stage.slug), "source", stage.sources
    for cost in framework.costs:
        yield (*place, "cost", cost.label), "source", cost.sources


def _references_of_criterion(criterion: Criterion) -> Iterator[Reference]:
    place = ("criterion", criterion.slug)
    yield place, "option", [f"{choice.criterion}/{choice.option}" for choice in criterion.ask_when]
    for option in criterion.options:
        if option.holds:
            yield (*place, "option", option.slug), "framework", [option.holds]
        for support in option.support:
            at = (*place, "option", option.slug, "support", support.framework)
            yield at, "framework", [support.framework]
            yield at, "aspect", [support.aspect]
            yield at, "source", support.sources
