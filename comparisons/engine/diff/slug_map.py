"""Frameworks and criteria that have other slugs in one catalogue than in another, by the former slugs that it names.

A slug is a name for addresses. So two catalogues are compared with one name for the same thing: a framework that has
another slug is no other framework.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from comparisons.engine.answers import PRIORITY
from comparisons.engine.catalogue import Catalogue, Choice, Criterion, Framework
from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.diff.item_kinds import REFERENCES

LEFT = {"was", "dropped"}
"""Fields that say what older addresses have: nothing in them is renamed."""


@dataclass(frozen=True)
class SlugMap:
    """Slug before -> slug after, where both mean the same."""

    frameworks: Mapping[str, str]
    criteria: Mapping[str, str]

    @classmethod
    def of(cls, before: Catalogue, after: Catalogue) -> SlugMap:
        """By the former slugs of the later catalogue, or of the earlier one where that has the names of today."""
        return cls(
            {
                **_forwards(before.framework_of, after.former_framework_slugs, after.framework_of),
                **_backwards(before.former_framework_slugs, after.framework_of),
            },
            {
                **_forwards(before.criterion_of, after.former_criterion_slugs, after.criterion_of),
                **_backwards(before.former_criterion_slugs, after.criterion_of),
            },
        )

    def apply(self, before: Catalogue) -> Catalogue:
        """The catalogue before, with the slugs after. The same one where there is nothing to do."""
        if not (self.frameworks or self.criteria):
            return before
        named = {criterion.slug for criterion in before.criteria if criterion.one_per_framework}
        catalogue: Catalogue = _Names(self.frameworks, self.criteria, named).item(before)
        return catalogue

    def renamed(self, pairs: Iterable[tuple[str, str]], before: Catalogue) -> list[tuple[str, str]]:
        """The pairs of answers, as in an address, from the slugs before to the slugs after."""
        options = {criterion.slug: self.frameworks for criterion in before.criteria if criterion.one_per_framework}
        options[PRIORITY] = self.criteria
        return [(self.criteria.get(slug, slug), options.get(slug, {}).get(option, option)) for slug, option in pairs]

    def undone(self, pairs: Iterable[tuple[str, str]], after: Catalogue) -> list[tuple[str, str]]:
        """The pairs of answers, as in an address, from the slugs after to the slugs before."""
        frameworks, criteria = ({new: old for old, new in names.items()} for names in (self.frameworks, self.criteria))
        return SlugMap(frameworks, criteria).renamed(pairs, after)


def with_slugs_of(after: Catalogue, before: Catalogue) -> Catalogue:
    """The catalogue `before`, with the slugs that its frameworks and criteria have in the other one."""
    return SlugMap.of(before, after).apply(before)


def _forwards(before: Iterable[str], former: Mapping[str, str], after: Iterable[str]) -> dict[str, str]:
    present = {*after}
    return {slug: former[slug] for slug in before if slug in former and slug not in present}


def _backwards(former: Mapping[str, str], after: Iterable[str]) -> dict[str, str]:
    present = {*after}
    return {slug: old for old, slug in former.items() if old in present and slug not in present}


@dataclass(frozen=True)
class _Names:
    """`of_frameworks` are the criteria, by their slugs before, whose options are named after frameworks."""

    frameworks: Mapping[str, str]
    criteria: Mapping[str, str]
    of_frameworks: set[str]

    def item(self, item: Any) -> Any:
        if isinstance(item, Choice):
            return self._choice(item)
        values = {name: getattr(item, name) for name in type(item).model_fields if name not in LEFT}
        update = {name: self._field(name, value) for name, value in values.items()}
        if isinstance(item, Framework):
            update["slug"] = self.frameworks.get(item.slug, item.slug)
        elif isinstance(item, Criterion):
            update["slug"] = self.criteria.get(item.slug, item.slug)
            if item.slug in self.of_frameworks:
                update["options"] = tuple(self._option(option) for option in update["options"])
        return item.model_copy(update=update)

    def _choice(self, choice: Choice) -> Choice:
        is_framework = choice.criterion in self.of_frameworks
        option = self.frameworks.get(choice.option, choice.option) if is_framework else choice.option
        return Choice(criterion=self.criteria.get(choice.criterion, choice.criterion), option=option)

    def _option(self, option: Any) -> Any:
        return option.model_copy(update={"slug": self.frameworks.get(option.slug, option.slug)})

    def _field(self, name: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._field(name, part) for part in value)
        if isinstance(value, Frozen):
            return self.item(value)
        if not isinstance(value, str):
            return value
        names = {"framework": self.frameworks, "criterion": self.criteria}.get(REFERENCES.get(name, ""), {})
        return names.get(value, value)
