"""One YAML file: its data, and on which line each part of it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from comparisons.content_files.faults import ContentError, Fault
from comparisons.content_files.folders import Files

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
    "resource": "resources",
    "key difference": "key_differences",
    "how to choose": "how_to_choose",
    "pair": "pairs",
    "not carried over": "not_carried_over",
}
IDENTITIES = ("slug", "label", "name", "title", "identifier", "held")


class _Loader(yaml.SafeLoader):
    """Tells the line of a value that is not what it looks like, as February 30 is no date."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError) as error:
            reason = f"cannot be read as {node.tag.rpartition(':')[2]}"
            raise yaml.constructor.ConstructorError(None, None, reason, node.start_mark) from error

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """No file needs merge keys, and a few lines of them can stand for more than a machine holds."""
        for key, _ in node.value:
            if key.tag == "tag:yaml.org,2002:merge":
                raise yaml.constructor.ConstructorError(None, None, "“<<” is not used here", key.start_mark)


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


def read_document(files: Files, name: str) -> Document:
    """Read a YAML file. A key that stands twice is a fault, not a choice."""
    try:
        text = files.read(name).decode()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ContentError((Fault(name, line, "", f"is no UTF-8: {error.reason}"),)) from error
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        data = loader.construct_document(root) if root else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise ContentError((Fault(name, line, "", f"is no valid YAML: {error.problem}"),)) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ContentError((Fault(name, line, "", f"is no valid YAML: {error.reason}"),)) from error
    except RecursionError as error:
        raise ContentError((Fault(name, 0, "", "is nested too deep"),)) from error
    if root is None:
        raise ContentError((Fault(name, 0, "", "is empty"),))
    if faults := tuple(_repeated_keys(name, root)):
        raise ContentError(faults)
    return Document(name, data, root)


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
    if isinstance(step, int) and 0 <= step < len(items):
        return items[step]
    return str(step), dict(items).get(str(step))


def _identity(item: yaml.Node) -> str | None:
    if not isinstance(item, yaml.MappingNode):
        return None
    words = {key.value: value.value for key, value in item.value if isinstance(value, yaml.ScalarNode)}
    lists = {key.value: value.value for key, value in item.value if isinstance(value, yaml.SequenceNode)}
    if frameworks := [node.value for node in lists.get("frameworks", []) if isinstance(node, yaml.ScalarNode)]:
        return "-".join(frameworks)
    return next((words[key] for key in IDENTITIES if key in words), None)


def _repeated_keys(name: str, root: yaml.Node) -> Iterator[Fault]:
    """Every node is looked at once, however often aliases name it."""
    nodes, met = [root], {id(root)}
    for node in nodes:
        parts = node.value if isinstance(node, yaml.SequenceNode) else []
        if isinstance(node, yaml.MappingNode):
            parts = [value for _, value in node.value]
            keys = Counter(key.value for key, _ in node.value)
            for key in {key.value: key for key, _ in node.value if keys[key.value] > 1}.values():
                yield Fault(name, key.start_mark.line + 1, key.value, "stands twice")
        nodes += [part for part in parts if id(part) not in met]
        met.update(id(part) for part in parts)
