from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.drawing import BAR, LABELS, ROW, TICKS_WANTED, WIDTH, timeline
from comparisons.engine.planning import Plan, Road, Span, Step
from tests.engine.catalogues import framework
from tests.engine.test_planning import plans, stage


def drawn(*spans, deadline=None, kind="work"):
    """The timeline of one framework with steps of these spans."""
    steps = tuple(Step(stage(f"s{number}", 0, 120, kind), span) for number, span in enumerate(spans))
    return timeline(Plan((Road(framework("a"), False, steps, (), None),) if steps else (), deadline, None))


def marks(drawing):
    return [tick.month for tick in drawing.ticks]


def test_bars_stand_in_rows_and_are_as_wide_as_their_months():
    drawing = drawn(Span(0, 0, 1, 3), Span(1, 3, 7, 12))

    month = (WIDTH - LABELS - 20) / 12
    assert [(bar.label, bar.y, bar.x, bar.sure, bar.late) for bar in drawing.bars] == [
        ("A: s0", ROW, LABELS, month, 3 * month),
        ("A: s1", 2 * ROW, LABELS + month, 6 * month, 11 * month),
    ]
    assert drawing.height > 2 * ROW + BAR


def test_bar_of_a_proof_says_so():
    work, proof = (drawn(Span(0, 0, 1, 1), kind=kind).bars[0] for kind in ("work", "proof"))

    assert (work.is_proof, proof.is_proof) == (False, True)


def test_stage_without_length_is_a_bar_without_width():
    drawing = drawn(Span(0, 0, 0, 0), Span(0, 0, 0, 2))

    assert [(bar.x, bar.sure, bar.late) for bar in drawing.bars] == [(LABELS, 0, 0), (LABELS, 0, 480)]


def test_plan_that_takes_no_time_is_drawn_on_a_month():
    assert marks(drawn(Span(0, 0, 0, 0))) == [0, 1]


def test_plan_of_nothing_is_drawn_without_bars():
    drawing = drawn()

    assert (drawing.bars, marks(drawing), drawing.deadline) == ((), [0, 1], None)


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

    assert (drawing.deadline.month, drawing.deadline.x) == (12, WIDTH - 20)
    assert drawing.bars[0].late == (WIDTH - LABELS - 20) / 4


def test_deadline_within_the_plan_stands_at_its_month():
    drawing = drawn(Span(0, 0, 6, 12), deadline=3)

    assert (drawing.deadline.month, drawing.deadline.x) == (3, LABELS + (WIDTH - LABELS - 20) / 4)


@given(plans(), st.none() | st.integers(1, 120))
def test_everything_is_within_the_view_box(plan, deadline):
    drawing = timeline(Plan(plan.roads, deadline, None))

    assert len(drawing.bars) == sum(len(road.steps) for road in plan.roads)
    for bar in drawing.bars:
        assert LABELS <= bar.x <= bar.x + bar.sure <= bar.x + bar.late <= drawing.width
        assert drawing.top <= bar.y < bar.y + BAR <= drawing.height
    for one, next_one in pairwise(drawing.bars):
        assert one.y + BAR < next_one.y
    ticks = [tick.x for tick in drawing.ticks]
    assert ticks == sorted(set(ticks))
    assert len(ticks) <= TICKS_WANTED + 1
    assert all(LABELS <= tick.x <= drawing.width for tick in (*drawing.ticks, drawing.deadline) if tick)
