"""A folder of content files -> Catalogue.

    sources.yaml  aspects.yaml  criteria.yaml  crosswalk.yaml  frameworks/<slug>.yaml  guides/<slug>.yaml

Files write as a mapping what the catalogue holds as a list: values by aspect, support by framework. The README beside
the shipped content describes each file.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import PositiveInt

from comparisons.content_files.documents import Document, read_document, validate
from comparisons.content_files.faults import ContentError, Fault
from comparisons.engine import Catalogue, find_problems
from comparisons.engine.catalogue import Aspect, Criterion, Crosswalk, Framework, Group, Guide, Method, Source
from comparisons.engine.catalogue.frozen import Frozen
from comparisons.engine.catalogue.ordering import in_order
from comparisons.history import writing
from comparisons.loading import Loaded, LoadError, load

T = TypeVar("T")
R = TypeVar("R")

SHIPPED = Path(__file__).parent.parent / "content"


class _Sources(Frozen):
    sources: tuple[Source, ...]


class _Aspects(Frozen):
    groups: tuple[Group, ...]
    aspects: tuple[Aspect, ...]


class _Criteria(Frozen):
    method: Method
    criteria: tuple[Criterion, ...]


class _Crosswalks(Frozen):
    crosswalks: tuple[Crosswalk, ...]


class _Position(Frozen):
    position: PositiveInt


FILES: dict[str, type[Frozen]] = {
    "sources.yaml": _Sources,
    "aspects.yaml": _Aspects,
    "criteria.yaml": _Criteria,
    "crosswalk.yaml": _Crosswalks,
}


def read_content(folder: Path) -> Catalogue:
    """Read and check a folder of content files. Raises ContentError with every fault that was found."""
    return _read(_read_documents(folder))


def load_content(folder: Path, *, overwrite: bool = False, who: str = "") -> Loaded:
    """Load a folder of content files into the working copy. Raises ContentError, and has then changed nothing."""
    documents = _read_documents(folder)
    try:
        with writing(who, "content files"):
            return load(_read(documents), overwrite=overwrite)
    except LoadError as error:
        raise ContentError((_fault(documents, error.place, error.reason),)) from error


def _read(documents: dict[str, Document]) -> Catalogue:
    catalogue = _assemble(documents)
    faults = tuple(
        _fault(documents, problem.place, problem.message)
        for problem in find_problems(catalogue, datetime.date.min)
        if problem.severity == "error"
    )
    if faults:
        raise ContentError(faults)
    return in_order(catalogue)


def _read_documents(folder: Path) -> dict[str, Document]:
    names = [*FILES]
    for part in ("frameworks", "guides"):
        names += sorted(f"{part}/{path.name}" for path in (folder / part).glob("*.yaml"))
    return dict(zip(names, _each(lambda name: read_document(folder, name), names), strict=True))


def _assemble(documents: dict[str, Document]) -> Catalogue:
    parts = _each(_parse, documents.values())
    frameworks = sorted((part for part in parts if isinstance(part, tuple)), key=lambda part: part[0])
    guides = tuple(part for part in parts if isinstance(part, Guide))
    shared: dict[str, Any] = {}
    for part in parts:
        if isinstance(part, Frozen) and type(part) in FILES.values():
            shared.update(dict(part))
    return Catalogue(frameworks=tuple(framework for _, framework in frameworks), guides=guides, **shared)


def _parse(document: Document) -> Frozen | tuple[int, Framework]:
    """What the document holds; a framework comes with its position among the others."""
    if document.name in FILES:
        return validate(document, FILES[document.name], _as_catalogue_has_it(document.data))
    data = document.data if isinstance(document.data, dict) else {}
    stem = Path(document.name).stem
    if data.get("slug") != stem:
        raise ContentError((document.fault(("slug",), f"has to be “{stem}”, as the file is named"),))
    if document.name.startswith("guides/"):
        return validate(document, Guide, data)
    position = validate(document, _Position, {"position": data.get("position")})
    rest = {key: value for key, value in data.items() if key != "position"}
    return position.position, validate(document, Framework, _listed(rest, "values", "aspect"))


def _as_catalogue_has_it(data: Any) -> Any:
    """sources.yaml is a list of sources; options write support as a mapping and choices as criterion/option."""
    if isinstance(data, list):
        return {"sources": data}
    if not isinstance(data, dict) or not isinstance(data.get("criteria"), list):
        return data
    return {**data, "criteria": [_criterion(criterion) for criterion in data["criteria"]]}


def _criterion(data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    criterion = dict(data)
    if isinstance(data.get("options"), list):
        criterion["options"] = [_listed(option, "support", "framework") for option in data["options"]]
    if isinstance(data.get("ask_when"), list):
        criterion["ask_when"] = [_choice(choice) for choice in data["ask_when"]]
    return criterion


def _choice(data: Any) -> Any:
    if not isinstance(data, str):
        return data
    criterion, _, option = data.partition("/")
    return {"criterion": criterion, "option": option}


def _listed(data: Any, part: str, key: str) -> Any:
    """The data with one of its mappings as a list whose items name their key; one that does so itself is refused."""
    if not isinstance(data, dict) or not isinstance(data.get(part), dict):
        return data
    items = [
        {**item, key: None if key in item else name} if isinstance(item, dict) else item
        for name, item in data[part].items()
    ]
    return {**data, part: items}


def _each(function: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """Call the function on every item, and collect the faults of all before giving up."""
    results: list[R] = []
    faults: list[Fault] = []
    for item in items:
        try:
            results.append(function(item))
        except ContentError as error:
            faults += error.faults
    if faults:
        raise ContentError(tuple(faults))
    return results


def _fault(documents: dict[str, Document], place: tuple[str, ...], reason: str) -> Fault:
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
