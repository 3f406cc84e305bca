"""What is done and what is missing until a framework stands on the site: seven steps, each with what is left to do."""

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
from comparisons.presentation.wording import counted

State = Literal["done", "missing", "to do"]
Weight = Literal["missing", "error", "to consider", "link"]


@dataclass(frozen=True)
class Item:
    """Something to do, and where. What is only to consider does not stand in the way of publishing."""

    words: str
    address: str
    weight: Weight = "missing"


@dataclass(frozen=True)
class Step:
    title: str
    told: str
    items: tuple[Item, ...]
    is_done: bool = True

    @property
    def state(self) -> State:
        if any(item.weight in {"missing", "error"} for item in self.items):
            return "missing"
        return "done" if self.is_done else "to do"

    @property
    def state_in_words(self) -> str:
        missing, errors = (sum(item.weight == weight for item in self.items) for weight in ("missing", "error"))
        return f"{missing} missing" if missing else counted(errors, "error") if errors else self.state


@dataclass(frozen=True)
class Subject:
    """A framework of the draft, with what is wrong in the draft and what the current release says of it."""

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
        """Whether it is about this framework: its own, what answers say of it, or written about it and others."""
        place = problem.path
        if place[:1] == ("crosswalk",):
            return any(
                place[1:2] == ("-".join(c.frameworks),) for c in self.draft.crosswalks if self.slug in c.frameworks
            )
        if place[:1] == ("guide",):
            return any(place[1:2] == (guide.slug,) for guide in self.draft.guides if self.slug in guide.frameworks)
        return place[:2] == ("framework", self.slug) or place[4:6] == ("support", self.slug)


def steps(subject: Subject) -> tuple[Step, ...]:
    return (
        _described(subject),
        _values(subject),
        _supports(subject),
        _sources(subject),
        _check(subject),
        _preview(subject),
        _publish(subject),
    )


def _described(subject: Subject) -> Step:
    told, items = [], []
    for name in ("stage", "cost", "resource"):
        count = len(getattr(subject.framework, f"{name}s"))
        told.append(counted(count, name))
        if not count:
            items.append(Item(f"It has no {name} yet.", f"{subject.page('change')}#{name}s-group", "to consider"))
    what = "What it is, who issues it and what one holds at the end."
    return Step("Described", f"{what} It has {', '.join(told)}.", tuple(items))


def _values(subject: Subject) -> Step:
    aspects, known = subject.draft.aspects, subject.framework.value_of
    items = tuple(
        Item(aspect.name, subject.forms.address(("framework", subject.slug, "value", aspect.slug)))
        for aspect in aspects
        if aspect.slug not in known
    )
    written = len(aspects) - len(items)
    told = f"{written} of {counted(len(aspects), 'aspect')} {'has' if written == 1 else 'have'} a value."
    every = Item("Write the values on one page", f"{subject.page('change')}#values-group", "link")
    return Step("Values", told, (*items, every))


def _supports(subject: Subject) -> Step:
    page = subject.page("supports")
    silent = [c for c in subject.draft.criteria if not any(subject.slug in option.support_for for option in c.options)]
    items = [Item("Say what each answer says of it", page, "link")]
    if subject.slug not in recommendable_frameworks(subject.draft):
        items.insert(0, Item(f"No answer recommends or requires {subject.framework.short_name}.", page))
    items += [Item(f"“{c.question}” is silent about it.", f"{page}#question-{c.slug}", "to consider") for c in silent]
    total = len(subject.draft.criteria)
    spoken = total - len(silent)
    told = f"{spoken} of {counted(total, 'question')} {'speaks' if spoken == 1 else 'speak'} for or against it."
    return Step("What answers say of it", told, tuple(items))


def _sources(subject: Subject) -> Step:
    items = tuple(Item(words, subject.forms.address(place)) for words, place in _unsourced(subject))
    return Step("Sources", "Each value, stage, cost and effect of an answer says where it comes from.", items)


def _unsourced(subject: Subject) -> Iterator[tuple[str, ItemPath]]:
    """What has no source, and its place."""
    here, framework = ("framework", subject.slug), subject.framework
    for value in framework.values:
        if not value.sources:
            yield f"Value: {subject.draft.aspect_of[value.aspect].name}", (*here, "value", value.aspect)
    for stage in framework.stages:
        if not stage.sources:
            yield f"Stage: {stage.name}", (*here, "stage", stage.slug)
    for cost in framework.costs:
        if not cost.sources:
            yield f"Cost: {cost.label}", (*here, "cost", cost.label)
    for criterion in subject.draft.criteria:
        for option in criterion.options:
            support = option.support_for.get(subject.slug)
            if support and not support.sources:
                place = ("criterion", criterion.slug, "option", option.slug, "support", subject.slug)
                yield f"{criterion.name}: {option.label}", place


def _check(subject: Subject) -> Step:
    found = [problem for problem in subject.problems if subject.concerns(problem)]
    errors = sum(problem.severity == "error" for problem in found)
    items = tuple(
        Item(
            problem.message,
            subject.forms.address(problem.path, problem.field),
            "error" if problem.severity == "error" else "to consider",
        )
        for problem in found
    )
    told = f"{counted(errors, 'error')} and {counted(len(found) - errors, 'warning')} concern it."
    return Step("Check", told, items)


def _preview(subject: Subject) -> Step:
    names = {framework.slug: framework.short_name for framework in subject.draft.frameworks}
    others = [slug for slug in (*subject.framework.complements, *names) if slug in names and slug != subject.slug]
    profile = reverse("draft:framework", kwargs={"slug": subject.slug})
    items = [Item("Its profile", profile, "link"), Item("The wizard", reverse("draft:wizard"), "link")]
    for other in others[:1]:
        beside = reverse("draft:comparison", kwargs={"slugs": (subject.slug, other)})
        items.insert(1, Item(f"Beside {names[other]}", beside, "link"))
    return Step("Preview", "Look at it in the draft, as visitors will.", tuple(items), is_done=False)


def _publish(subject: Subject) -> Step:
    link = Item("Review and publish", reverse("admin:publish"), "link")
    errors = [problem for problem in subject.problems if problem.severity == "error"]
    if errors:
        elsewhere = [problem for problem in errors if not subject.concerns(problem)]
        told = f"Errors stand in the way: {len(errors) - len(elsewhere)} above, {len(elsewhere)} elsewhere."
        items = [Item(each.message, subject.forms.address(each.path, each.field), "error") for each in elsewhere]
        return Step("Publish", told, (*items, link), is_done=False)
    if subject.released and _said(subject.released, subject.slug) == _said(subject.draft, subject.slug):
        return Step("Publish", "Visitors read it as it is here.", (link,))
    return Step("Publish", "Nothing stands in the way.", (link,), is_done=False)


def _said(catalogue: Catalogue, slug: str) -> tuple[Framework | None, list[tuple[str, str, Support | None]]]:
    """All that a catalogue says of a framework by itself."""
    supports = [(c.slug, o.slug, o.support_for.get(slug)) for c in catalogue.criteria for o in c.options]
    return catalogue.framework_of.get(slug), [said for said in supports if said[2]]
