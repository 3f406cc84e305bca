"""How many examples a property is tried with: few in `make test`, all of them in `make test-rest`.

`pytest --hypothesis-profile=full` tries all. Which ones is left to chance; a failure prints how to try the same again.
"""

from collections.abc import Collection, Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

FEW, ALL = 10, 500


def register_profiles() -> None:
    """Few examples, unless an option of pytest asks for all."""
    # No example is timed, and none is too slow: how fast a machine is says nothing about the code.
    quick = settings(max_examples=FEW, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("quick", quick)
    settings.register_profile("full", quick, max_examples=ALL)
    settings.load_profile("quick")


def examples(full: int) -> int:
    """How many to try where `ALL` would be too many, or too few, for `make test-rest`."""
    is_full = settings.get_current_profile_name().startswith("full")
    return full if is_full else max(2, min(FEW, full * FEW // ALL))


def exhaustive(values: Iterable[Any], *, quick: Collection[Any]) -> list[Any]:
    """The values of a parameter. Those that are not `quick` are left to `make test-rest`."""
    return [value if value in quick else pytest.param(value, marks=pytest.mark.exhaustive) for value in values]
