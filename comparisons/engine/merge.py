"""Two catalogues as one: what the new one says, and of the old one what the new one does not speak of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from comparisons.engine.catalogue import Catalogue, Framework
from comparisons.engine.catalogue.canonical_order import in_order
from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.diff.item_kinds import NOUNS, Noun

FrozenT = TypeVar("FrozenT", bound=Frozen)
K = TypeVar("K")


def join(old: Catalogue, new: Catalogue) -> Catalogue:
    """The new catalogue, and every item of the old one that it lacks, after the neighbour that it stood after.

    An item is known by what `diff` knows it by. Nothing that the old catalogue refers to goes, so references hold
    where they held; complements of what stays are kept on both sides.
    """
    joined = _joined(old, new, NOUNS)
    return in_order(joined.model_copy(update={"frameworks": tuple(_with_complements(old, new, joined.frameworks))}))


def _joined(old: FrozenT, new: FrozenT, nouns: Iterable[Noun]) -> FrozenT:
    update: dict[str, Any] = {}
    for noun in nouns:
        before, after = noun.keyed(old), noun.keyed(new)
        items = {**before, **after}
        items |= {key: _joined(before[key], after[key], noun.parts) for key in before.keys() & after.keys()}
        update[noun.field] = tuple(items[key] for key in _in_place([*before], [*after]))
    return new.model_copy(update=update)


def _in_place(before: Sequence[K], after: Sequence[K]) -> list[K]:
    """What is after, with each of those before that is not there behind the one that it stood behind."""
    keys = list(after)
    for number, key in enumerate(before):
        if key not in after:
            keys.insert(keys.index(before[number - 1]) + 1 if number else 0, key)
    return keys


def _with_complements(old: Catalogue, new: Catalogue, frameworks: Iterable[Framework]) -> Iterable[Framework]:
    for framework in frameworks:
        before = old.framework_of.get(framework.slug)
        kept = [slug for slug in before.complements if slug not in new.framework_of] if before else []
        complements = tuple(dict.fromkeys((*framework.complements, *kept)))
        yield framework.model_copy(update={"complements": complements})
