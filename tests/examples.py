"""How many examples a property is tried with: few in `make test`, all of them in `make test-rest`.

`pytest --hypothesis-profile=full` tries all, and `some` a quarter of them, for continuous integration: it tries others
each time. Which ones is left to chance; a failure prints how to try the same again.
"""

from collections.abc import Collection, Iterable, Sequence
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

T = TypeVar("T")
FEW, SOME, ALL = 10, 125, 500


def register_profiles() -> None:
    """Few examples, unless an option of pytest asks for more."""
    # No example is timed, and none is too slow: how fast a machine is says nothing about the code.
    quick = settings(max_examples=FEW, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("quick", quick)
    settings.register_profile("some", quick, max_examples=SOME)
    settings.register_profile("full", quick, max_examples=ALL)
    settings.load_profile("quick")


def examples(full: int) -> int:
    """How many to try where `ALL` would be too many, or too few, for `make test-rest`."""
    profile = settings.get_current_profile_name()
    if profile.startswith("full"):
        return full
    if profile.startswith("some"):
        return max(2, full * SOME // ALL)
    return max(2, min(FEW, full * FEW // ALL))


def some_of(values: Sequence[T]) -> list[T]:
    """All of them in `make test-rest`; where `some` examples do, a quarter by chance."""
    return Random().sample(values, min(len(values), examples(len(values))))  # noqa: S311  (for no secret)


def exhaustive(values: Iterable[Any], *, quick: Collection[Any]) -> list[Any]:
    """The values of a parameter. Those that are not `quick` are left to `make test-rest`."""
    return [value if value in quick else pytest.param(value, marks=pytest.mark.exhaustive) for value in values]
