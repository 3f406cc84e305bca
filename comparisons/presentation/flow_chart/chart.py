"""The whole flow chart, laid out."""

from __future__ import annotations

from dataclasses import dataclass

from comparisons.engine.catalogue import Framework
from comparisons.engine.wizard_flow import Flow
from comparisons.presentation.bars import Sign, sign
from comparisons.presentation.flow_chart.boxes import PAD, SMALL, Box, box, width_of_boxes
from comparisons.presentation.flow_chart.routes import HEAD, LANE, Route, lanes, route
from comparisons.presentation.flow_chart.text_lines import Line, broken

GAP = 22
KEY_WIDTH, KEY_HEIGHT, KEY_TEXT = 180, 22, 20


@dataclass(frozen=True)
class Key:
    """Which framework a sign stands for. The sign has its middle 8 units right of `x`, at `y`."""

    framework: Framework
    sign: Sign
    x: int
    y: int
    name: Line


@dataclass(frozen=True)
class Chart:
    width: int
    height: int
    keys: tuple[Key, ...]
    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]


def chart(flow: Flow) -> Chart:
    lane_of = lanes(flow)
    left = LANE * (max(lane_of.values(), default=-1) + 1) + 2 * HEAD
    width = left + width_of_boxes(flow) + PAD
    keys = _keys(flow, left, width - left)
    y = keys[-1].y + KEY_HEIGHT if keys else PAD
    boxes = []
    for question in flow.questions:
        boxes.append(box(flow, question, left, y))
        y = boxes[-1].bottom + GAP
    box_of = {box.question.criterion.slug: box for box in boxes}
    routes = tuple(route(branch, box_of, lane_of[branch.opens.slug]) for branch in flow.branches)
    return Chart(width, y, keys, tuple(boxes), routes)


def _keys(flow: Flow, left: int, width: int) -> tuple[Key, ...]:
    """In as many columns as there is room for. A name that is too long for its column is cut."""
    columns = max(1, width // KEY_WIDTH)
    keys = []
    for index, framework in enumerate(flow.frameworks):
        x, y = left + KEY_WIDTH * (index % columns), PAD + KEY_HEIGHT * (index // columns)
        name = broken(framework.short_name, SMALL, KEY_WIDTH - KEY_TEXT - PAD)
        label = name[0] if len(name) == 1 else f"{name[0]}…"
        keys.append(Key(framework, sign(index), x, y, Line(label, x + KEY_TEXT, y + SMALL // 3, SMALL)))
    return tuple(keys)
