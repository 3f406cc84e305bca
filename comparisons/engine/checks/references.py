"""References: each slug that names another item must exist, and be named once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from comparisons.engine.catalogue import Catalogue, Criterion, Framework
from comparisons.engine.checks.findings import Finding, ItemPath

Reference = tuple[ItemPath, str, Iterable[str]]
"""The path of an item, a kind of item, and the slugs of that kind that the item names."""


def dangling_references(catalogue: Catalogue) -> Iterator[Finding]:
    known: dict[str, Iterable[str]] = {
        "source": catalogue.source_of,
        "group": {group.slug for group in catalogue.groups},
        "aspect": catalogue.aspect_of,
        "framework": catalogue.framework_of,
        "level": {f"{framework.slug}/{level}" for framework in catalogue.frameworks for level in framework.level_of},
        "criterion": catalogue.criterion_of,
        "option": {f"{c.slug}/{option}" for c in catalogue.criteria for option in c.option_of},
    }
    for path, kind, slugs in _references(catalogue):
        for slug, count in Counter(slugs).items():
            if slug not in known[kind]:
                yield path, f"There is no {kind} “{slug}”."
            if count > 1:
                yield path, f"The {kind} “{slug}” is named {count} times."
    for crosswalk in catalogue.crosswalks:
        series = {entry.identifier for entry in crosswalk.series}
        for pair in crosswalk.pairs:
            if pair.second not in series:
                yield ("crosswalk", "-".join(crosswalk.frameworks)), f"There is no series “{pair.second}”."
        for entry in crosswalk.not_carried_over:
            if {entry.held, entry.wanted} - {*crosswalk.frameworks}:
                path = ("crosswalk", "-".join(crosswalk.frameworks), "not carried over", entry.held)
                yield path, "It is about other frameworks than the crosswalk."


def _references(catalogue: Catalogue) -> Iterator[Reference]:
    for aspect in catalogue.aspects:
        yield ("aspect", aspect.slug), "group", [aspect.group]
    for framework in catalogue.frameworks:
        yield from _references_of_framework(framework)
    for criterion in catalogue.criteria:
        yield from _references_of_criterion(criterion)
    for guide in catalogue.guides:
        path = ("guide", guide.slug)
        yield path, "framework", guide.frameworks
        yield path, "source", guide.sources
        for difference in guide.key_differences:
            yield (*path, "key difference", difference.name), "aspect", difference.aspects
        for consideration in guide.how_to_choose:
            yield (*path, "how to choose", consideration.name), "criterion", [consideration.criterion]
    for crosswalk in catalogue.crosswalks:
        path = ("crosswalk", "-".join(crosswalk.frameworks))
        yield path, "framework", crosswalk.frameworks
        for entry in crosswalk.not_carried_over:
            yield (*path, "not carried over", entry.held), "framework", [entry.held, entry.wanted]


def _references_of_framework(framework: Framework) -> Iterator[Reference]:
    path = ("framework", framework.slug)
    yield path, "framework", framework.complements
    yield path, "framework", framework.covers
    yield path, "framework", framework.extends
    yield path, "option", [f"{choice.criterion}/{choice.option}" for choice in framework.only_when]
    for level in framework.levels:
        yield (*path, "level", level.slug), "source", level.sources
    for value in framework.values:
        yield (*path, "value", value.aspect), "aspect", [value.aspect]
        yield (*path, "value", value.aspect), "source", value.sources
    for stage in framework.stages:
        yield (*path, "stage", stage.slug), "source", stage.sources
    for cost in framework.costs:
        yield (*path, "cost", cost.label), "source", cost.sources
        yield (*path, "cost", cost.label), "level", _level(framework.slug, cost.level)
    for event in framework.events:
        yield (*path, "event", event.slug), "source", event.sources


def _level(framework: str, level: str | None) -> list[str]:
    """A level as framework/level, or nothing."""
    return [f"{framework}/{level}"] if level else []


def _references_of_criterion(criterion: Criterion) -> Iterator[Reference]:
    path = ("criterion", criterion.slug)
    yield path, "option", [f"{choice.criterion}/{choice.option}" for choice in criterion.ask_when]
    if criterion.one_per_framework and criterion.one_per_framework.aspect:
        yield path, "aspect", [criterion.one_per_framework.aspect]
    for option in criterion.options:
        if option.holds:
            yield (*path, "option", option.slug), "framework", [option.holds]
        for support in option.support:
            support_path = (*path, "option", option.slug, "support", support.framework)
            yield support_path, "framework", [support.framework]
            yield support_path, "aspect", [support.aspect]
            yield support_path, "level", _level(support.framework, support.level)
            yield support_path, "source", support.sources
