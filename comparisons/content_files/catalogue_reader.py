"""Content files -> Catalogue.

    sources.yaml  aspects.yaml  criteria.yaml  crosswalk.yaml  frameworks/<slug>.yaml  guides/<slug>.yaml

Files have mappings where the catalogue has lists: values by aspect, support by framework. The README beside the
shipped content describes each file.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comparisons.content_files.faults import ContentError, Fault
from comparisons.content_files.folders import Files, Folder
from comparisons.content_files.formats import KINDS, Position, as_catalogue_data, framework_data
from comparisons.content_files.other_formats import what_document_it_is
from comparisons.content_files.yaml_reader import MAX_NODES, Document, read_document, validate
from comparisons.editing.audit_log import change_set
from comparisons.editing.loading import Loaded, LoadError, load, refused_fields
from comparisons.engine import Catalogue, find_problems
from comparisons.engine.catalogue import Framework, Guide
from comparisons.engine.catalogue.canonical_order import in_order
from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.checks.findings import ItemPath

SHIPPED = Path(__file__).parent.parent / "content"
LAST = 10**9
"""The position of a guide that has none: after those that have one."""


@dataclass(frozen=True)
class _Positioned:
    """A framework or a guide, with its position among the others."""

    position: int
    part: Framework | Guide


def read_content(folder: Path) -> Catalogue:
    """Read and check a folder of content files. Raises ContentError with every fault."""
    return read_files(Folder(folder))


def read_files(files: Files) -> Catalogue:
    """Read and check content files, on disk or in memory. Raises ContentError with every fault."""
    catalogue, _ = _checked(files)
    return catalogue


def load_content(folder: Path, *, overwrite: bool = False, replace: bool = False, created_by: str = "") -> Loaded:
    """Load a folder of content files into the working copy. Raises ContentError, and has then changed nothing."""
    catalogue, documents = _checked(Folder(folder))
    try:
        with change_set(created_by, "content files"):
            return load(catalogue, overwrite=overwrite, replace=replace)
    except LoadError as error:
        raise ContentError((fault_in(documents, error.path, error.reason),)) from error


def _checked(files: Files) -> tuple[Catalogue, dict[str, Document]]:
    catalogue, documents = read_unchecked(files)
    if faults := broken_references(catalogue, documents) or refused_rows(catalogue, documents):
        raise ContentError(faults)
    return catalogue, documents


def read_unchecked(files: Files) -> tuple[Catalogue, dict[str, Document]]:
    """The catalogue of the files, before its references are checked, and the documents by name.

    Raises ContentError with the faults of each file.
    """
    documents: dict[str, Document] = {}
    parts: list[Frozen | _Positioned] = []
    faults = [*files.faults()]
    left = MAX_NODES
    for name in files.names():
        try:
            documents[name] = read_document(files, name, left)
            left -= documents[name].size
            parts.append(_parse(documents[name]))
        except ContentError as error:
            faults += error.faults
    if faults:
        raise ContentError(tuple(faults))
    return in_order(_assembled(parts)), documents


def broken_references(catalogue: Catalogue, documents: dict[str, Document]) -> tuple[Fault, ...]:
    """The errors of the catalogue, such as a reference to an item that does not exist."""
    problems = find_problems(catalogue, datetime.date.min)
    errors = (problem for problem in problems if problem.severity == "error")
    return tuple(fault_in(documents, problem.path, problem.message) for problem in errors)


def refused_rows(catalogue: Catalogue, documents: dict[str, Document]) -> tuple[Fault, ...]:
    """What the models refuse although the catalogue has no errors."""
    return tuple(fault_in(documents, path, reason) for path, reason in refused_fields(catalogue))


def _assembled(parts: list[Frozen | _Positioned]) -> Catalogue:
    positioned = sorted((part for part in parts if isinstance(part, _Positioned)), key=lambda part: part.position)
    shared: dict[str, Any] = {}
    for part in parts:
        if isinstance(part, Frozen):
            shared.update(dict(part))
    return Catalogue(
        frameworks=tuple(item.part for item in positioned if isinstance(item.part, Framework)),
        guides=tuple(item.part for item in positioned if isinstance(item.part, Guide)),
        **shared,
    )


def _parse(document: Document) -> Frozen | _Positioned:
    """The part of the catalogue in a document. Raises ContentError."""
    if what := what_document_it_is(document.data):
        raise ContentError((document.fault((), what),))
    if document.name in KINDS:
        return validate(document, KINDS[document.name], as_catalogue_data(document.data))
    data = document.data if isinstance(document.data, dict) else {}
    stem = Path(document.name).stem
    if data.get("slug") != stem:
        raise ContentError((document.fault(("slug",), f"must be “{stem}”, like the file name"),))
    rest = {key: value for key, value in data.items() if key != "position"}
    if document.name.startswith("frameworks/"):
        position = validate(document, Position, {key: data[key] for key in data if key == "position"})
        return _Positioned(position.position, validate(document, Framework, framework_data(rest)))
    position = validate(document, Position, {"position": data.get("position", LAST)})
    return _Positioned(position.position, validate(document, Guide, rest))


def fault_in(documents: dict[str, Document], path: ItemPath, reason: str) -> Fault:
    """A fault at an item, in the document that contains it."""
    kind, slug = path[0], path[1] if len(path) > 1 else ""
    name = {
        "source": "sources.yaml",
        "group": "aspects.yaml",
        "aspect": "aspects.yaml",
        "criterion": "criteria.yaml",
        "crosswalk": "crosswalk.yaml",
        "method": "criteria.yaml",
    }.get(kind, f"{kind}s/{slug}.yaml")
    return documents[name].fault_at(path, reason) if name in documents else Fault(f"{kind}s", 0, "", reason)
