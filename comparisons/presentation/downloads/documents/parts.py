"""What a document is made of. It says what there is to read, and nothing of how a format shows it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from comparisons.presentation.wording import Statement, signed

LEADS_ANYWHERE = re.compile(r"https?://[^\s<>\"\x00-\x20\x7f-\xa0]+", re.IGNORECASE)


@dataclass(frozen=True)
class Text:
    """A piece of text, with what stands before it, the numbers of its sources, and where a link from it leads.

    `number` is what the text says, where that is a number: spreadsheets reckon with it.
    """

    text: str
    label: str = ""
    references: tuple[int, ...] = ()
    address: str = ""
    number: int | None = None

    @property
    def link(self) -> str:
        """The address, where it is one of the web; a link to anything else is none."""
        return self.address if LEADS_ANYWHERE.fullmatch(self.address) else ""

    @property
    def numbers(self) -> str:
        return f"[{', '.join(map(str, self.references))}]" if self.references else ""

    @property
    def whole(self) -> str:
        """All of it in one text, the address apart."""
        return " ".join(part for part in (self.label, self.text, self.numbers) if part)


Cell = tuple[Text, ...]
"""What stands in one cell of a table, a paragraph each."""

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Paragraph:
    text: Text


@dataclass(frozen=True)
class Items:
    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Section:
    """Rows that belong together; the only section of a table has no name."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Grid:
    """A table. `by` says what its sections are, `widths` how wide its columns are in relation to each other.

    A `wide` one needs a page across. `spread` is the same with a column for each thing that a cell says.
    """

    name: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    sections: tuple[Section, ...]
    by: str = ""
    wide: bool = False
    spread: Grid | None = None

    def without_empty_columns(self) -> Grid:
        """The same without the columns that have a name and nothing else."""
        rows = [row for section in self.sections for row in section.rows]
        filled = [n for n in range(len(self.columns)) if any(text.whole for row in rows for text in row[n])]
        sections = (Section(s.name, tuple(tuple(row[n] for n in filled) for row in s.rows)) for s in self.sections)
        columns, widths = tuple(self.columns[n] for n in filled), tuple(self.widths[n] for n in filled)
        return replace(self, columns=columns, widths=widths, sections=tuple(sections))


Block = Paragraph | Items | Grid


@dataclass(frozen=True)
class Part:
    heading: str
    blocks: tuple[Block, ...]
    level: int = 2


@dataclass(frozen=True)
class Origin:
    """Where a document comes from: a release, and the address where it stands for ever; or a draft."""

    name: str
    facts: tuple[tuple[str, Text], ...]
    moment: datetime.datetime | None


@dataclass(frozen=True)
class Document:
    kind: str
    title: str
    subject: str
    origin: Origin
    parts: tuple[Part, ...]

    def grids(self) -> Iterator[Grid]:
        for part in self.parts:
            yield from (block for block in part.blocks if isinstance(block, Grid))


def one(text: str) -> Cell:
    return (Text(text),)


def counted(number: Fraction | int) -> Cell:
    """A number with its sign, rounded as it is shown."""
    return (Text(signed(number), number=round(number)),)


def number_in(cell: Cell) -> int | None:
    """The number that the cell says, and nothing else."""
    return cell[0].number if len(cell) == 1 else None


def items(*texts: Text) -> tuple[Items, ...]:
    """A list, or nothing where there is nothing to list."""
    return (Items(texts),) if texts else ()


def text_of(statement: Statement) -> Text:
    """A statement that pages say too, without its links."""
    return Text(statement.text, label=statement.label)
