"""Working something out once for a catalogue."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from comparisons.engine.catalogue import Catalogue

T = TypeVar("T")


def once_per_catalogue(make: Callable[[Catalogue], T]) -> Callable[[Catalogue], T]:
    """Keep what is made as long as its catalogue is there; it must not hold the catalogue itself.

    A catalogue is found by its identity: to compare or hash a whole one takes longer than most of what is kept.
    """
    kept: dict[int, tuple[weakref.ref[Catalogue], T]] = {}

    @wraps(make)
    def find(catalogue: Catalogue) -> T:
        key = id(catalogue)
        found = kept.get(key)
        if found is None or found[0]() is not catalogue:
            found = weakref.ref(catalogue, lambda _: kept.pop(key, None)), make(catalogue)
            kept[key] = found
        return found[1]

    return find
