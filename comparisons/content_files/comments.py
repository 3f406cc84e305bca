"""Texts that a comment follows: often the comment is the rest of the text."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from comparisons.content_files.faults import Fault
from comparisons.content_files.yaml_reader import Document, Key

STRING = "tag:yaml.org,2002:str"


def cut_texts(document: Document) -> Iterator[Fault]:
    """A warning for each text without quotes that a # follows in its line."""
    parts: list[tuple[tuple[Key, ...], yaml.Node]] = [((), document.root)]
    for keys, node in parts:
        if isinstance(node, yaml.MappingNode):
            parts += [((*keys, key.value), value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            parts += [((*keys, number), value) for number, value in enumerate(node.value)]
        elif _is_cut(node):
            yield document.fault(keys, "the text ends before the #, which begins a comment: quote it if it goes on")


def _is_cut(node: yaml.Node) -> bool:
    is_plain_text = isinstance(node, yaml.ScalarNode) and node.tag == STRING and node.style is None
    end = node.end_mark
    if not is_plain_text or end.buffer is None:
        return False
    rest = end.buffer[end.pointer :].split("\n", 1)[0]
    return rest.lstrip().startswith("#")
