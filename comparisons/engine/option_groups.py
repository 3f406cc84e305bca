"""The options of a question in groups, so that a long list can be searched by eye.

A list is grouped where an editor marked frequent options. What stands alone, such as “none of these”, comes first,
then what is frequent. The rest is grouped by role where the options are frameworks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from comparisons.engine.catalogue import Catalogue, Criterion, Option, Role

LONG = 8
"""From so many options on, a grouped list is long enough to be filtered."""

GroupKind = Literal["all", "alone", "frequent", "rest", "others"] | Role
ROLES: tuple[Role, ...] = ("base", "scheme", "start", "add-on", "law")


@dataclass(frozen=True)
class OptionGroup:
    """Options in the order of the catalogue. A list without groups is one group of the kind `all`."""

    kind: GroupKind
    options: tuple[Option, ...]


def option_groups(catalogue: Catalogue, criterion: Criterion) -> tuple[OptionGroup, ...]:
    """The groups of a question in their order, each with at least one option."""
    if not any(option.frequent for option in criterion.options):
        return (OptionGroup("all", criterion.options),)
    by_kind: dict[GroupKind, list[Option]] = {}
    for option in criterion.options:
        by_kind.setdefault(_kind(catalogue, criterion, option), []).append(option)
    return tuple(OptionGroup(kind, tuple(by_kind[kind])) for kind in _order() if kind in by_kind)


def is_long(criterion: Criterion) -> bool:
    """Whether the list of options is grouped, and worth a filter."""
    return len(criterion.options) >= LONG and any(option.frequent for option in criterion.options)


def _order() -> Iterator[GroupKind]:
    yield from ("alone", "frequent")
    yield from ROLES
    yield from ("rest", "others")


def _kind(catalogue: Catalogue, criterion: Criterion, option: Option) -> GroupKind:
    if option.exclusive:
        return "alone"
    if option.frequent:
        return "frequent"
    if not criterion.one_per_framework:
        return "rest"
    framework = catalogue.framework_of.get(option.slug)
    return framework.role if framework else "others"
