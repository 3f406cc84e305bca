"""The items that moved among their neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.diff.catalogue_side import CatalogueSide, slugs
from comparisons.engine.diff.item_kinds import ItemKind, Key

Items = Mapping[Key, Frozen]
Groups = Mapping[Key, str]
"""Item -> the slug that it is sorted by, as an aspect by its group; empty where items have an order of their own."""
Sides = tuple[CatalogueSide, CatalogueSide]
Positions = tuple[str, str]
"""The neighbour, one that has not moved, that the item came after before and comes after now."""


def moved_items(kind: ItemKind, sides: Sides, items: tuple[Items, Items]) -> dict[Key, Positions]:
    """The fewest items whose moves explain the new order. Sorted items are compared within their group only."""
    before = [key for key in items[0] if key in items[1]]
    after = [key for key in items[1] if key in items[0]]
    if before == after:
        return {}
    groups = [_groups(kind, side_items) for side_items in items]
    if not all(
        side.is_sorted(kind.sorted_by, [*group_of.values()])
        for side, group_of in zip(sides, groups, strict=True)
        if group_of
    ):
        groups = [{}, {}]
    moved: dict[Key, Positions] = {}
    for group in dict.fromkeys(groups[1].get(key, "") for key in after):
        orders = [[key for key in keys if _is_in(group, key, groups)] for keys in (before, after)]
        unmoved = longest_common_subsequence(*orders)
        for key in orders[1]:
            if key not in unmoved:
                moved[key] = _positions(kind, sides, items, [_neighbour(keys, key, unmoved) for keys in orders])
    return moved


def longest_common_subsequence(before: Sequence[Key], after: Sequence[Key]) -> set[Key]:
    """The largest set of items in the same order in both, in time quadratic in their number.

    Of several equally large ones it is the first by name, so swapping the arguments gives the same set.
    """
    rank = {key: index for index, key in enumerate(before)}
    length: dict[Key, int] = {}
    next_of: dict[Key, Key | None] = {}
    for index in reversed(range(len(after))):
        key = after[index]
        followers = [other for other in after[index + 1 :] if rank[other] > rank[key]]
        next_of[key] = following = _longest(followers, length)
        length[key] = 1 + (length[following] if following else 0)
    common, next_key = set(), _longest(after, length)
    while next_key:
        common.add(next_key)
        next_key = next_of[next_key]
    return common


def _longest(keys: Sequence[Key], length: Mapping[Key, int]) -> Key | None:
    return min(keys, key=lambda key: (-length[key], key), default=None)


def _groups(kind: ItemKind, items: Items) -> Groups:
    if not kind.sorted_by:
        return {}
    return {key: slugs(getattr(item, kind.sorted_by))[0] for key, item in items.items()}


def _is_in(group: str, key: Key, groups: Sequence[Groups]) -> bool:
    return all(group_of.get(key, "") == group for group_of in groups)


def _neighbour(keys: Sequence[Key], key: Key, unmoved: set[Key]) -> Key | None:
    """The nearest item before this one that has not moved."""
    return next((other for other in reversed(keys[: keys.index(key)]) if other in unmoved), None)


def _positions(kind: ItemKind, sides: Sides, items: tuple[Items, Items], neighbours: Sequence[Key | None]) -> Positions:
    """By the neighbours' labels, or by their keys where the labels are the same."""
    before, after = (
        f"after “{side.label(kind, side_items[key])}”" if key else "at the start"
        for side, side_items, key in zip(sides, items, neighbours, strict=True)
    )
    if before == after:
        before, after = (f"after {' '.join(kind.path(key))}" if key else "at the start" for key in neighbours)
    return before, after
