"""A question as a box: its head, and a row for each option with a mark in the column of each framework it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comparisons.engine.catalogue import Criterion
from comparisons.engine.wizard_flow import Flow, FlowOption, FlowQuestion, FrameworkEffect
from comparisons.presentation.bars import Sign, sign
from comparisons.presentation.flow_chart.labels import facts_of, remarks_of, title_of
from comparisons.presentation.flow_chart.text_lines import Line, broken

TITLE, TEXT, SMALL = 16, 14, 12
"""Sizes of type."""
LEADING = 1.4
PAD = 12
LABEL = 330
"""The width of the column of labels."""
CELL = 30
"""The width of the column of a framework, and the least height of a row."""
WEIGHT_UNIT = 16
WEIGHT_HEIGHT = 8


@dataclass(frozen=True)
class Mark:
    """What an option says of a framework, in the middle of a square of `CELL`."""

    effect: FrameworkEffect
    x: int
    y: int


@dataclass(frozen=True)
class Opened:
    """A question that an option opens, as it is named in its row."""

    criterion: Criterion
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Row:
    flow_option: FlowOption
    y: int
    height: int
    label: tuple[Line, ...]
    remarks: tuple[Line, ...]
    opened: tuple[Opened, ...]
    marks: tuple[Mark, ...]

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True)
class Column:
    """The sign of a framework above its marks; it stands where the middle of the sign is."""

    sign: Sign
    x: int
    y: int


@dataclass(frozen=True)
class Box:
    """`weight` is as wide as the bar of the criterion's weight, and stands at `weight_y`."""

    question: FlowQuestion
    x: int
    y: int
    width: int
    height: int
    title: tuple[Line, ...]
    facts: tuple[Line, ...]
    weight: int
    weight_y: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def entrance(self) -> int:
        """Where lines that lead to the question arrive."""
        return self.title[0].y - TITLE // 3

    def row_of(self, option: str) -> Row:
        return next(row for row in self.rows if row.flow_option.option.slug == option)


def width_of_boxes(flow: Flow) -> int:
    return LABEL + CELL * max(len(flow.frameworks), 4) + 2 * PAD


def box(flow: Flow, question: FlowQuestion, x: int, y: int) -> Box:
    width = width_of_boxes(flow)
    title = _lines(title_of(question), TITLE, x + PAD, y + PAD, width - 2 * PAD)
    facts = _lines(" · ".join(facts_of(question)), SMALL, x + PAD, _below(title) + 2, width - 2 * PAD)
    weight_y = _below(facts) + 4
    first_row = weight_y + CELL
    columns = tuple(
        Column(sign(index), _column(x, index), weight_y + WEIGHT_HEIGHT) for index in range(len(flow.frameworks))
    )
    index_of = {framework.slug: index for index, framework in enumerate(flow.frameworks)}
    rows = tuple(_rows(question, index_of, x, first_row))
    bottom = rows[-1].y + rows[-1].height if rows else first_row
    weight = WEIGHT_UNIT * question.criterion.weight
    return Box(question, x, y, width, bottom + PAD // 2 - y, title, facts, weight, weight_y, columns, rows)


def _rows(question: FlowQuestion, index_of: dict[str, int], x: int, y: int) -> Iterator[Row]:
    for flow_option in question.options:
        row = _row(flow_option, index_of, x, y)
        yield row
        y += row.height


def _row(flow_option: FlowOption, index_of: dict[str, int], x: int, y: int) -> Row:
    left, width = x + PAD, LABEL - PAD
    label = _lines(flow_option.option.label, TEXT, left, y + 5, width)
    remarks = _lines(" · ".join(remarks_of(flow_option)), SMALL, left, _below(label), width)
    opened, end = [], _below(remarks or label)
    for criterion in flow_option.opens:
        opened.append(Opened(criterion, _lines(f"opens “{criterion.name}”", SMALL, left, end + 6, width)))
        end = _below(opened[-1].lines) + 6
    height = max(CELL, end + 5 - y)
    marks = tuple(
        Mark(effect, _column(x, index_of[effect.framework.slug]), y + height // 2) for effect in flow_option.effects
    )
    return Row(flow_option, y, height, label, remarks, tuple(opened), marks)


def _column(x: int, index: int) -> int:
    """The middle of the column of a framework."""
    return x + PAD + LABEL + CELL * index + CELL // 2


def _lines(text: str, size: int, x: int, y: int, width: int) -> tuple[Line, ...]:
    """The lines of a text of which the first has its top at y."""
    leading = round(size * LEADING)
    return tuple(Line(part, x, y + size + leading * n, size) for n, part in enumerate(broken(text, size, width)))


def _below(lines: tuple[Line, ...]) -> int:
    return lines[-1].y + 4
