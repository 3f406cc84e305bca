"""Months from the start that a source publishes, beside those of the stages."""

from hypothesis import given

from comparisons.engine.plan.stage_dates import TODAY, impossible_totals, planned_stages
from tests.engine.catalogues import option
from tests.engine.test_plan import ends_within, plan_of, planned, plans, spans, stage, staged


def test_stage_ends_within_the_months_from_the_start_that_are_published():
    (schedule,) = plan_of(stage("build", 3, 12), ends_within((6, 12), stage("audit", 1, 2, "proof"))).schedules

    assert spans(schedule) == {"build": ((0, 0), (3, 11)), "audit": ((3, 11), (6, 12))}
    assert schedule.months_to_proof == (6, 12)


def test_what_follows_a_published_total_counts_from_it():
    (schedule,) = plan_of(
        stage("s", 1, 9),
        ends_within((1, 6), stage("t", 1, 3, "proof")),
        stage("u", 2, 4),
        ends_within((1, 9), stage("v", 1, 1)),
    ).schedules

    assert spans(schedule) == {
        "s": ((0, 0), (1, 5)),
        "t": ((1, 5), (2, 6)),
        "u": ((2, 6), (4, 8)),
        "v": ((4, 8), (5, 9)),
    }


def test_total_of_a_stage_that_overlaps_bounds_what_it_runs_beside():
    (schedule,) = plan_of(
        stage("s", 1, 3), stage("t", 1, 1), ends_within((4, 5), stage("u", 3, 12, overlaps=True))
    ).schedules

    assert spans(schedule) == {"s": ((0, 0), (1, 2)), "t": ((1, 2), (2, 4)), "u": ((1, 2), (4, 5))}


def test_total_that_the_stages_cannot_meet_changes_nothing():
    for total in [(1, 3), (15, 20)]:
        (schedule,) = plan_of(stage("s", 3, 12), ends_within(total, stage("t", 1, 2))).schedules

        assert spans(schedule) == {"s": ((0, 0), (3, 12)), "t": ((3, 12), (4, 14))}


def test_total_counts_from_the_start_of_the_framework():
    first = staged("a", stage("s", 2, 4), complements=["b"])
    second = staged("b", stage("t", 3, 12), ends_within((3, 12), stage("u", 1, 2, "proof")), complements=["a"])

    made = planned([first, second], option("v0", {"a": 2, "b": 2}))

    assert spans(made.schedules[1]) == {"t": ((2, 4), (5, 15)), "u": ((5, 15), (6, 16))}
    assert made.schedules[1].months_to_proof == (4, 12)


def test_total_that_the_stages_cannot_meet_is_left_aside_after_a_framework_that_may_end_later_too():
    first = staged("a", stage("s", 0, 1), complements=["b"])
    stages = [stage("t", 1, 1), ends_within((0, 0), stage("u", 0, 0)), ends_within((0, 1), stage("v", 0, 0))]

    made = planned([first, staged("b", *stages, complements=["a"])], option("v0", {"a": 2, "b": 2}))

    assert spans(made.schedules[1]) == {"t": ((0, 1), (1, 2)), "u": ((1, 2), (1, 2)), "v": ((1, 2), (1, 2))}


@given(plans())
def test_framework_that_starts_later_has_the_same_dates_that_much_later(made):
    for schedule in (schedule for schedule in made.schedules if schedule.stages):
        start = schedule.stages[0].span
        by_itself = planned_stages((planned.stage for planned in schedule.stages), TODAY)
        for later, alone in zip(schedule.stages, by_itself, strict=True):
            assert later.span.start_min - alone.span.start_min == start.start_min
            assert later.span.end_min - alone.span.end_min == start.start_min
            assert later.span.start_max - alone.span.start_max == start.start_max
            assert later.span.end_max - alone.span.end_max == start.start_max


@given(plans())
def test_stage_ends_within_its_total_unless_the_stages_rule_it_out(made):
    for schedule in made.schedules:
        start = schedule.stages[0].span if schedule.stages else None
        ruled_out = [impossible for impossible, _ in impossible_totals(schedule.framework.stages)]
        for one in schedule.stages:
            if start is not None and one.stage.total and one.stage not in ruled_out:
                least, most = one.stage.total
                assert start.start_min + least <= one.span.end_min
                assert one.span.end_max <= start.start_max + most
