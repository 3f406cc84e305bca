"""Data as YAML text that is easy to read, and that every YAML reader reads the same.

Blocks, with short lists of names on one line. A text has quotes only if it needs them. A long text is folded; a text
with line breaks keeps them unless its lines are far too long. There are no anchors. The same data gives the same bytes.
Not ruamel.yaml: it lays out almost every line of the shipped files differently.
"""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence

import yaml
from yaml.emitter import Emitter
from yaml.resolver import Resolver

Scalar = str | int | datetime.date
Data = Scalar | Sequence["Data"] | Mapping[str, "Data"]

WIDTH = 120

INVISIBLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that editors do not show, or that some YAML readers take for a line break."""

AMBIGUOUS = re.compile(
    r"[yYnN]|0o[0-7]+|[-+]?0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_:,.]*"
)
"""Texts that other YAML readers take for a number or a boolean, besides those that PyYAML does."""

NAME = re.compile(r"[a-z0-9]+([-/][a-z0-9]+)*")
"""A slug, or a choice as criterion/option."""

FOLD = re.compile(r"(?<=[^ ]) (?=[^ ])")
"""Where a line can be folded. A reader turns the fold into one space, so it must be a single space."""

_emitter = Emitter(io.StringIO(), allow_unicode=True)
_resolver = Resolver()


def yaml_text(data: Data) -> str:
    """The text of a file. The items of a list that is the whole of it stand apart."""
    if isinstance(data, Mapping) and data:
        return "\n".join(_mapping(data, 0)) + "\n"
    if isinstance(data, Sequence) and not isinstance(data, str) and data:
        return "\n".join("\n".join(_entry("-", item, 0)) + "\n" for item in data)
    return "\n".join(_entry("", data, 0)).strip(" \n") + "\n"


def _mapping(data: Mapping[str, Data], indent: int) -> Iterator[str]:
    for key, value in data.items():
        yield from _entry(f"{_inline(key)}:", value, indent)


def _entry(lead: str, data: Data, indent: int) -> Iterator[str]:
    """The lines of a value after its key or dash."""
    start = " " * indent + lead
    if isinstance(data, Mapping) and data:
        first, *rest = _mapping(data, indent + 2)
        yield from [f"{start} {first.lstrip(' ')}"] if lead == "-" else [start, first]
        yield from rest
    elif isinstance(data, Mapping):
        yield f"{start} {{}}"
    elif isinstance(data, str):
        yield from _text(start, data, indent + 2)
    elif isinstance(data, Sequence):
        yield from _list(start, data, indent + 2)
    else:
        yield f"{start} {_word(data)}"


def _list(start: str, data: Sequence[Data], indent: int) -> Iterator[str]:
    names = [item for item in data if isinstance(item, str) and NAME.fullmatch(item)]
    line = f"{start} [{', '.join(map(_inline, names))}]"
    if len(names) == len(data) and len(line) <= WIDTH:
        yield line
        return
    yield start
    for item in data:
        yield from _entry("-", item, indent)


def _word(data: int | datetime.date) -> str:
    if isinstance(data, bool):
        return "true" if data else "false"
    return data.isoformat() if isinstance(data, datetime.date) else str(data)


def _text(start: str, text: str, indent: int) -> Iterator[str]:
    line = f"{start} {_inline(text)}"
    lines = text.split("\n")
    if not _may_be_a_block(lines) or (len(lines) == 1 and (len(line) <= WIDTH or not FOLD.search(text))):
        yield line
        return
    room = WIDTH - indent
    folds = all(line and not line.startswith((" ", "\t")) for line in lines if line)
    if folds and (len(lines) == 1 or any(len(line) > 2 * WIDTH for line in lines)):
        yield f"{start} >-"
        lines = _folded(lines, room)
    else:
        yield f"{start} |"
    for text_line in lines:
        yield f"{' ' * indent}{text_line}" if text_line else ""


def _may_be_a_block(lines: list[str]) -> bool:
    """Whether a block keeps the whole text. Many editors remove spaces at the end of a line."""
    text = "\n".join(lines)
    spaces = any(line != line.rstrip(" \t") for line in lines) or text != text.strip()
    return not (spaces or INVISIBLE.search(text) or re.search("[\x00-\x08\x0b-\x1f]", text))


def _folded(lines: list[str], room: int) -> list[str]:
    """The lines, folded at spaces. A word that is longer than a line stays whole. An empty line ends each line."""
    folded: list[str] = []
    for number, line in enumerate(lines):
        folded += [""] if number else []
        broken: list[str] = []
        for word in FOLD.split(line) if line else []:
            if broken and len(broken[-1]) + 1 + len(word) <= room:
                broken[-1] += f" {word}"
            else:
                broken.append(word)
        folded += broken
    return folded


def _inline(text: str) -> str:
    """A text on one line: plain, or in quotes if a YAML reader would take it for something else."""
    analysis = _emitter.analyze_scalar(text)
    tag = _resolver.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if analysis.allow_block_plain and tag == "tag:yaml.org,2002:str" and not AMBIGUOUS.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
