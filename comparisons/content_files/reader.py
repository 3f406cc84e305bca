"""Content files -> Catalogue.

    sources.yaml  aspects.yaml  criteria.yaml  crosswalk.yaml  frameworks/<slug>.yaml  guides/<slug>.yaml

Files write as a mapping what the catalogue holds as a list: values by aspect, support by framework. The README beside
the shipped content describes each file.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comparisons.content_files.documents import MOST_PARTS, Document, read_document, validate
from comparisons.content_files.faults import ContentError, Fault
from comparisons.content_files.folders import Files, Folder
from comparisons.content_files.formats import KINDS, Position, as_catalogue_has_it, listed
from comparisons.editing.audit_log import change_set
from comparisons.editing.loading import Loaded, LoadError, load, refused_fields
from comparisons.engine import Catalogue, find_problems
from comparisons.engine.catalogue import Framework, Guide
from comparisons.engine.catalogue.canonical_order import in_order
from comparisons.engine.catalogue.frozen import Frozen

SHIPPED = Path(__file__).parent.parent / "content"
LAST = 10**9
"""Where a guide stands that names no position: after those that do."""


@dataclass(frozen=True)
class _Placed:
    """A framework or a guide, with its position among the others."""

    position: int
    part: Framework | Guide


def read_content(folder: Path) -> Catalogue:
    """Read and check a folder of content files. Raises ContentError with every fault that was found."""
    return read_files(Folder(folder))


def read_files(files: Files) -> Catalogue:
    """The same of files wherever they are."""
    catalogue, _ = _checked(files)
    return catalogue


def load_content(folder: Path, *, overwrite: bool = False, who: str = "") -> Loaded:
    """Load a folder of content files into the working copy. Raises ContentError, and has then changed nothing."""
    catalogue, documents = _checked(Folder(folder))
    try:
        with change_set(who, "content files"):
            return load(catalogue, overwrite=overwrite)
    except LoadError as error:
        raise ContentError((fault_in(documents, error.path, error.reason),)) from error


def _checked(files: Files) -> tuple[Catalogue, dict[str, Document]]:
    catalogue, documents = read_unchecked(files)
    if faults := broken_references(catalogue, documents) or refused_rows(catalogue, documents):
        raise ContentError(faults)
    return catalogue, documents


def read_unchecked(files: Files) -> tuple[Catalogue, dict[str, Document]]:
    """What the files say, whether or not it fits together, and the files by name.

    Raises ContentError with what is wrong with each file by itself.
    """
    documents: dict[str, Document] = {}
    parts: list[Frozen | _Placed] = []
    faults: list[Fault] = []
    left = MOST_PARTS
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
    """What does not fit together."""
    problems = find_problems(catalogue, datetime.date.min)
    errors = (problem for problem in problems if problem.severity == "error")
    return tuple(fault_in(documents, problem.path, problem.message) for problem in errors)


def refused_rows(catalogue: Catalogue, documents: dict[str, Document]) -> tuple[Fault, ...]:
    """What fits together, and yet no row would take."""
    return tuple(fault_in(documents, place, reason) for place, reason in refused_fields(catalogue))


def _assembled(parts: list[Frozen | _Placed]) -> Catalogue:
    placed = sorted((part for part in parts if isinstance(part, _Placed)), key=lambda part: part.position)
    shared: dict[str, Any] = {}
    for part in parts:
        if isinstance(part, Frozen):
            shared.update(dict(part))
    return Catalogue(
        frameworks=tuple(each.part for each in placed if isinstance(each.part, Framework)),
        guides=tuple(each.part for each in placed if isinstance(each.part, Guide)),
        **shared,
    )


def _parse(document: Document) -> Frozen | _Placed:
    """What the document holds."""
    if document.name in KINDS:
        return validate(document, KINDS[document.name], as_catalogue_has_it(document.data))
    data = document.data if isinstance(document.data, dict) else {}
    stem = Path(document.name).stem
    if data.get("slug") != stem:
        raise ContentError((document.fault(("slug",), f"has to be “{stem}”, as the file is named"),))
    rest = {key: value for key, value in data.items() if key != "position"}
    if document.name.startswith("frameworks/"):
        position = validate(document, Position, {"position": data.get("position")})
        return _Placed(position.position, validate(document, Framework, listed(rest, "values", "aspect")))
    position = validate(document, Position, {"position": data.get("position", LAST)})
    return _Placed(position.position, validate(document, Guide, rest))


def fault_in(documents: dict[str, Document], place: tuple[str, ...], reason: str) -> Fault:
    """A fault at a place as the engine names places, in the document that holds it."""
    noun, slug = place[0], place[1] if len(place) > 1 else ""
    name = {
        "source": "sources.yaml",
        "group": "aspects.yaml",
        "aspect": "aspects.yaml",
        "criterion": "criteria.yaml",
        "crosswalk": "crosswalk.yaml",
        "method": "criteria.yaml",
    }.get(noun, f"{noun}s/{slug}.yaml")
    return documents[name].fault_at(place, reason) if name in documents else Fault(f"{noun}s", 0, "", reason)
