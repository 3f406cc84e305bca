"""Data as YAML text that is pleasant to read, and that every reader of YAML takes for the same.

Blocks, with short lists of names in one line. A text stands plain where it can and quoted where it has to; a long one
is folded, and one that has lines of its own keeps them unless they are far too long. There are no anchors. The same
data gives the same bytes. Not ruamel.yaml: it writes almost every line of the shipped files in another way.
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

UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that no editor shows, or that some readers of YAML take for the end of a line."""

UNLIKE_TEXT = re.compile(
    r"[yYnN]|0o[0-7]+|[-+]?0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_:,.]*"
)
"""What other readers of YAML take for a number or an answer, besides what PyYAML takes for one."""

NAME = re.compile(r"[a-z0-9]+([-/][a-z0-9]+)*")
"""A slug, or a choice written as criterion/option."""

FOLD = re.compile(r"(?<=[^ ]) (?=[^ ])")
"""Where a line may be broken: only a single space comes back from it."""

_emitter = Emitter(io.StringIO(), allow_unicode=True)
_resolver = Resolver()


def laid_out(data: Data) -> str:
    """The text of a file. The items of a list that is the whole of it stand apart."""
    if isinstance(data, Mapping) and data:
        return "\n".join(_mapping(data, 0)) + "\n"
    if isinstance(data, Sequence) and not isinstance(data, str) and data:
        return "\n".join("\n".join(_entry("-", item, 0)) + "\n" for item in data)
    return "\n".join(_entry("", data, 0)).strip() + "\n"


def _mapping(data: Mapping[str, Data], indent: int) -> Iterator[str]:
    for key, value in data.items():
        yield from _entry(f"{_inline(key)}:", value, indent)


def _entry(lead: str, data: Data, indent: int) -> Iterator[str]:
    """What a key or a dash leads to, in lines."""
    start = " " * indent + lead
    if isinstance(data, Mapping) and data:
        first, *rest = _mapping(data, indent + 2)
        yield from [f"{start} {first.lstrip()}"] if lead == "-" else [start, first]
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
    for each in lines:
        yield f"{' ' * indent}{each}" if each else ""


def _may_be_a_block(lines: list[str]) -> bool:
    """Whether nothing in the text is lost on the way: spaces at the end of a line are, in many editors."""
    text = "\n".join(lines)
    spaces = any(line != line.rstrip(" \t") for line in lines) or text != text.strip()
    return not (spaces or UNSEEN.search(text) or re.search("[\x00-\x08\x0b-\x1f]", text))


def _folded(lines: list[str], room: int) -> list[str]:
    """The lines, broken at spaces; a word that is longer stays whole. An empty line stands for the end of each."""
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
    """A text in one line: as it is, or in quotes where it would be taken for something else."""
    analysis = _emitter.analyze_scalar(text)
    tag = _resolver.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if analysis.allow_block_plain and tag == "tag:yaml.org,2002:str" and not UNLIKE_TEXT.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
