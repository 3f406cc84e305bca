"""Which items stand elsewhere among their neighbours than before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.diff.item_kinds import Key, Noun
from comparisons.engine.diff.sides import Side, slugs

Items = Mapping[Key, Frozen]
Sides = tuple[Side, Side]
Positions = tuple[str, str]
"""After which neighbour an item stood, and stands: one that has not moved itself."""


def moves(noun: Noun, sides: Sides, items: tuple[Items, Items]) -> dict[Key, Positions]:
    """As few as can be. Where the order is that of what the items refer to, only within what refers to the same."""
    before = [key for key in items[0] if key in items[1]]
    after = [key for key in items[1] if key in items[0]]
    if before == after:
        return {}
    shelves = [_shelves(noun, each) for each in items]
    if not all(
        side.follows(noun.shelf, [*shelf.values()]) for side, shelf in zip(sides, shelves, strict=True) if shelf
    ):
        shelves = [{}, {}]
    found: dict[Key, Positions] = {}
    for shelf in dict.fromkeys(shelves[1].get(key, "") for key in after):
        here = [[key for key in keys if _is_on(shelf, key, shelves)] for keys in (before, after)]
        kept = longest_kept(*here)
        for key in here[1]:
            if key not in kept:
                found[key] = _positions(noun, sides, items, [_last_kept(keys, key, kept) for keys in here])
    return found


def longest_kept(before: Sequence[Key], after: Sequence[Key]) -> set[Key]:
    """The most items that stand in the same order in both; of equally many the first by name, whichever way round."""
    rank = {key: place for place, key in enumerate(before)}
    length: dict[Key, int] = {}
    next_of: dict[Key, Key | None] = {}
    for place in reversed(range(len(after))):
        key = after[place]
        followers = [other for other in after[place + 1 :] if rank[other] > rank[key]]
        next_of[key] = following = _longest(followers, length)
        length[key] = 1 + (length[following] if following else 0)
    kept, key_or_none = set(), _longest(after, length)
    while key_or_none:
        kept.add(key_or_none)
        key_or_none = next_of[key_or_none]
    return kept


def _longest(keys: Sequence[Key], length: Mapping[Key, int]) -> Key | None:
    return min(keys, key=lambda key: (-length[key], key), default=None)


def _shelves(noun: Noun, items: Items) -> dict[Key, str]:
    return {key: slugs(getattr(item, noun.shelf))[0] for key, item in items.items()} if noun.shelf else {}


def _is_on(shelf: str, key: Key, shelves: Sequence[Mapping[Key, str]]) -> bool:
    return all(on.get(key, "") == shelf for on in shelves)


def _last_kept(keys: Sequence[Key], key: Key, kept: set[Key]) -> Key | None:
    """The nearest neighbour before, of those that have not moved."""
    return next((other for other in reversed(keys[: keys.index(key)]) if other in kept), None)


def _positions(noun: Noun, sides: Sides, items: tuple[Items, Items], neighbours: Sequence[Key | None]) -> Positions:
    """By the neighbours' names, or where those are the same by what else they are known by."""
    before, after = (
        f"after “{side.label(noun, held[key])}”" if key else "at the start"
        for side, held, key in zip(sides, items, neighbours, strict=True)
    )
    if before == after:
        before, after = (f"after {' '.join(noun.place(key))}" if key else "at the start" for key in neighbours)
    return before, after
