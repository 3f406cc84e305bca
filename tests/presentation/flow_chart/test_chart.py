import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given

from comparisons.engine.wizard_flow import flow
from comparisons.presentation.flow_chart import chart
from comparisons.presentation.flow_chart.boxes import CELL
from comparisons.presentation.flow_chart.routes import lanes
from comparisons.presentation.flow_chart.text_lines import width_of
from tests.engine.catalogues import catalogue, criterion, framework, option
from tests.engine.flows import anything

TARGET = 24
"""The least side of what can be pressed."""


def waiting(number, targets):
    """A flow of so many questions, of which those with an entry in `targets` wait for the questions named there."""
    return flow(
        catalogue(
            [framework("a"), framework("b")],
            [
                criterion(f"q{n}", [option(f"o{n}", {"a": 1})], ask_when=[f"q{m}/o{m}" for m in targets.get(n, ())])
                for n in range(number)
            ],
        )
    )


def lines_of(box):
    yield from (*box.title, *box.facts)
    for row in box.rows:
        yield from (*row.label, *row.remarks, *(line for opened in row.opened for line in opened.lines))


def points_of(route):
    """Where the line of a branch bends."""
    numbers = [int(number) for number in re.findall(r"\d+", route.path)]
    x, y, lane, end, edge = numbers
    return [(x, y), (lane, y), (lane, end), (edge, end)]


def test_row_names_the_question_that_it_opens_below_its_label():
    _, question = waiting(2, {1: [0]}).questions
    drawn = chart(waiting(2, {1: [0]}))

    [row] = drawn.boxes[0].rows
    assert [line.text for opened in row.opened for line in opened.lines] == ["opens “q1”"]
    assert row.opened[0].lines[0].y > row.label[-1].y
    assert drawn.boxes[1].question.criterion == question.criterion


def test_line_leads_from_the_row_by_the_lane_into_the_question():
    drawn = chart(waiting(2, {1: [0]}))

    [route] = drawn.routes
    before, target = drawn.boxes
    assert points_of(route)[0] == (before.x, before.rows[0].middle)
    assert route.lane < before.x
    assert target.y < route.end < target.rows[0].y


def test_questions_whose_lines_pass_each_other_have_lanes_of_their_own():
    assert lanes(waiting(6, {1: [0], 3: [2], 5: [0]})) == {"q1": 0, "q3": 0, "q5": 1}


def test_weight_is_drawn_as_long_as_it_is():
    flow_of = flow(catalogue([framework("a")], [criterion("v", [], weight=3), criterion("w", [], weight=9)]))

    light, heavy = chart(flow_of).boxes

    assert heavy.weight == 3 * light.weight


def test_flow_of_nothing_is_drawn():
    drawn = chart(flow(catalogue([], [])))

    assert (drawn.boxes, drawn.routes, drawn.keys) == ((), (), ())
    assert drawn.width > 0
    assert drawn.height > 0


@pytest.mark.parametrize("number", [4, 11, 25])
def test_chart_stays_as_wide_as_a_page_however_many_questions_there_are(number):
    every_other = {n: [m for m in range(n) if m % 3 == 0] for n in range(1, number, 2)}

    drawn = chart(waiting(number, every_other))

    assert len(drawn.boxes) == number
    assert drawn.width < 750


def test_chart_of_the_shipped_catalogue_has_every_sign_and_every_mark(shipped):
    drawn = chart(flow(shipped))

    supports = [s for c in shipped.criteria for o in c.options for s in o.support]
    assert [key.name.text for key in drawn.keys] == [f.short_name for f in shipped.frameworks]
    assert sorted(m.effect.support.reason for b in drawn.boxes for r in b.rows for m in r.marks) == sorted(
        s.reason for s in supports
    )
    assert drawn.width < 1300


@given(anything())
def test_every_question_is_a_box_and_every_branch_a_line(made):
    drawn = chart(flow(made))

    assert [box.question for box in drawn.boxes] == list(flow(made).questions)
    assert [route.branch for route in drawn.routes] == list(flow(made).branches)
    box_of = {box.question.criterion.slug: box for box in drawn.boxes}
    for route in drawn.routes:
        before, target = box_of[route.branch.choice.criterion], box_of[route.branch.opens.slug]
        row = before.row_of(route.branch.choice.option)
        assert row.y < route.start < row.y + row.height
        assert target.y < route.end < target.bottom


@given(anything())
def test_boxes_do_not_overlap_and_everything_is_within_the_picture(made):
    drawn = chart(flow(made))

    assert all(above.bottom < below.y for above, below in pairwise(drawn.boxes))
    for box in drawn.boxes:
        assert 0 < box.x < box.x + box.width < drawn.width
        assert 0 < box.y < box.bottom < drawn.height
        for line in lines_of(box):
            assert box.x < line.x < line.x + width_of(line.text, line.size) < box.x + box.width
            assert box.y < line.y < box.bottom
    for route in drawn.routes:
        assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in points_of(route))
    for key in drawn.keys:
        assert key.x + width_of(key.name.text, key.name.size) < drawn.width


@given(anything())
def test_rows_and_marks_keep_apart(made):
    for box in chart(flow(made)).boxes:
        tops = [*(row.y for row in box.rows), box.bottom]
        assert all(row.y + row.height <= top for row, top in zip(box.rows, tops[1:], strict=True))
        assert all(
            row.y < mark.y - TARGET / 2 < mark.y + TARGET / 2 < row.y + row.height
            for row in box.rows
            for mark in row.marks
        )
        assert all(other.x - one.x >= CELL >= TARGET for row in box.rows for one, other in pairwise(row.marks))
        columns = {column.x for column in box.columns}
        assert {mark.x for row in box.rows for mark in row.marks} <= columns


@given(anything())
def test_lines_to_different_questions_never_run_on_one_another(made):
    routes = chart(flow(made)).routes

    for one, other in combinations(routes, 2):
        if one.branch.opens != other.branch.opens and one.lane == other.lane:
            assert max(one.start, one.end) < min(other.start, other.end) or max(other.start, other.end) < min(
                one.start, one.end
            )
