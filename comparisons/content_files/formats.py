"""What each file contains, and where its format differs from the catalogue."""

from __future__ import annotations

from typing import Any

from pydantic import PositiveInt

from comparisons.engine.catalogue import Aspect, Criterion, Crosswalk, Group, Method, Source
from comparisons.engine.catalogue.frozen import Frozen


class Sources(Frozen):
    sources: tuple[Source, ...]


class Aspects(Frozen):
    groups: tuple[Group, ...]
    aspects: tuple[Aspect, ...]


class Criteria(Frozen):
    method: Method
    criteria: tuple[Criterion, ...]


class Crosswalks(Frozen):
    crosswalks: tuple[Crosswalk, ...]


class Position(Frozen):
    """The position of a framework or guide in the order of display: the smallest comes first."""

    position: PositiveInt


KINDS: dict[str, type[Frozen]] = {
    "sources.yaml": Sources,
    "aspects.yaml": Aspects,
    "criteria.yaml": Criteria,
    "crosswalk.yaml": Crosswalks,
}
"""The required files, and the part of the catalogue in each."""


def as_catalogue_data(data: Any) -> Any:
    """The data of a file in the format of the catalogue.

    sources.yaml is a list of sources. Options write support as a mapping, and choices as criterion/option; a former
    answer with a condition is `criterion/option if criterion/option`.
    """
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
        criterion["options"] = [_option(option) for option in data["options"]]
    if isinstance(data.get("dropped"), dict):
        criterion["dropped"] = [{"answer": _choice(key), "explanation": text} for key, text in data["dropped"].items()]
    if isinstance(data.get("ask_when"), list):
        criterion["ask_when"] = [_choice(choice) for choice in data["ask_when"]]
    return criterion


def _option(data: Any) -> Any:
    if isinstance(data, dict) and isinstance(data.get("was"), list):
        data = {**data, "was": [_former_answer(entry) for entry in data["was"]]}
    return mapping_as_list(data, "support", "framework")


def _former_answer(data: Any) -> Any:
    if not isinstance(data, str):
        return data
    answer, condition, only_when = data.partition(" if ")
    return {"answer": _choice(answer), **({"only_when": _choice(only_when)} if condition else {})}


def framework_data(data: Any) -> Any:
    """The data of a framework's file in the format of the catalogue."""
    if isinstance(data, dict) and isinstance(data.get("only_when"), list):
        data = {**data, "only_when": [_choice(choice) for choice in data["only_when"]]}
    return mapping_as_list(data, "values", "aspect")


def _choice(data: Any) -> Any:
    if not isinstance(data, str):
        return data
    criterion, _, option = data.partition("/")
    return {"criterion": criterion, "option": option}


def mapping_as_list(data: Any, part: str, key: str) -> Any:
    """The data with a mapping as a list. Each item gets its key; validation refuses an item that has it already."""
    if not isinstance(data, dict) or not isinstance(data.get(part), dict):
        return data
    items = [
        {**item, key: None if key in item else name} if isinstance(item, dict) else item
        for name, item in data[part].items()
    ]
    return {**data, part: items}
