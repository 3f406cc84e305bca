"""A document as CSV for spreadsheets: one table after the other, the widest first, and then what is no table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from comparisons.presentation.downloads.documents.parts import Block, Cell, Document, Grid, Items, Text, number_in

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")  # noqa: RUF001

Texts = list[str]


def as_csv(document: Document) -> bytes:
    """UTF-8 with a byte order mark, each row as wide as the widest, no cell that could be read as a formula."""
    rows = [row for table in _tables(document) for row in ([], *table)][1:]
    width = max(map(len, rows))
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
    return file.getvalue().encode()


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def _tables(document: Document) -> Iterator[list[Texts]]:
    """The comparison stands first and without a heading, so that its first row tells the columns of the file."""
    yield from (list(_grid(grid.spread)) for grid in document.grids() if grid.spread)
    origin = [[document.kind], [document.title], *([name, text.text] for name, text in document.origin.facts)]
    yield [list(map(harmless, row)) for row in origin]
    for part in document.parts:
        rows = [row for block in part.blocks for row in _block(block)]
        if rows:
            yield [[harmless(part.heading)], *rows]


def _block(block: Block) -> Iterable[Texts]:
    if isinstance(block, Grid):
        return () if block.spread else _grid(block)
    texts = block.items if isinstance(block, Items) else (block.text,)
    return ([harmless(text_with_address(text))] for text in texts)


def _grid(grid: Grid) -> Iterator[Texts]:
    yield list(map(harmless, (*([grid.by] if grid.by else []), *grid.columns)))
    for section in grid.sections:
        for row in section.rows:
            yield [*([harmless(section.name)] if grid.by else []), *map(value_of, row)]


def text_of(cell: Cell) -> str:
    """All that a cell says, a line each."""
    return "\n".join(text.whole for text in cell)


def value_of(cell: Cell) -> str:
    """What a spreadsheet reads: a number as it reckons with it, else the text, harmless."""
    number = number_in(cell)
    return harmless(text_of(cell)) if number is None else str(number)


def text_with_address(text: Text) -> str:
    """The whole text, with the address unless it is in there already."""
    is_complete = not text.address or text.address in text.whole
    return text.whole if is_complete else f"{text.whole} {text.address}"
