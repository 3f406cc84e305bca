"""One YAML file: its data, and on which line each part of it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
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


MOST_PARTS = 100_000
"""Keys and values of all files together: some ten times those of the shipped content, and a few seconds of reading."""
MOST_FAULTS = 200
"""What is told of one file at once; more helps nobody."""


class _Loader(yaml.SafeLoader):
    """Tells the line of a value that is not what it looks like, as February 30 is no date."""

    def __init__(self, text: str, most_parts: int) -> None:
        super().__init__(text)
        self.parts, self.most_parts = 0, most_parts

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        self.parts += 1
        if self.parts > self.most_parts:
            reason = f"brings all files to more than {MOST_PARTS:,} keys and values"
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, reason, mark)
        return super().compose_node(parent, index)

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
class _Parts:
    """The parts of a node: the values of a mapping, or the items of a list by what identifies them."""

    items: list[tuple[str, yaml.Node]]
    by_name: dict[str, yaml.Node]

    @classmethod
    def of(cls, node: yaml.Node) -> _Parts:
        items: list[tuple[str, yaml.Node]] = []
        if isinstance(node, yaml.MappingNode):
            items = [(key.value, value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            items = [(_identity(item) or str(number), item) for number, item in enumerate(node.value, 1)]
        return cls(items, dict(items))

    def follow(self, step: Step) -> tuple[str, yaml.Node | None]:
        """The name of the part that the step leads to, and the part, or None where it does not exist."""
        if isinstance(step, int) and 0 <= step < len(self.items):
            return self.items[step]
        return str(step), self.by_name.get(str(step))


@dataclass(frozen=True)
class Document:
    """`size` is the number of its keys and values. `parts` keeps those of a node once they were asked for."""

    name: str
    data: Any
    root: yaml.Node
    size: int
    parts: dict[int, _Parts] = field(default_factory=dict, compare=False, repr=False)

    def fault(self, steps: tuple[Step, ...], reason: str) -> Fault:
        """A fault at the part that the steps lead to, or at the last one on the way that exists.

        A number stands for an item of a list, and also of a mapping; a word for a key, or for the list item that
        it identifies.
        """
        node, names = self.root, []
        for step in steps:
            if id(node) not in self.parts:
                self.parts[id(node)] = _Parts.of(node)
            name, found = self.parts[id(node)].follow(step)
            names.append(name)
            node = found or node
        return Fault(self.name, node.start_mark.line + 1, " > ".join(names), reason)

    def fault_at(self, place: tuple[str, ...], reason: str) -> Fault:
        """A fault at a place as the engine names places: noun and slug by turns."""
        return self.fault(tuple(PARTS.get(step, step) for step in place), reason)


def read_document(files: Files, name: str, most_parts: int = MOST_PARTS) -> Document:
    """Read a YAML file. A key that stands twice is a fault, not a choice."""
    try:
        text = files.read(name).decode()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ContentError((Fault(name, line, "", f"is no UTF-8: {error.reason}"),)) from error
    try:
        loader = _Loader(text, most_parts)
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
    return Document(name, data, root, loader.parts)


def validate(document: Document, model: type[ModelT], data: Any) -> ModelT:
    """Make a value of the catalogue of the document's data, or tell where it does not fit."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=False, include_input=False)
        faults = [document.fault(tuple(item["loc"]), item["msg"]) for item in errors[:MOST_FAULTS]]
        more = len(errors) - len(faults)
        raise ContentError(
            (*faults, *([Fault(document.name, 0, "", f"has {more} more faults")] * bool(more)))
        ) from error


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
