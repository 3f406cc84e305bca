import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine.plan import FrameworkSchedule, Plan, PlannedStage, Span
from comparisons.presentation.bars import (
    COLOURS,
    SIGNS,
    TICKS_WANTED,
    WHOLE,
    Balance,
    balance,
    segments,
    sign,
    timeline,
)
from tests.engine.catalogues import framework
from tests.engine.test_plan import plans, stage

STATIC = Path(__file__).parents[2] / "static/css"


def drawn(*spans, deadline=None):
    """The timeline of one framework with steps of these spans."""
    steps = tuple(PlannedStage(stage(f"s{number}", 0, 120), span) for number, span in enumerate(spans))
    return timeline(Plan((FrameworkSchedule(framework("a"), False, steps, (), None),) if steps else (), deadline))


def stage_bars(drawing):
    return [bar for _, bars in drawing.schedules for bar in bars]


def marks(drawing):
    return [tick.month for tick in drawing.ticks]


def test_stage_bars_are_as_wide_as_their_months():
    drawing = drawn(Span(0, 0, 1, 3), Span(1, 3, 7, 10))

    assert [(bar.planned.stage.name, bar.x, bar.sure, bar.late) for bar in stage_bars(drawing)] == [
        ("s0", 0, 10, 30),
        ("s1", 10, 60, 90),
    ]


def test_stage_without_length_is_a_bar_without_width():
    drawing = drawn(Span(0, 0, 0, 0), Span(0, 0, 0, 2))

    assert [(bar.x, bar.sure, bar.late) for bar in stage_bars(drawing)] == [
        (0, 0, 0),
        (0, 0, WHOLE),
    ]


def test_plan_that_takes_no_time_is_drawn_on_a_month():
    assert marks(drawn(Span(0, 0, 0, 0))) == [0, 1]


def test_plan_of_nothing_is_drawn_without_stage_bars():
    drawing = drawn()

    assert (drawing.schedules, marks(drawing), drawing.deadline) == ((), [0, 1], None)


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (1, [0, 1]),
        (8, [0, 1, 2, 3, 4, 5, 6, 7, 8]),
        (9, [0, 2, 4, 6, 8]),
        (19, [0, 3, 6, 9, 12, 15, 18]),
        (48, [0, 6, 12, 18, 24, 30, 36, 42, 48]),
        (49, [0, 12, 24, 36, 48]),
        (192, [0, 24, 48, 72, 96, 120, 144, 168, 192]),
        (193, [0, 193]),
    ],
)
def test_ticks_keep_apart_however_long_the_plan_is(months, expected):
    assert marks(drawn(Span(0, 0, months, months))) == expected


def test_deadline_after_the_plan_widens_the_drawing():
    drawing = drawn(Span(0, 0, 1, 3), deadline=12)

    assert (drawing.deadline.month, drawing.deadline.x) == (12, WHOLE)
    assert stage_bars(drawing)[0].late == WHOLE / 4


def test_deadline_within_the_plan_stands_at_its_month():
    drawing = drawn(Span(0, 0, 6, 12), deadline=3)

    assert (drawing.deadline.month, drawing.deadline.x) == (3, WHOLE / 4)


@given(plans(), st.none() | st.integers(1, 120))
def test_everything_is_within_the_width(plan, deadline):
    drawing = timeline(Plan(plan.schedules, deadline))

    assert [(schedule, len(drawn)) for schedule, drawn in drawing.schedules] == [
        (schedule, len(schedule.stages)) for schedule in plan.schedules
    ]
    for bar in stage_bars(drawing):
        assert 0 <= bar.x <= round(bar.x + bar.sure, 1) <= round(bar.x + bar.late, 1) <= WHOLE
    ticks = [tick.x for tick in drawing.ticks]
    assert ticks == sorted(set(ticks))
    assert len(ticks) <= TICKS_WANTED + 1
    assert all(0 <= tick.x <= WHOLE for tick in (*drawing.ticks, drawing.deadline) if tick)


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (100, Balance(x=50, width=50, threshold=57.5)),
        (0, Balance(x=50, width=0, threshold=57.5)),
        (-100, Balance(x=0, width=50, threshold=57.5)),
        (Fraction(-100, 3), Balance(x=33.3, width=16.7, threshold=57.5)),
    ],
)
def test_balance_grows_from_the_middle_to_the_side_of_its_sign(score, expected):
    assert balance(Fraction(score), 15) == expected


def test_frameworks_of_a_catalogue_have_different_signs_until_all_are_used():
    signs = [sign(place) for place in range(len(SIGNS) + 1)]

    assert len({drawn.path for drawn in signs}) == len(SIGNS)
    assert signs[-1] == signs[0]


def test_signs_of_the_shipped_frameworks_are_pairwise_different(shipped):
    paths = [sign(index).path for index in range(len(shipped.frameworks))]

    assert len(paths) >= 30
    assert len({*paths}) == len(paths)


def test_neighbours_in_a_list_have_different_colours_and_all_are_in_the_stylesheets():
    numbers = [sign(index).number for index in range(len(SIGNS))]

    css = {name: (STATIC / name).read_text(encoding="utf-8") for name in ("tokens.css", "parts.css", "flow.css")}
    assert all(len({*numbers[index : index + COLOURS]}) == COLOURS for index in range(len(SIGNS) - COLOURS))
    assert {*map(int, re.findall(r"--sign-(\d+):", css["tokens.css"]))} == {*numbers}
    for name in ("parts.css", "flow.css"):
        assert {*map(int, re.findall(r"\.sign-(\d+)\b", css[name]))} == {*numbers}


@given(st.integers(1, 200).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_segments_fill_the_line_and_tell_how_many_are_reached(counts):
    reached, total = counts

    line = segments(reached, total)

    assert [each.reached for each in line] == [True] * reached + [False] * (total - reached)
    assert all(one.x + one.width < other.x for one, other in pairwise(line))
    assert line[-1].x + line[-1].width == pytest.approx(WHOLE, abs=total / 100)
