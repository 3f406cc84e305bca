"""Whether the parts of a catalogue fit together: errors, which refuse a release, and warnings, which do not."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

from comparisons.engine.catalogue import Catalogue
from comparisons.engine.checks.errors import find_errors
from comparisons.engine.checks.findings import Finding, Place
from comparisons.engine.checks.warnings import find_warnings

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where."""

    severity: Severity
    place: Place
    message: str
    field: str = field(default="", compare=False)
    """Where it is mended, by its name in the catalogue; empty where no one field is wrong."""


def problem(severity: Severity, finding: Finding) -> Problem:
    place, message, *rest = finding
    return Problem(severity, place, message, *rest)


def find_problems(catalogue: Catalogue, today: datetime.date) -> tuple[Problem, ...]:
    """Every error and, after them, every warning."""
    errors = (problem("error", finding) for finding in find_errors(catalogue))
    warnings = (problem("warning", finding) for finding in find_warnings(catalogue, today))
    return (*errors, *warnings)
