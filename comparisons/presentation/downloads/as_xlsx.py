"""A document as a workbook: a sheet for each table, one for the text beside them, one for where it comes from."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from comparisons.presentation.downloads.as_csv import text_of, text_with_address
from comparisons.presentation.downloads.documents.parts import Document, Grid, Items, Text, number_in
from comparisons.presentation.downloads.glyphs import code_of

NO_DATE = datetime.datetime(1980, 1, 1)  # noqa: DTZ001  (a workbook has no time zones, and has to have a date)
ROOM = 16_000
"""Characters in a cell. A workbook allows 32,767, of which some characters take two."""
NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']|[^ -~]")
NAME_LENGTH = 25
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDE = 110


def as_xlsx(document: Document) -> bytes:
    """No cell is a formula, and links lead to the web alone. Equal documents give equal bytes."""
    file = io.BytesIO()
    with Workbook(file, OPTIONS) as workbook:
        moment = document.origin.moment
        created = moment.astimezone(datetime.UTC).replace(tzinfo=None) if moment else NO_DATE
        title = legal(f"{document.kind}: {document.title}")[:255]
        workbook.set_properties(
            {"title": title, "subject": document.origin.name, "author": "Plumbline", "created": created}
        )
        _Sheets(workbook).add(document)
    return file.getvalue()


def legal(text: str) -> str:
    """The text with a code in place of each character that no XML may hold."""
    return NOT_XML.sub(lambda match: code_of(match[0]), text)


class _Sheets:
    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.taken: set[str] = set()
        body = {"text_wrap": True, "valign": "top"}
        self.body: Format = workbook.add_format(body)
        self.bold: Format = workbook.add_format({**body, "bold": True})
        self.number: Format = workbook.add_format({**body, "num_format": "+0;−0;0", "align": "left"})  # noqa: RUF001
        self.link: Format = workbook.add_format({**body, "font_color": "#14605d", "underline": 1})
        self.head: Format = workbook.add_format({**body, "bold": True, "bg_color": "#e8edf2", "bottom": 1})
        self.title: Format = workbook.add_format({**body, "bold": True, "font_size": 16})

    def add(self, document: Document) -> None:
        grids = list(document.grids())
        for grid in (grid for grid in grids if grid.wide):
            self._grid(grid)
        self._overview(document)
        for grid in (grid for grid in grids if not grid.wide):
            self._grid(grid)
        self._origin(document)

    def _sheet(self, name: str, widths: tuple[int, ...]) -> Worksheet:
        sheet = self.workbook.add_worksheet(self._name(name))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, self.body)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _name(self, wanted: str) -> str:
        """A name for a sheet: short, of its own, and without what none may have."""
        base = NOT_IN_NAMES.sub(" ", wanted)[:NAME_LENGTH].strip() or "Table"
        numbered = (f"{base} {number}" for number in range(2, 100))
        name = next(candidate for candidate in (base, *numbered) if candidate.lower() not in {*self.taken, "history"})
        self.taken.add(name.lower())
        return name

    def _grid(self, grid: Grid) -> None:
        widths = tuple(max(12, 2 * width) for width in grid.widths)
        sheet = self._sheet(grid.name, ((24, *widths) if grid.by else widths))
        for column, name in enumerate((grid.by, *grid.columns) if grid.by else grid.columns):
            sheet.write_string(0, column, legal(name)[:ROOM], self.head)
        sheet.freeze_panes(1, 2 if grid.by else 1)
        row_number = 1
        for section in grid.sections:
            for row in section.rows:
                first = (Text(section.name),) if grid.by else None
                row_number = self._row(sheet, row_number, (first, *row) if first else row)

    def _row(self, sheet: Worksheet, row_number: int, cells: tuple[tuple[Text, ...], ...]) -> int:
        """Write the cells; text that no cell has room for goes on in the row below. Gives the next free row."""
        columns = [list(pieces(legal(text_of(cell)))) for cell in cells]
        for column, (cell, texts) in enumerate(zip(cells, columns, strict=True)):
            number = number_in(cell)
            if number is not None:
                sheet.write_number(row_number, column, number, self.number)
                continue
            for down, text in enumerate(texts):
                link = cell[0].link if len(cell) == 1 and cell[0].text == cell[0].link == text else ""
                if link and sheet.write_url(row_number + down, column, link, self.link, text) == 0:
                    continue
                sheet.write_string(row_number + down, column, text, self.body)
        return row_number + max(map(len, columns))

    def _overview(self, document: Document) -> None:
        sheet = self._sheet("Overview", (WIDE,))
        row_number = 0
        for text, style in self._texts(document):
            for piece in pieces(legal(text)):
                sheet.write_string(row_number, 0, piece, style)
                row_number += 1

    def _texts(self, document: Document) -> Iterator[tuple[str, Format]]:
        yield (document.title, self.title)
        yield (f"{document.kind}. {document.origin.name}.", self.body)
        for part in document.parts:
            blocks = [block for block in part.blocks if not isinstance(block, Grid)]
            if blocks:
                yield (part.heading, self.head)
            for block in blocks:
                texts = block.items if isinstance(block, Items) else (block.text,)
                bullet = "• " if isinstance(block, Items) else ""
                yield from ((bullet + text_with_address(text), self.body) for text in texts)

    def _origin(self, document: Document) -> None:
        sheet = self._sheet("Origin", (24, WIDE))
        for index, (name, text) in enumerate(document.origin.facts):
            sheet.write_string(index, 0, name, self.bold)
            self._row(sheet, index, ((Text(name),), (text,)))


def pieces(text: str) -> Iterator[str]:
    """The text in parts that a cell has room for; an empty one where there is none."""
    yield from (text[start : start + ROOM] for start in range(0, max(1, len(text)), ROOM))
