"""Merging two catalogues: the new one wins, and items that only the old one has are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from comparisons.engine.catalogue import Catalogue, Framework
from comparisons.engine.catalogue.canonical_order import in_order
from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.diff.item_kinds import ITEM_KINDS, ItemKind

FrozenT = TypeVar("FrozenT", bound=Frozen)
K = TypeVar("K")


def merge(old: Catalogue, new: Catalogue) -> Catalogue:
    """The new catalogue plus every item that only the old one has, each after the neighbour that it followed there.

    Items are matched by the keys of `diff`. Of the old catalogue, only the options are removed that the new one calls
    former answers, so other references stay valid. Complements of a kept framework are kept on both sides.
    """
    merged = _merged(_without_former_answers(old, new), new, ITEM_KINDS)
    return in_order(merged.model_copy(update={"frameworks": tuple(_with_complements(old, new, merged.frameworks))}))


def _without_former_answers(old: Catalogue, new: Catalogue) -> Catalogue:
    criteria = [
        criterion.model_copy(
            update={
                "options": tuple(
                    option for option in criterion.options if (criterion.slug, option.slug) not in new.successors_of
                )
            }
        )
        for criterion in old.criteria
    ]
    return old.model_copy(update={"criteria": tuple(criteria)})


def _merged(old: FrozenT, new: FrozenT, kinds: Iterable[ItemKind]) -> FrozenT:
    update: dict[str, Any] = {}
    for kind in kinds:
        before, after = kind.by_key(old), kind.by_key(new)
        items = {**before, **after}
        items |= {key: _merged(before[key], after[key], kind.parts) for key in before.keys() & after.keys()}
        update[kind.field] = tuple(items[key] for key in _merged_order([*before], [*after]))
    return new.model_copy(update=update)


def _merged_order(before: Sequence[K], after: Sequence[K]) -> list[K]:
    """The new order, with each key that only the old one has after the key that it followed there."""
    keys = list(after)
    for index, key in enumerate(before):
        if key not in after:
            keys.insert(keys.index(before[index - 1]) + 1 if index else 0, key)
    return keys


def _with_complements(old: Catalogue, new: Catalogue, frameworks: Iterable[Framework]) -> Iterable[Framework]:
    for framework in frameworks:
        before = old.framework_of.get(framework.slug)
        kept = [slug for slug in before.complements if slug not in new.framework_of] if before else []
        complements = tuple(dict.fromkeys((*framework.complements, *kept)))
        yield framework.model_copy(update={"complements": complements})
