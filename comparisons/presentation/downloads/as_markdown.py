"""A document as Markdown, to keep in a repository or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comparisons.presentation.downloads.documents.parts import Block, Cell, Document, Grid, Items, Row, Text

MEANT_BY_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#!|~&]|\+(?!\d)|-(?!\w)|(?<!\w)-)")
"""A hyphen within a word or a date, and a plus before a number, mean nothing to Markdown."""
NUMBER_OF_A_LIST = re.compile(r"^(\d+)([.)])")
UNREADABLE = {*range(0x20), 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
REPLACED = {code: f"[U+{code:04X}]" for code in UNREADABLE}


def as_markdown(document: Document) -> bytes:
    return "\n".join([*_lines(document), ""]).encode()


def plain(text: str) -> str:
    """Text in one line that says in Markdown what it says, and nothing else."""
    line = " ".join(text.split()).translate(REPLACED)
    return NUMBER_OF_A_LIST.sub(r"\1\\\2", MEANT_BY_MARKDOWN.sub(r"\\\1", line))


def _lines(document: Document) -> Iterator[str]:
    yield f"# {document.kind}: {plain(document.title)}"
    yield ""
    yield from (f"- {plain(name)}: {_address(text) or plain(text.text)}" for name, text in document.origin.facts)
    for part in document.parts:
        yield from ("", f"{'#' * part.level} {plain(part.heading)}")
        for block in part.blocks:
            yield from ("", *_block(block))


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Items):
        bullet = "1." if block.numbered else "-"
        yield from (f"{bullet} {_text(text)}" for text in block.items)
    elif not isinstance(block, Grid):
        yield _text(block.text)
    elif block.wide:
        yield from _aspects(block)
    else:
        yield from _tables(block)


def _text(text: Text) -> str:
    """Its label in bold, its text, the numbers of its sources."""
    label = f"**{plain(text.label)}**" if text.label else ""
    shown_text = _address(text) if text.text == text.address else plain(text.text)
    return " ".join(part for part in (label, shown_text, plain(text.numbers)) if part)


def _address(text: Text) -> str:
    return f"<{text.link}>" if text.link else ""


def _cell(cell: Cell) -> str:
    return " · ".join(map(_text, cell))


def _tables(grid: Grid) -> Iterator[str]:
    """A table for each section."""
    for number, section in enumerate(grid.sections):
        if number:
            yield ""
        if grid.by:
            yield from (f"### {plain(section.name)}", "")
        yield f"| {' | '.join(map(plain, grid.columns))} |"
        yield f"|{' --- |' * len(grid.columns)}"
        yield from (f"| {' | '.join(map(_cell, row))} |" for row in section.rows)


def _aspects(grid: Grid) -> Iterator[str]:
    """What is too wide for a table: a heading for each row, and an item for each column."""
    for number, section in enumerate(grid.sections):
        if number:
            yield ""
        yield f"### {plain(section.name)}"
        for row in section.rows:
            yield from ("", *_aspect(grid, row))


def _aspect(grid: Grid, row: Row) -> Iterator[str]:
    (name, *explained), *cells = row
    yield f"#### {plain(name.text)}"
    for text in explained:
        yield from ("", _text(text))
    yield ""
    for column, (first, *others) in zip(grid.columns[1:], cells, strict=True):
        yield f"- **{plain(column)}:** {_text(first)}"
        yield from (f"  - {_text(text)}" for text in others)
