"""Caches per catalogue: of one value, or of the last few by a key."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from comparisons.engine.catalogue import Catalogue

K = TypeVar("K")
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


def last_per_catalogue(count: int) -> Callable[[Callable[[Catalogue, K], T]], Callable[[Catalogue, K], T]]:
    """Keep what a function returns for the last `count` keys of each catalogue, for as long as the catalogue exists.

    Keys are hashable. As above, what is returned must not refer to the catalogue.
    """

    def decorate(make: Callable[[Catalogue, K], T]) -> Callable[[Catalogue, K], T]:
        @cached_per_catalogue
        def of_catalogue(catalogue: Catalogue) -> Callable[[K], T]:
            reference = weakref.ref(catalogue)

            @lru_cache(maxsize=count)
            def of_key(key: K) -> T:
                caller = reference()
                if caller is None:
                    raise ReferenceError("The catalogue of this cache is gone.")
                return make(caller, key)

            return of_key

        @wraps(make)
        def cached(catalogue: Catalogue, key: K) -> T:
            return of_catalogue(catalogue)(key)

        return cached

    return decorate
