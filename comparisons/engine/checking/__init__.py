"""Whether the parts of a catalogue fit together: errors, which refuse a release, and warnings, which do not."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from comparisons.engine.catalogue import Catalogue
from comparisons.engine.checking.errors import find_errors
from comparisons.engine.checking.findings import Place
from comparisons.engine.checking.warnings import find_warnings


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where."""

    severity: Literal["error", "warning"]
    place: Place
    message: str


def find_problems(catalogue: Catalogue, today: datetime.date) -> tuple[Problem, ...]:
    """Every error and, after them, every warning."""
    errors = (Problem("error", place, message) for place, message in find_errors(catalogue))
    warnings = (Problem("warning", place, message) for place, message in find_warnings(catalogue, today))
    return (*errors, *warnings)
