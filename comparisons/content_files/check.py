"""Find all errors and warnings of content files, without a database."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comparisons.content_files.catalogue_reader import broken_references, fault_in, read_unchecked, refused_rows
from comparisons.content_files.comments import cut_texts
from comparisons.content_files.faults import ContentError, Fault
from comparisons.content_files.file_names import SCENARIOS
from comparisons.content_files.folders import Files
from comparisons.content_files.scenarios import Scenario, broken_scenarios, parse_scenarios
from comparisons.content_files.yaml_reader import Document, read_document
from comparisons.engine import Catalogue, find_problems


@dataclass(frozen=True)
class CheckResult:
    """Errors prevent a load; warnings do not. Warnings are only searched for if there are no errors."""

    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()


def check_content(files: Files, today: datetime.date) -> CheckResult:
    """Check each file, then the references between files, then the scenarios if there are any."""
    faults: list[Fault] = []
    scenarios = None
    try:
        scenarios = _scenarios(files)
    except ContentError as error:
        faults += error.faults
    try:
        catalogue, documents = read_unchecked(files)
    except ContentError as error:
        return CheckResult(_in_order([*error.faults, *faults]))
    faults += broken_references(catalogue, documents)
    if not faults:
        faults += _refused_content(catalogue, documents, scenarios)
    return CheckResult(_in_order(faults), () if faults else _in_order(_warnings(catalogue, documents, today)))


def _scenarios(files: Files) -> tuple[Document, tuple[Scenario, ...]] | None:
    if not files.has(SCENARIOS):
        return None
    document = read_document(files, SCENARIOS)
    return document, parse_scenarios(document)


def _refused_content(
    catalogue: Catalogue, documents: dict[str, Document], scenarios: tuple[Document, tuple[Scenario, ...]] | None
) -> Iterator[Fault]:
    """What can only be checked if there are no broken references."""
    yield from refused_rows(catalogue, documents)
    if scenarios:
        yield from broken_scenarios(*scenarios, catalogue)


def _warnings(catalogue: Catalogue, documents: dict[str, Document], today: datetime.date) -> Iterator[Fault]:
    for problem in find_problems(catalogue, today):
        if problem.severity == "warning":
            yield fault_in(documents, problem.path, problem.message)
    for document in documents.values():
        yield from cut_texts(document)


def _in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """By file, in the order in which they were checked, and by line."""
    faults = tuple(faults)
    files = list(dict.fromkeys(fault.file for fault in faults))
    return tuple(sorted(faults, key=lambda fault: (files.index(fault.file), fault.line)))
