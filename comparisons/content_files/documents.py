"""One YAML file: its data, and on which line each part of it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from comparisons.content_files.faults import ContentError, Fault

Step = str | int
ModelT = TypeVar("ModelT", bound=BaseModel)

PARTS = {
    "criterion": "criteria",
    "group": "groups",
    "aspect": "aspects",
    "crosswalk": "crosswalks",
    "option": "options",
    "value": "values",
    "stage": "stages",
    "cost": "costs",
}
IDENTITIES = ("slug", "label", "name", "title")


@dataclass(frozen=True)
class Document:
    name: str
    data: Any
    root: yaml.Node

    def fault(self, steps: tuple[Step, ...], reason: str) -> Fault:
        """A fault at the part that the steps lead to, or at the last one on the way that exists.

        A number stands for an item of a list, and also of a mapping; a word for a key, or for the list item that
        it identifies.
        """
        node, names = self.root, []
        for step in steps:
            name, found = _follow(node, step)
            names.append(name)
            node = found or node
        return Fault(self.name, node.start_mark.line + 1, " > ".join(names), reason)

    def fault_at(self, place: tuple[str, ...], reason: str) -> Fault:
        """A fault at a place as the engine names places: noun and slug by turns."""
        return self.fault(tuple(PARTS.get(step, step) for step in place), reason)


def read_document(folder: Path, name: str) -> Document:
    """Read a YAML file. A key that stands twice is a fault, not a choice."""
    try:
        text = (folder / name).read_text(encoding="utf-8")
        loader = yaml.SafeLoader(text)
        root = loader.get_single_node()
        data = loader.construct_document(root) if root else None
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError((Fault(name, 0, "", f"cannot be read: {error}"),)) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise ContentError((Fault(name, line, "", f"is no valid YAML: {error.problem}"),)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ContentError((Fault(name, 0, "", f"is no valid YAML: {error}"),)) from error
    if root is None:
        raise ContentError((Fault(name, 0, "", "is empty"),))
    document = Document(name, data, root)
    if faults := tuple(_repeated_keys(name, root)):
        raise ContentError(faults)
    return document


def validate(document: Document, model: type[ModelT], data: Any) -> ModelT:
    """Make a value of the catalogue of the document's data, or tell where it does not fit."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = tuple(document.fault(tuple(item["loc"]), item["msg"]) for item in error.errors())
        raise ContentError(faults) from error


def _follow(node: yaml.Node, step: Step) -> tuple[str, yaml.Node | None]:
    """The name of the part of the node that the step leads to, and the part, or None where it does not exist."""
    if isinstance(node, yaml.MappingNode):
        items = [(key.value, value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        items = [(_identity(item) or str(number), item) for number, item in enumerate(node.value, 1)]
    else:
        items = []
    if isinstance(step, int):
        return items[step] if step < len(items) else (str(step), None)
    return step, dict(items).get(step)


def _identity(item: yaml.Node) -> str | None:
    if not isinstance(item, yaml.MappingNode):
        return None
    words = {key.value: value.value for key, value in item.value if isinstance(value, yaml.ScalarNode)}
    return next((words[key] for key in IDENTITIES if key in words), None)


def _repeated_keys(name: str, node: yaml.Node) -> Iterator[Fault]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(name, item)
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                yield Fault(name, key.start_mark.line + 1, str(key.value), "stands twice")
            seen.add(key.value)
            yield from _repeated_keys(name, value)
