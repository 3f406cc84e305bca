"""Checks of a catalogue as a whole: errors, with which it cannot be published, and warnings, with which it can."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

from comparisons.engine.catalogue import Catalogue
from comparisons.engine.checks.errors import find_errors
from comparisons.engine.checks.findings import Finding, ItemPath
from comparisons.engine.checks.warnings import find_warnings

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """What is wrong, and the path of the item where it is wrong."""

    severity: Severity
    path: ItemPath
    message: str
    field: str = field(default="", compare=False)
    """The name of the field to correct; empty where it is not one field. Two problems are equal without it."""


def problem(severity: Severity, finding: Finding) -> Problem:
    path, message, *rest = finding
    return Problem(severity, path, message, *rest)


def find_problems(catalogue: Catalogue, today: datetime.date) -> tuple[Problem, ...]:
    """All errors, then all warnings; a warning can depend on `today`."""
    errors = (problem("error", finding) for finding in find_errors(catalogue))
    warnings = (problem("warning", finding) for finding in find_warnings(catalogue, today))
    return (*errors, *warnings)
