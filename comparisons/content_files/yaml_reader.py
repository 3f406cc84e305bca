"""Read one YAML file: its data, and the line of each part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from comparisons.content_files.faults import ContentError, Fault
from comparisons.content_files.field_messages import field_message
from comparisons.content_files.folders import Files
from comparisons.content_files.yaml_messages import yaml_message
from comparisons.engine.checks.findings import ItemPath

Key = str | int
"""A key of a mapping, or the index of an item of a list."""
ModelT = TypeVar("ModelT", bound=BaseModel)

FIELDS = {
    "criterion": "criteria",
    "group": "groups",
    "aspect": "aspects",
    "crosswalk": "crosswalks",
    "option": "options",
    "level": "levels",
    "value": "values",
    "stage": "stages",
    "cost": "costs",
    "resource": "resources",
    "event": "events",
    "key difference": "key_differences",
    "how to choose": "how_to_choose",
    "pair": "pairs",
    "not carried over": "not_carried_over",
}
"""The kind of an item -> the key under which a file has items of this kind."""
IDENTIFYING_KEYS = ("slug", "label", "name", "title", "identifier", "held")


MAX_NODES = 100_000
"""Keys and values of all files together: about ten times those of the shipped content. Reading them takes seconds."""
MAX_FAULTS = 200
"""The most faults that are listed for one file."""
MAX_NUMBER_LENGTH = 40
"""Characters. The time to read a number grows with the square of its length."""


class _Loader(yaml.SafeLoader):
    """Reports the line of a value that cannot be read, such as the date February 30.

    Refuses aliases, because a few lines of them can expand to more rows than fit into memory. Refuses surrogates (half
    of a character), which an escape can produce and no page can show.
    """

    def __init__(self, text: str, max_nodes: int) -> None:
        super().__init__(text)
        self.node_count, self.max_nodes = 0, max_nodes

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event: Any = self.peek_event()  # type: ignore[no-untyped-call]
            reason = f"“*{event.anchor}” is an alias, which is not supported; quote a text with a *"
            raise yaml.composer.ComposerError(None, None, reason, event.start_mark)
        self.node_count += 1
        if self.node_count > self.max_nodes:
            reason = f"brings all files to more than {MAX_NODES:,} keys and values"
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, reason, mark)
        return super().compose_node(parent, index)

    def compose_scalar_node(self, anchor: dict[str, yaml.Node]) -> yaml.ScalarNode:
        node = super().compose_scalar_node(anchor)
        if any("\ud800" <= character <= "\udfff" for character in node.value):
            raise yaml.composer.ComposerError(None, None, "it contains half of a character", node.start_mark)
        return node

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        kind = node.tag.rpartition(":")[2]
        unread = yaml.constructor.ConstructorError(None, None, f"cannot be read as {kind}", node.start_mark)
        if kind in {"int", "float"} and len(node.value) > MAX_NUMBER_LENGTH:
            raise unread
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError) as error:
            raise unread from error

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Refuse merge keys, which can expand like aliases."""
        for key, _ in node.value:
            if key.tag == "tag:yaml.org,2002:merge":
                raise yaml.constructor.ConstructorError(None, None, "“<<” is not supported", key.start_mark)


@dataclass(frozen=True)
class _Children:
    """The children of a node: the values of a mapping, or the items of a list by what identifies them."""

    items: list[tuple[str, yaml.Node]]
    by_name: dict[str, yaml.Node]

    @classmethod
    def of(cls, node: yaml.Node) -> _Children:
        items: list[tuple[str, yaml.Node]] = []
        if isinstance(node, yaml.MappingNode):
            items = [(key.value, value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            items = [(identity_of(item) or str(number), item) for number, item in enumerate(node.value, 1)]
        return cls(items, dict(items))

    def child(self, key: Key) -> tuple[str, yaml.Node | None]:
        """The name of a child and its node, or None if there is no such child."""
        if isinstance(key, int) and 0 <= key < len(self.items):
            return self.items[key]
        return str(key), self.by_name.get(str(key))


@dataclass(frozen=True)
class Document:
    """`size` is the number of its keys and values. `children` caches the children of a node by its id."""

    name: str
    data: Any
    root: yaml.Node
    size: int
    children: dict[int, _Children] = field(default_factory=dict, compare=False, repr=False)

    def fault(self, keys: tuple[Key, ...], reason: str) -> Fault:
        """A fault at the part that the keys lead to, or at the last existing part on the way.

        A number is the index of an item of a list or mapping. A word is a key, or the name of an item of a list.
        """
        names, node = self.part(keys)
        return Fault(self.name, node.start_mark.line + 1, " > ".join(names), reason)

    def part(self, keys: tuple[Key, ...]) -> tuple[list[str], yaml.Node]:
        """The names of the parts on the way, and the node of the last that exists."""
        node, names = self.root, []
        for key in keys:
            if id(node) not in self.children:
                self.children[id(node)] = _Children.of(node)
            name, child = self.children[id(node)].child(key)
            names.append(name)
            node = child or node
        return names, node

    def fault_at(self, path: ItemPath, reason: str) -> Fault:
        """A fault at an item, by its path in the catalogue."""
        return self.fault(tuple(FIELDS.get(part, part) for part in path), reason)


def read_document(files: Files, name: str, max_nodes: int = MAX_NODES) -> Document:
    """Read a YAML file. Raises ContentError, also for a key that appears twice."""
    try:
        text = files.read(name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ContentError((Fault(name, line, "", "is not UTF-8: save it as UTF-8"),)) from error
    try:
        loader = _Loader(text, max_nodes)
        root = loader.get_single_node()
        data = loader.construct_document(root) if root else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise ContentError((Fault(name, line, "", f"is not valid YAML: {yaml_message(error.problem)}"),)) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ContentError((Fault(name, line, "", f"is not valid YAML: {yaml_message(error.reason)}"),)) from error
    except RecursionError as error:
        raise ContentError((Fault(name, 0, "", "is nested too deep"),)) from error
    except (ValueError, OverflowError) as error:  # an escape beyond the last Unicode character
        line = loader.get_mark().line + 1
        raise ContentError((Fault(name, line, "", "is not valid YAML: there is no such character"),)) from error
    if root is None:
        raise ContentError((Fault(name, 0, "", "is empty"),))
    if faults := tuple(_repeated_keys(name, root)):
        raise ContentError(faults)
    return Document(name, data, root, loader.node_count)


def validate(document: Document, model: type[ModelT], data: Any) -> ModelT:
    """Make a value of the catalogue from data of the document. Raises ContentError with the line of each fault."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        faults = [_fault_of(document, dict(item)) for item in errors[:MAX_FAULTS]]
        if more := len(errors) - len(faults):
            faults.append(Fault(document.name, 0, "", f"has {more} more faults"))
        raise ContentError(tuple(faults)) from error


def _fault_of(document: Document, error: dict[str, Any]) -> Fault:
    keys = tuple(error["loc"])
    _, node = document.part(keys)
    return document.fault(keys, field_message(error, node))


def identity_of(item: yaml.Node) -> str | None:
    """What an item of a list is called in messages: its slug, or what names it elsewhere; None for one without."""
    if not isinstance(item, yaml.MappingNode):
        return None
    words = {key.value: value.value for key, value in item.value if isinstance(value, yaml.ScalarNode)}
    lists = {key.value: value.value for key, value in item.value if isinstance(value, yaml.SequenceNode)}
    if frameworks := [node.value for node in lists.get("frameworks", []) if isinstance(node, yaml.ScalarNode)]:
        return "-".join(frameworks)
    return next((words[key] for key in IDENTIFYING_KEYS if key in words), None)


def _repeated_keys(name: str, root: yaml.Node) -> Iterator[Fault]:
    """Visits every node once."""
    nodes, visited = [root], {id(root)}
    for node in nodes:
        children = node.value if isinstance(node, yaml.SequenceNode) else []
        if isinstance(node, yaml.MappingNode):
            children = [value for _, value in node.value]
            keys = Counter(key.value for key, _ in node.value)
            for key in {key.value: key for key, _ in node.value if keys[key.value] > 1}.values():
                yield Fault(name, key.start_mark.line + 1, key.value, "appears twice")
        nodes += [child for child in children if id(child) not in visited]
        visited.update(id(child) for child in children)
