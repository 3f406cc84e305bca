"""Errors: a catalogue with one of them cannot be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from comparisons.engine.answers import NOT_SURE, PRIORITY, UNKNOWN
from comparisons.engine.catalogue import Catalogue
from comparisons.engine.checks.findings import Finding, ItemPath
from comparisons.engine.checks.former_answers import former_answer_errors
from comparisons.engine.checks.former_slugs import former_slug_errors
from comparisons.engine.checks.method import method_errors
from comparisons.engine.checks.references import dangling_references
from comparisons.engine.expansion import expanded
from comparisons.engine.plan.stage_dates import impossible_totals

RESERVED_CRITERIA = frozenset({UNKNOWN, "asked", "dropped", "was", "framework", PRIORITY, "a", "b"})


def find_errors(catalogue: Catalogue) -> Iterator[Finding]:
    yield from _repeated_slugs(catalogue)
    yield from _repeated_names(catalogue)
    yield from _reserved_slugs(catalogue)
    yield from dangling_references(catalogue)
    yield from _missing_parts(catalogue)
    yield from _asymmetric_complements(catalogue)
    yield from _levels_of_no_obligation(catalogue)
    yield from _totals_that_stages_cannot_meet(catalogue)
    yield from _cycles(expanded(catalogue))
    yield from former_answer_errors(catalogue)
    yield from former_slug_errors(catalogue)
    yield from method_errors(catalogue)
    if catalogue.method.version == 1:
        yield from _unrecommendable(catalogue)


def _repeated_slugs(catalogue: Catalogue) -> Iterator[Finding]:
    for path, slugs in _slugs(catalogue):
        for slug, count in Counter(slugs).items():
            if count > 1:
                yield (*path, slug), f"“{slug}” is here {count} times."


def _slugs(catalogue: Catalogue) -> Iterator[tuple[ItemPath, list[str]]]:
    """Each path whose items need unique names, with the slugs, or what serves as slugs, of its items."""
    yield ("source",), [source.slug for source in catalogue.sources]
    yield ("group",), [group.slug for group in catalogue.groups]
    yield ("aspect",), [aspect.slug for aspect in catalogue.aspects]
    yield ("framework",), [framework.slug for framework in catalogue.frameworks]
    yield ("criterion",), [criterion.slug for criterion in catalogue.criteria]
    yield ("guide",), [guide.slug for guide in catalogue.guides]
    for framework in catalogue.frameworks:
        yield ("framework", framework.slug, "level"), [level.slug for level in framework.levels]
        yield ("framework", framework.slug, "value"), [value.aspect for value in framework.values]
        yield ("framework", framework.slug, "stage"), [stage.slug for stage in framework.stages]
        yield ("framework", framework.slug, "cost"), [cost.label for cost in framework.costs]
        yield ("framework", framework.slug, "resource"), [resource.title for resource in framework.resources]
        yield ("framework", framework.slug, "event"), [event.slug for event in framework.events]
    for criterion in catalogue.criteria:
        yield ("criterion", criterion.slug, "option"), [option.slug for option in criterion.options]
        for option in criterion.options:
            path = ("criterion", criterion.slug, "option", option.slug, "support")
            yield path, [support.framework for support in option.support]
    yield from _slugs_of_texts(catalogue)


def _slugs_of_texts(catalogue: Catalogue) -> Iterator[tuple[ItemPath, list[str]]]:
    """The same for guides and crosswalks."""
    for guide in catalogue.guides:
        yield ("guide", guide.slug, "key difference"), [difference.name for difference in guide.key_differences]
        yield ("guide", guide.slug, "how to choose"), [consideration.name for consideration in guide.how_to_choose]
    yield ("crosswalk",), ["-".join(crosswalk.frameworks) for crosswalk in catalogue.crosswalks]
    for crosswalk in catalogue.crosswalks:
        path = ("crosswalk", "-".join(crosswalk.frameworks))
        yield (*path, "series"), [entry.identifier for entry in crosswalk.series]
        yield (*path, "pair"), [f"{pair.first} and {pair.second}" for pair in crosswalk.pairs]
        yield (*path, "not carried over"), [entry.held for entry in crosswalk.not_carried_over]
        for entry in crosswalk.not_carried_over:
            yield (*path, "not carried over", entry.held), list(entry.items)


def _repeated_names(catalogue: Catalogue) -> Iterator[Finding]:
    names = Counter(framework.short_name for framework in catalogue.frameworks)
    for framework in catalogue.frameworks:
        if names[framework.short_name] > 1:
            yield (
                ("framework", framework.slug),
                f"Another framework is called “{framework.short_name}” too.",
                "short_name",
            )


def _reserved_slugs(catalogue: Catalogue) -> Iterator[Finding]:
    for framework in catalogue.frameworks:
        if "-vs-" in f"-{framework.slug}-":
            yield (
                ("framework", framework.slug),
                "A framework's slug cannot hold the word “vs”: addresses use it.",
                "slug",
            )
    for criterion in catalogue.criteria:
        if criterion.slug in RESERVED_CRITERIA:
            yield (
                ("criterion", criterion.slug),
                f"The word “{criterion.slug}” has a meaning of its own in addresses.",
                "slug",
            )
        if NOT_SURE in criterion.option_of:
            yield (
                ("criterion", criterion.slug, "option", NOT_SURE),
                "“Not sure” is added to every question already.",
                "slug",
            )


def _missing_parts(catalogue: Catalogue) -> Iterator[Finding]:
    if len(catalogue.frameworks) < 2:
        yield ("framework",), "There have to be at least two frameworks to compare."
    if not any(criterion.core and not criterion.ask_when for criterion in catalogue.criteria):
        yield (
            ("criterion",),
            "There has to be a core criterion that is always asked: the wizard begins there.",
        )
    for framework in catalogue.frameworks:
        for aspect in catalogue.aspects:
            if aspect.slug not in framework.value_of:
                yield (
                    ("framework", framework.slug, "value", aspect.slug),
                    f"{framework.short_name} has no value for “{aspect.name}”.",
                )
    for criterion in catalogue.criteria:
        if not criterion.options and not criterion.one_per_framework:
            yield ("criterion", criterion.slug), f"“{criterion.question}” has no option to choose.", "options"
    for guide in catalogue.guides:
        if len(set(guide.frameworks)) < 2:
            yield ("guide", guide.slug), "A guide compares at least two frameworks.", "frameworks"


def _asymmetric_complements(catalogue: Catalogue) -> Iterator[Finding]:
    for framework in catalogue.frameworks:
        for slug in framework.complements:
            other = catalogue.framework_of.get(slug)
            if slug == framework.slug:
                yield ("framework", slug), f"{framework.short_name} is named as a complement of itself.", "complements"
            elif other and framework.slug not in other.complements:
                yield (
                    ("framework", slug),
                    f"{framework.short_name} names {other.short_name} as a complement, but not the other way round.",
                    "complements",
                )


def _levels_of_no_obligation(catalogue: Catalogue) -> Iterator[Finding]:
    for criterion in catalogue.criteria:
        rule = criterion.one_per_framework
        for option in criterion.options:
            for support in option.support:
                requires = support.requires or (rule and rule.requires and support.framework == option.slug)
                if support.level and not requires:
                    path = ("criterion", criterion.slug, "option", option.slug, "support", support.framework)
                    yield path, "Only an obligation has a level.", "level"


def _cycles(catalogue: Catalogue) -> Iterator[Finding]:
    """Criteria that wait for each other: those that remain once every reachable criterion is removed."""
    openers_of = {c.slug: {choice.criterion for choice in c.ask_when} for c in catalogue.criteria}
    while reachable := [slug for slug, openers in openers_of.items() if not openers & openers_of.keys()]:
        for slug in reachable:
            del openers_of[slug]
    for slug in openers_of:
        text = f"The “ask when” of “{catalogue.criterion_of[slug].name}” leads back to itself: it could never be asked."
        yield ("criterion", slug), text, "ask_when"


def recommendable_frameworks(catalogue: Catalogue) -> set[str]:
    """The slugs of the frameworks that some answer requires, or that some answers bring to the threshold.

    A score is a weighted mean, so no answer set scores higher than its best single answer. The check is therefore
    exact for the threshold. It does not see that another framework always scores higher: the audit does.
    """
    supports = (s for criterion in catalogue.criteria for option in criterion.options for s in option.support)
    return {s.framework for s in supports if s.requires or 50 * s.degree >= catalogue.method.recommend_at}


def _unrecommendable(catalogue: Catalogue) -> Iterator[Finding]:
    recommendable = recommendable_frameworks(catalogue)
    for framework in catalogue.frameworks:
        if framework.slug not in recommendable:
            yield ("framework", framework.slug), f"No answer recommends or requires {framework.short_name}."


def _totals_that_stages_cannot_meet(catalogue: Catalogue) -> Iterator[Finding]:
    for framework in catalogue.frameworks:
        for stage, span in impossible_totals(framework.stages):
            message = (
                f"By the months of the stages, this one ends after {span.end_min} to {span.end_max} months, never"
                f" within the {stage.total_min} to {stage.total_max} from the start that are given for it."
            )
            yield ("framework", framework.slug, "stage", stage.slug), message, "total_max"
