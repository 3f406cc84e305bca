"""A cache of one value per catalogue."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from comparisons.engine.catalogue import Catalogue

T = TypeVar("T")


def cached_per_catalogue(make: Callable[[Catalogue], T]) -> Callable[[Catalogue], T]:
    """Keep what `make` returns for as long as the catalogue exists. The value must not refer to the catalogue.

    The cache compares identities: to compare or hash a whole catalogue takes longer than to make most values.
    """
    values: dict[int, tuple[weakref.ref[Catalogue], T]] = {}

    @wraps(make)
    def cached(catalogue: Catalogue) -> T:
        key = id(catalogue)
        entry = values.get(key)
        if entry is None or entry[0]() is not catalogue:
            entry = weakref.ref(catalogue, lambda _: values.pop(key, None)), make(catalogue)
            values[key] = entry
        return entry[1]

    return cached
