"""Turns what a criterion says of all frameworks into options, so that the rest of the engine sees ordinary ones."""

from __future__ import annotations

from comparisons.engine.catalogue import Catalogue, Choice, Criterion, Framework, OnePerFramework, Option, Support


def expanded(catalogue: Catalogue) -> Catalogue:
    """The catalogue with an option for each framework where a criterion asks for that, and with all of `ask_when`.

    To expand a catalogue again changes nothing. Returns the same catalogue where there is nothing to do.
    """
    rules = [(criterion.one_per_framework, criterion.asked_when_required) for criterion in catalogue.criteria]
    if not any(one_each or when for one_each, when in rules):
        return catalogue
    with_options = catalogue.model_copy(
        update={"criteria": tuple(_with_options(catalogue, criterion) for criterion in catalogue.criteria)}
    )
    criteria = tuple(_with_ask_when(with_options, criterion) for criterion in with_options.criteria)
    return with_options.model_copy(update={"criteria": criteria})


def _with_options(catalogue: Catalogue, criterion: Criterion) -> Criterion:
    """The options of frameworks come first, in the order of short names, then those that are written otherwise."""
    rule = criterion.one_per_framework
    if rule is None:
        return criterion
    chosen = sorted((f for f in catalogue.frameworks if f.role in rule.roles), key=lambda f: (f.short_name, f.slug))
    slugs = {framework.slug for framework in chosen}
    options = [_option(rule, framework, criterion.option_of.get(framework.slug)) for framework in chosen]
    others = [option for option in criterion.options if option.slug not in slugs]
    return criterion.model_copy(update={"options": (*options, *others)})


def _option(rule: OnePerFramework, framework: Framework, written: Option | None) -> Option:
    """The option of one framework, with what is written about it: its words, and its support for other frameworks."""
    option = written or Option(slug=framework.slug, label=framework.short_name)
    support = [entry for entry in option.support if entry.framework != framework.slug or not rule.requires]
    if rule.requires and rule.aspect:
        required = Support(
            framework=framework.slug,
            degree=0,
            reason=rule.reason.replace("{name}", framework.short_name),
            aspect=rule.aspect,
            requires=rule.requires,
            level=option.support_for[framework.slug].level if framework.slug in option.support_for else None,
        )
        support = [required, *support]
    holds = framework.slug if rule.holds else option.holds
    return option.model_copy(update={"holds": holds, "support": tuple(support)})


def _with_ask_when(catalogue: Catalogue, criterion: Criterion) -> Criterion:
    rule = criterion.asked_when_required
    if rule is None:
        return criterion
    slugs = {framework.slug for framework in catalogue.frameworks if framework.role in rule.roles}
    choices = [
        Choice(criterion=other.slug, option=option.slug)
        for other in catalogue.criteria
        for option in other.options
        if _requires_one_of(slugs, option) or (option.outside and other.names_frameworks)
    ]
    return criterion.model_copy(update={"ask_when": tuple(dict.fromkeys((*criterion.ask_when, *choices)))})


def _requires_one_of(slugs: set[str], option: Option) -> bool:
    return any(support.requires and support.framework in slugs for support in option.support)
