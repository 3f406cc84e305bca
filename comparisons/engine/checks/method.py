"""Errors in what version 2 of the method needs to know, and in what version 1 cannot know."""

from __future__ import annotations

from collections.abc import Iterator

from comparisons.engine.catalogue import Catalogue, Framework, Option
from comparisons.engine.checks.findings import Finding


def method_errors(catalogue: Catalogue) -> Iterator[Finding]:
    if catalogue.method.version == 1:
        yield from _needs_version_2(catalogue)
    yield from _cover_themselves(catalogue)
    for framework in catalogue.frameworks:
        if framework.role == "add-on" and not framework.extends:
            yield (
                ("framework", framework.slug),
                f"{framework.short_name} is an add-on, and extends nothing: say which framework has to be there first.",
                "extends",
            )
    for criterion in catalogue.criteria:
        for option in criterion.options:
            if len(option.asks_for) == 1:
                path = ("criterion", criterion.slug, "option", option.slug)
                yield path, "“Asks for one of each” needs two outcomes or more.", "asks_for"


def _needs_version_2(catalogue: Catalogue) -> Iterator[Finding]:
    """Version 1 would leave these out without a word."""
    for framework in catalogue.frameworks:
        if framework.role != "base" or framework.only_when or framework.covers or framework.extends:
            yield (
                ("framework", framework.slug),
                f"What {framework.short_name} is in the method needs version 2 of the rules.",
                "role",
            )
    for criterion in catalogue.criteria:
        if criterion.asked_when_required or criterion.one_per_framework or criterion.means or not criterion.weight:
            yield ("criterion", criterion.slug), f"“{criterion.name}” needs version 2 of the rules.", "weight"
        for option in criterion.options:
            if _is_of_version_2(option):
                path = ("criterion", criterion.slug, "option", option.slug)
                yield path, f"“{option.label}” needs version 2 of the rules.", "label"


def _is_of_version_2(option: Option) -> bool:
    names_customer = any(support.requires == "customer" for support in option.support)
    is_about_proof = option.suffices or option.asks_for or option.any_proof
    return bool(option.outside or option.limited_means or is_about_proof or names_customer)


def _cover_themselves(catalogue: Catalogue) -> Iterator[Finding]:
    """Frameworks that cover each other in a circle; two starts may."""
    for framework in catalogue.frameworks:
        reached: set[str] = set()
        ahead = [slug for slug in framework.covers if slug in catalogue.framework_of]
        while ahead:
            slug = ahead.pop()
            if slug not in reached:
                reached.add(slug)
                ahead += [other for other in _followed(catalogue, framework, slug) if other in catalogue.framework_of]
        if framework.slug in reached:
            yield ("framework", framework.slug), f"{framework.short_name} covers itself, over others.", "covers"


def _followed(catalogue: Catalogue, first: Framework, slug: str) -> Iterator[str]:
    """What a framework covers, but for a start that covers another start."""
    framework = catalogue.framework_of[slug]
    for other in framework.covers:
        target = catalogue.framework_of.get(other)
        if not (framework.role == "start" and target and target.role == "start" and first.role == "start"):
            yield other
