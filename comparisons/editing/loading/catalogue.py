"""Load each kind of item into its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model

from comparisons import models
from comparisons.editing.audit_log import change_set
from comparisons.editing.loading.framework_parts import PARTS, load_parts
from comparisons.editing.loading.guides import load_crosswalk, load_guide
from comparisons.editing.loading.lookup import RowsBySlug, numbered, plain
from comparisons.editing.loading.rows import Loaded, Rows
from comparisons.engine import Catalogue
from comparisons.engine.catalogue import Choice, Criterion, Framework, OnePerFramework, Option

BESIDE_OTHERS = ("complements", "covers", "extends")
"""The fields in which a framework names other frameworks."""


@change_set()
def load(catalogue: Catalogue, *, overwrite: bool = False, replace: bool = False) -> Loaded:
    """Load a catalogue that has no errors. Raises LoadError, and has then changed nothing.

    With `overwrite`, rows that are there are changed, those with a former slug get the one of today, and options that
    the catalogue calls former answers are removed.
    With `replace`, so is everything that the catalogue does not have.
    """
    loader = Loader(Rows(overwrite=overwrite or replace))
    loader.load(catalogue)
    if replace:
        loader.rows.clear_others(models.Criterion, "ask_when")
        for name in ("only_when", "covers", "extends"):
            loader.rows.clear_others(models.Framework, name)
        loader.rows.remove_others(*models.FROM_LEAF_TO_ROOT)
    elif overwrite:
        loader.remove_former_answers(catalogue)
    return Loaded(loader.rows.added, loader.rows.changed, loader.rows.removed)


class Loader:
    """Puts the items of a catalogue, in an order in which each comes after those that it refers to."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.by_slug = RowsBySlug()
        self.new_frameworks: set[str] = set()

    def load(self, catalogue: Catalogue) -> None:
        method = {"id": models.Method.ONLY}
        fields = {**plain(catalogue.method, "version"), "rules": catalogue.method.version}
        self.rows.put(("method",), models.Method, method, fields)
        self._load_sources_and_aspects(catalogue)
        self._load_frameworks(catalogue)
        self._load_criteria(catalogue)
        for position, guide in numbered(catalogue.guides):
            load_guide(self.rows, self.by_slug, guide, position)
        for crosswalk in catalogue.crosswalks:
            load_crosswalk(self.rows, self.by_slug, crosswalk)

    def _load_sources_and_aspects(self, catalogue: Catalogue) -> None:
        put, by_slug, groups = self.rows.put, self.by_slug, {}
        for position, source in numbered(catalogue.sources):
            fields = {**plain(source, "slug"), "position": position}
            by_slug.sources[source.slug] = put(("source", source.slug), models.Source, {"slug": source.slug}, fields)
        for position, group in numbered(catalogue.groups):
            fields = {"name": group.name, "position": position}
            groups[group.slug] = put(("group", group.slug), models.Group, {"slug": group.slug}, fields)
        for position, aspect in numbered(catalogue.aspects):
            fields = {**plain(aspect, "slug", "group"), "group": groups[aspect.group], "position": position}
            by_slug.aspects[aspect.slug] = put(("aspect", aspect.slug), models.Aspect, {"slug": aspect.slug}, fields)

    def _load_frameworks(self, catalogue: Catalogue) -> None:
        new = {
            framework.slug
            for framework in catalogue.frameworks
            if not self.rows.has(models.Framework, slug=framework.slug)
        }
        for position, framework in numbered(catalogue.frameworks):
            self._load_framework(framework, position)
        self.new_frameworks = new
        for framework in catalogue.frameworks:
            row, frameworks = self.by_slug.frameworks[framework.slug], self.by_slug.frameworks
            targets: dict[str, Sequence[Model]] = {
                name: [frameworks[slug] for slug in getattr(framework, name)] for name in BESIDE_OTHERS
            }
            self.rows.refer(("framework", framework.slug), row, targets, is_new=framework.slug in new)

    def _load_framework(self, framework: Framework, position: int) -> None:
        path = ("framework", framework.slug)
        written = plain(framework, "slug", "was", *BESIDE_OTHERS, "only_when", *PARTS)
        fields = {**written, "was": "\n".join(framework.was), "position": position}
        identity = {"slug": framework.slug}
        self.rows.rename(models.Framework, identity, [{"slug": former} for former in framework.was])
        row = self.rows.put(path, models.Framework, identity, fields)
        self.by_slug.frameworks[framework.slug] = row
        load_parts(self.rows, self.by_slug, framework, row)

    def _load_criteria(self, catalogue: Catalogue) -> None:
        new = {c.slug for c in catalogue.criteria if not self.rows.has(models.Criterion, slug=c.slug)}
        for position, criterion in numbered(catalogue.criteria):
            self._load_criterion(criterion, position)
        for criterion in catalogue.criteria:
            path, row = ("criterion", criterion.slug), self.by_slug.criteria[criterion.slug]
            self.rows.refer(path, row, {"ask_when": self._options(criterion.ask_when)}, is_new=criterion.slug in new)
        for framework in catalogue.frameworks:
            path, other = ("framework", framework.slug), self.by_slug.frameworks[framework.slug]
            is_new = framework.slug in self.new_frameworks
            self.rows.refer(path, other, {"only_when": self._options(framework.only_when)}, is_new=is_new)

    def remove_former_answers(self, catalogue: Catalogue) -> None:
        for criterion, option in catalogue.successors_of:
            for row in models.Option.objects.filter(criterion__slug=criterion, slug=option):
                self.rows.remove(row)

    def _options(self, choices: Iterable[Choice]) -> list[models.Option]:
        return [self.by_slug.options[choice.criterion, choice.option] for choice in choices]

    def _load_criterion(self, criterion: Criterion, position: int) -> None:
        path = ("criterion", criterion.slug)
        parts = ("ask_when", "asked_when_required", "one_per_framework", "dropped", "was", "options")
        when = criterion.asked_when_required
        fields = {
            **plain(criterion, "slug", *parts),
            "asked_when_required": list(when.roles) if when else [],
            **self._one_per_framework(criterion.one_per_framework),
            "dropped": "\n".join(map(str, criterion.dropped)),
            "was": "\n".join(criterion.was),
            "position": position,
        }
        identity = {"slug": criterion.slug}
        self.rows.rename(models.Criterion, identity, [{"slug": former} for former in criterion.was])
        row = self.rows.put(path, models.Criterion, identity, fields)
        self.by_slug.criteria[criterion.slug] = row
        for number, option in numbered(criterion.options):
            self._load_option(row, option, number, self._former_slugs(criterion, option))

    @staticmethod
    def _former_slugs(criterion: Criterion, option: Option) -> list[str]:
        """Those that this option alone had in its question: what became of another answer is no new name for it."""
        questions = {criterion.slug, *criterion.was}
        return [
            entry.answer.option
            for entry in option.was
            if entry.only_when is None
            and entry.answer.criterion in questions
            and [o for o in criterion.options if entry.answer in (e.answer for e in o.was)] == [option]
        ]

    def _one_per_framework(self, rule: OnePerFramework | None) -> dict[str, Any]:
        return {
            "options_for": list(rule.roles) if rule else [],
            "options_hold": bool(rule and rule.holds),
            "options_require": (rule and rule.requires) or "",
            "options_reason": rule.reason if rule else "",
            "options_aspect": self.by_slug.aspects[rule.aspect] if rule and rule.aspect else None,
        }

    def _load_option(self, criterion: models.Criterion, option: Option, position: int, former: list[str]) -> None:
        put, path = self.rows.put, ("criterion", criterion.slug, "option", option.slug)
        framework = self.by_slug.frameworks[option.holds] if option.holds else None
        fields = {
            **plain(option, "slug", "asks_for", "was", "support"),
            "asks_for": list(option.asks_for),
            "was": "\n".join(map(str, option.was)),
            "holds": framework,
            "position": position,
        }
        identity = {"criterion": criterion, "slug": option.slug}
        self.rows.rename(models.Option, identity, [{"criterion": criterion, "slug": slug} for slug in former])
        row = put(path, models.Option, identity, fields)
        self.by_slug.options[criterion.slug, option.slug] = row
        for support in option.support:
            put(
                (*path, "support", support.framework),
                models.Support,
                {"option": row, "framework": self.by_slug.frameworks[support.framework]},
                {
                    **plain(support, "framework", "aspect", "requires", "level", "sources"),
                    "aspect": self.by_slug.aspects[support.aspect],
                    "requires": support.requires or "",
                    "level": self.by_slug.level(support.framework, support.level),
                },
                {"sources": self.by_slug.sources_of(support.sources)},
            )
