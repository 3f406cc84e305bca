"""The steps until a framework is on the site: what is done in each, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.urls import reverse

from comparisons.editing.form_links import Forms
from comparisons.engine import Catalogue, Problem
from comparisons.engine.catalogue import Framework, Support
from comparisons.engine.checks.errors import recommendable_frameworks
from comparisons.engine.checks.findings import ItemPath
from comparisons.engine.expansion import expanded
from comparisons.presentation.wording import counted

State = Literal["done", "missing", "to do"]
Weight = Literal["missing", "error", "to consider", "link"]


@dataclass(frozen=True)
class Item:
    """Something to do, and where. Items to consider do not prevent publishing."""

    text: str
    address: str
    weight: Weight = "missing"


@dataclass(frozen=True)
class PathStep:
    title: str
    summary: str
    items: tuple[Item, ...]
    is_done: bool = True

    @property
    def state(self) -> State:
        if any(item.weight in {"missing", "error"} for item in self.items):
            return "missing"
        return "done" if self.is_done else "to do"

    @property
    def state_text(self) -> str:
        missing, errors = (sum(item.weight == weight for item in self.items) for weight in ("missing", "error"))
        return f"{missing} missing" if missing else counted(errors, "error") if errors else self.state


@dataclass(frozen=True)
class Subject:
    """A framework of the draft, with the problems of the draft and the current release."""

    pk: int
    framework: Framework
    draft: Catalogue
    problems: tuple[Problem, ...]
    released: Catalogue | None
    forms: Forms

    @property
    def slug(self) -> str:
        return self.framework.slug

    def page(self, name: str) -> str:
        return reverse(f"admin:comparisons_framework_{name}", args=[self.pk])

    def concerns(self, problem: Problem) -> bool:
        """Whether the problem is in this framework, its support, or a guide or crosswalk about it."""
        path = problem.path
        if path[:1] == ("crosswalk",):
            return any(
                path[1:2] == ("-".join(c.frameworks),) for c in self.draft.crosswalks if self.slug in c.frameworks
            )
        if path[:1] == ("guide",):
            return any(path[1:2] == (guide.slug,) for guide in self.draft.guides if self.slug in guide.frameworks)
        return path[:2] == ("framework", self.slug) or path[4:6] == ("support", self.slug)


def steps(subject: Subject) -> tuple[PathStep, ...]:
    return (
        _described(subject),
        _values(subject),
        _supports(subject),
        _sources(subject),
        _check(subject),
        _preview(subject),
        _publish(subject),
    )


def _described(subject: Subject) -> PathStep:
    counts, items = [], []
    for name in ("stage", "cost", "resource"):
        count = len(getattr(subject.framework, f"{name}s"))
        counts.append(counted(count, name))
        if not count:
            items.append(Item(f"It has no {name} yet.", f"{subject.page('change')}#{name}s-group", "to consider"))
    what = "What it is, who issues it and what you have at the end."
    return PathStep("Described", f"{what} It has {', '.join(counts)}.", tuple(items))


def _values(subject: Subject) -> PathStep:
    aspects, known = subject.draft.aspects, subject.framework.value_of
    items = tuple(
        Item(aspect.name, subject.forms.address(("framework", subject.slug, "value", aspect.slug)))
        for aspect in aspects
        if aspect.slug not in known
    )
    count = len(aspects) - len(items)
    summary = f"{count} of {counted(len(aspects), 'aspect')} {'has' if count == 1 else 'have'} a value."
    link = Item("Write the values on one page", f"{subject.page('change')}#values-group", "link")
    return PathStep("Values", summary, (*items, link))


def _supports(subject: Subject) -> PathStep:
    page = subject.page("supports")
    silent = [c for c in subject.draft.criteria if not any(subject.slug in option.support_for for option in c.options)]
    items = [Item("Say what each answer says of it", page, "link")]
    if subject.slug not in recommendable_frameworks(expanded(subject.draft)):
        weight: Weight = "missing" if subject.draft.method.version == 1 else "to consider"
        items.insert(0, Item(f"No answer recommends or requires {subject.framework.short_name}.", page, weight))
    items += [
        Item(f"“{c.question}” says nothing about it.", f"{page}#question-{c.slug}", "to consider") for c in silent
    ]
    total = len(subject.draft.criteria)
    count = total - len(silent)
    if not count and subject.framework.role in {"base", "start"}:
        items.insert(0, Item(f"No answer is for or against {subject.framework.short_name}.", page))
    summary = f"{count} of {counted(total, 'question')} {'is' if count == 1 else 'are'} for or against it."
    return PathStep("What answers say of it", summary, tuple(items))


def _sources(subject: Subject) -> PathStep:
    items = tuple(Item(text, subject.forms.address(path)) for text, path in _unsourced(subject))
    return PathStep("Sources", "Each value, stage, cost and effect of an answer needs one.", items)


def _unsourced(subject: Subject) -> Iterator[tuple[str, ItemPath]]:
    """Each item without a source: its name and its path."""
    start, framework = ("framework", subject.slug), subject.framework
    for value in framework.values:
        if not value.sources:
            yield f"Value: {subject.draft.aspect_of[value.aspect].name}", (*start, "value", value.aspect)
    for stage in framework.stages:
        if not stage.sources:
            yield f"Stage: {stage.name}", (*start, "stage", stage.slug)
    for cost in framework.costs:
        if not cost.sources:
            yield f"Cost: {cost.label}", (*start, "cost", cost.label)
    for criterion in subject.draft.criteria:
        for option in criterion.options:
            support = option.support_for.get(subject.slug)
            if support and not support.sources:
                path = ("criterion", criterion.slug, "option", option.slug, "support", subject.slug)
                yield f"{criterion.name}: {option.label}", path


def _check(subject: Subject) -> PathStep:
    problems = [problem for problem in subject.problems if subject.concerns(problem)]
    errors = sum(problem.severity == "error" for problem in problems)
    items = tuple(
        Item(
            problem.message,
            subject.forms.address(problem.path, problem.field),
            "error" if problem.severity == "error" else "to consider",
        )
        for problem in problems
    )
    summary = f"{counted(errors, 'error')} and {counted(len(problems) - errors, 'warning')} concern it."
    return PathStep("Check", summary, items)


def _preview(subject: Subject) -> PathStep:
    names = {framework.slug: framework.short_name for framework in subject.draft.frameworks}
    others = [slug for slug in (*subject.framework.complements, *names) if slug in names and slug != subject.slug]
    profile = reverse("draft:framework", kwargs={"slug": subject.slug})
    items = [Item("Its profile", profile, "link"), Item("The wizard", reverse("draft:wizard"), "link")]
    for other in others[:1]:
        beside = reverse("draft:comparison", kwargs={"slugs": (subject.slug, other)})
        items.insert(1, Item(f"Beside {names[other]}", beside, "link"))
    return PathStep("Preview", "Look at it in the draft, as visitors will.", tuple(items), is_done=False)


def _publish(subject: Subject) -> PathStep:
    link = Item("Review and publish", reverse("admin:publish"), "link")
    errors = [problem for problem in subject.problems if problem.severity == "error"]
    if errors:
        elsewhere = [problem for problem in errors if not subject.concerns(problem)]
        summary = f"Errors prevent publishing: {len(errors) - len(elsewhere)} above, {len(elsewhere)} elsewhere."
        items = [Item(error.message, subject.forms.address(error.path, error.field), "error") for error in elsewhere]
        return PathStep("Publish", summary, (*items, link), is_done=False)
    if subject.released and _content_of(subject.released, subject.slug) == _content_of(subject.draft, subject.slug):
        return PathStep("Publish", "Visitors see it as it is here.", (link,))
    return PathStep("Publish", "No error prevents publishing.", (link,), is_done=False)


def _content_of(catalogue: Catalogue, slug: str) -> tuple[Framework | None, list[tuple[str, str, Support | None]]]:
    """What a catalogue says about a framework: its profile and its support."""
    supports = [(c.slug, o.slug, o.support_for.get(slug)) for c in catalogue.criteria for o in c.options]
    return catalogue.framework_of.get(slug), [support for support in supports if support[2]]
