"""The plan: what comes when, in months from today."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine import read, recommend
from comparisons.engine.catalogue import Stage
from comparisons.engine.plan import FrameworkSchedule, plan
from comparisons.engine.plan.stage_dates import PlannedStage, Span
from tests.engine.catalogues import cases, catalogue, criterion, framework, option


def stage(slug, low, high, kind="work", *, overlaps=False):
    return Stage(
        slug=slug,
        name=slug,
        kind=kind,
        overlaps=overlaps,
        months_min=low,
        months_max=high,
        result="Done.",
        confidence="verified",
    )


def ends_within(total, made):
    """The stage with these published months from the start."""
    return made.model_copy(update={"total_min": total[0], "total_max": total[1]})


def staged(slug, *stages, complements=()):
    return framework(slug, complements).model_copy(update={"stages": stages})


def planned(frameworks, *options):
    """The plan where these options of one question with several answers are chosen."""
    several = criterion("v", options, selection="many")
    made = catalogue(frameworks, [several])
    return plan(made, recommend(made, read(made, [("v", o.slug) for o in options]).answers))


def plan_of(*stages):
    """The plan of one framework with these stages."""
    return planned([staged("a", *stages), framework("z")], option("v0", {"a": 2}))


def spans(schedule):
    """Stage slug -> ((earliest start, latest start), (earliest end, latest end))."""
    return {
        planned.stage.slug: (
            (planned.span.start_min, planned.span.start_max),
            (planned.span.end_min, planned.span.end_max),
        )
        for planned in schedule.stages
    }


def slugs(made):
    return [(schedule.framework.slug, schedule.required) for schedule in made.schedules]


def test_stages_follow_one_another():
    (schedule,) = plan_of(stage("s", 1, 2), stage("t", 3, 6), stage("u", 0, 1, "proof")).schedules

    assert spans(schedule) == {"s": ((0, 0), (1, 2)), "t": ((1, 2), (4, 8)), "u": ((4, 8), (4, 9))}


def test_overlapping_stage_starts_with_the_one_before():
    (schedule,) = plan_of(stage("s", 1, 2), stage("t", 3, 6), stage("u", 1, 9, overlaps=True)).schedules

    assert spans(schedule) == {"s": ((0, 0), (1, 2)), "t": ((1, 2), (4, 8)), "u": ((1, 2), (2, 11))}


def test_first_stage_that_overlaps_starts_at_once():
    (schedule,) = plan_of(stage("s", 1, 2, overlaps=True)).schedules

    assert spans(schedule) == {"s": ((0, 0), (1, 2))}


def test_stage_after_an_overlap_waits_for_every_one_before():
    (schedule,) = plan_of(stage("s", 6, 9), stage("t", 1, 12, overlaps=True), stage("u", 1, 1, "proof")).schedules

    assert spans(schedule) == {"s": ((0, 0), (6, 9)), "t": ((0, 0), (1, 12)), "u": ((6, 12), (7, 13))}


def test_upkeep_is_listed_without_dates():
    made = plan_of(stage("s", 1, 2), stage("yearly", 12, 12, "upkeep"), stage("u", 1, 1, "proof"))

    (schedule,) = made.schedules
    assert spans(schedule) == {"s": ((0, 0), (1, 2)), "u": ((1, 2), (2, 3))}
    assert [stage.slug for stage in schedule.upkeep] == ["yearly"]
    assert made.months == 3


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ([stage("s", 1, 2), stage("p", 3, 4, "proof"), stage("q", 9, 9, "proof")], (1, 2)),
        ([stage("p", 3, 4, "proof"), stage("t", 1, 2)], (4, 6)),
        ([stage("s", 1, 2), stage("t", 3, 6)], (4, 8)),
        ([stage("s", 6, 9), stage("t", 1, 2, overlaps=True)], (6, 9)),
        ([stage("yearly", 12, 12, "upkeep")], (0, 0)),
        ([], (0, 0)),
    ],
    ids=[
        "when its first proof begins",
        "at its end where the first stage is the proof",
        "at its end where there is no proof",
        "at the end of whichever stage ends last",
        "at once where only upkeep is known",
        "at once where nothing is known",
    ],
)
def test_next_framework_starts_when_the_one_before_is_prepared(stages, expected):
    frameworks = [staged("a", *stages, complements=["b"]), staged("b", stage("n", 2, 3), complements=["a"])]

    made = planned(frameworks, option("v0", {"a": 2, "b": 2}))

    low, high = expected
    assert slugs(made) == [("a", False), ("b", False)]
    assert spans(made.schedules[1]) == {"n": ((low, high), (low + 2, high + 3))}


def test_framework_without_stages_hands_its_start_on():
    frameworks = [
        staged("a", stage("s", 2, 5), complements=["b"]),
        staged("b", stage("t", 1, 1), complements=["a"]),
        framework("c"),
    ]
    law = option("v0", {"c": 0, "a": 2, "b": 2}, requires={"c": "law", "a": "law"})

    made = planned(frameworks, law)

    assert slugs(made) == [("a", True), ("c", True), ("b", False)]
    assert [spans(schedule) for schedule in made.schedules] == [{"s": ((0, 0), (2, 5))}, {}, {"t": ((2, 5), (3, 6))}]


def test_required_comes_first_in_the_order_of_the_catalogue():
    frameworks = [framework(slug) for slug in "abcd"]

    made = planned(frameworks, option("v0", {"d": 1, "c": 1, "a": 2}, requires={"d": "law", "c": "contract"}))

    assert slugs(made) == [("c", True), ("d", True), ("a", False)]


def test_what_is_held_is_left_out():
    frameworks = [
        framework("a", ["b"]),
        staged("b", stage("s", 1, 1), complements=["a"]),
        framework("c"),
        framework("d"),
    ]
    holds = [option(f"v{slug}").model_copy(update={"holds": slug}) for slug in "ac"]

    made = planned(
        frameworks, option("v0", {"a": 2, "b": 2, "c": 0, "d": 0}, requires={"c": "law", "d": "law"}), *holds
    )

    assert slugs(made) == [("d", True), ("b", False)]


def test_duties_start_today_and_recommendations_beside_them():
    frameworks = [
        staged("a", stage("work", 1, 3), stage("report", 1, 1, "proof"), complements=["b"]),
        staged("b", stage("work", 2, 2), stage("report", 1, 2, "proof"), complements=["a"]),
        staged("c", stage("rules", 9, 23)),
        staged("d", stage("work", 4, 6), stage("audit", 1, 1, "proof")),
    ]
    law = option("v0", {"c": 0, "d": 0, "a": 2, "b": 2}, requires={"c": "law", "d": "contract"})
    made = catalogue(frameworks, [criterion("v", [law])])
    made = made.model_copy(update={"method": made.method.model_copy(update={"version": 2})})

    schedules = plan(made, recommend(made, read(made, [("v", "v0")]).answers)).schedules

    starts = [(s.framework.slug, s.stages[0].span.start_min, s.stages[0].span.start_max) for s in schedules]
    assert starts == [("c", 0, 0), ("d", 0, 0), ("a", 0, 0), ("b", 1, 3)]
    assert [schedule.months_to_proof for schedule in schedules] == [None, (5, 7), (2, 4), (3, 4)]
    assert [schedule.after_duties for schedule in schedules] == [None, None, (11, 27), (13, 30)]


def version_2_plan(frameworks, *options, **thresholds):
    made = catalogue(frameworks, [criterion("v", options, selection="many")])
    method = made.method.model_copy(update={"version": 2, **thresholds})
    made = made.model_copy(update={"method": method})
    return plan(made, recommend(made, read(made, [("v", o.slug) for o in options]).answers))


def test_of_two_that_are_close_each_starts_today():
    frameworks = [
        staged("a", stage("work", 1, 3), stage("report", 1, 1, "proof")),
        staged("b", stage("work", 2, 2), stage("report", 1, 2, "proof")),
    ]

    made = version_2_plan(frameworks, option("v0", {"a": 2, "b": 2}))

    assert made.alternatives
    assert [(s.framework.slug, s.waits) for s in made.schedules] == [("a", False), ("b", False)]


@pytest.mark.parametrize(
    ("base", "start"),
    [(option("v0", {"a": 2}), (2, 4)), (option("v0", {"a": 0}, requires={"a": "contract"}), (2, 4))],
    ids=["recommended", "required"],
)
def test_add_on_starts_once_what_it_extends_is_there(base, start):
    add_on = staged("z", stage("more", 1, 2, "proof")).model_copy(update={"role": "add-on", "extends": ("a",)})
    frameworks = [staged("a", stage("work", 1, 3), stage("report", 1, 1, "proof")), staged("b"), add_on]

    made = version_2_plan(frameworks, base, option("v1", {"z": 2}))

    last = made.schedules[-1]
    assert [schedule.framework.slug for schedule in made.schedules] == ["a", "z"]
    assert (last.stages[0].span.start_min, last.stages[0].span.start_max) == start
    assert (last.required, last.after_duties) == (False, None)


def test_add_on_to_what_is_held_starts_today():
    add_on = staged("z", stage("more", 1, 2, "proof")).model_copy(update={"role": "add-on", "extends": ("a",)})
    with_base = option("v0", {"z": 2}).model_copy(update={"holds": "a"})

    made = version_2_plan([staged("a", stage("work", 1, 3)), staged("b"), add_on], with_base)

    assert [(schedule.framework.slug, schedule.waits) for schedule in made.schedules] == [("z", False)]


def test_plan_of_nothing_recommended_is_empty():
    made = planned([framework("a"), framework("b")], option("v0"))

    assert (made.schedules, made.months, made.deadline, made.fits) == ((), 0, None, ())


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [(0, "missed"), (3, "missed"), (4, "tight"), (8, "tight"), (9, "met"), (120, "met")],
)
def test_fit_is_whether_the_first_proof_ends_in_time(deadline, expected):
    (schedule,) = plan_of(stage("s", 1, 2), stage("p", 3, 7, "proof"), stage("q", 9, 9, "proof")).schedules

    assert schedule.fit(deadline) == expected


def test_fit_without_a_proof_says_so():
    (schedule,) = plan_of(stage("s", 1, 2), stage("yearly", 1, 1, "upkeep")).schedules

    assert [schedule.fit(deadline) for deadline in (1, 120)] == ["no proof", "no proof"]


def test_fit_of_a_sure_span_is_never_tight():
    span = Span(0, 0, 3, 3)
    proof = PlannedStage(stage("p", 3, 3, "proof"), span)
    schedule = FrameworkSchedule(framework("a"), required=False, stages=(proof,), upkeep=(), proof=proof)

    assert [schedule.fit(deadline) for deadline in (2, 3)] == ["missed", "met"]


def test_earliest_deadline_counts():
    options = [option(f"v{months}", {"a": 2}).model_copy(update={"deadline_months": months}) for months in (12, 3, 6)]
    frameworks = [staged("a", stage("p", 2, 4, "proof")), framework("b")]

    made = planned(frameworks, *options, option("v0", {"a": 2}))

    assert made.deadline == 3
    assert [(schedule.framework.slug, fit) for schedule, fit in made.fits] == [("a", "tight")]


stages = st.builds(
    lambda months, kind, overlaps, total: (*sorted(months), kind, overlaps, sorted(total) if total else (None, None)),
    st.tuples(st.integers(0, 24), st.integers(0, 24)),
    st.sampled_from(["work", "proof", "upkeep"]),
    st.booleans(),
    st.none() | st.tuples(st.integers(0, 60), st.integers(0, 60)),
)


several_stages = st.lists(stages, max_size=5)


@st.composite
def plans(draw):
    """The plan for a random case whose frameworks have random stages."""
    made, pairs = draw(cases())
    frameworks = [
        f.model_copy(
            update={
                "stages": tuple(
                    ends_within(total, stage(f"s{number}", low, high, kind, overlaps=overlaps))
                    for number, (low, high, kind, overlaps, total) in enumerate(draw(several_stages))
                )
            }
        )
        for f in made.frameworks
    ]
    made = made.model_copy(update={"frameworks": tuple(frameworks)})
    return plan(made, recommend(made, read(made, pairs).answers))


@given(plans())
def test_spans_are_in_order_and_as_long_as_their_stages(made):
    stages = [planned for schedule in made.schedules for planned in schedule.stages]

    for planned in stages:
        span = planned.span
        assert 0 <= span.start_min <= span.start_max
        assert span.end_min - span.start_min >= planned.stage.months_min
        assert planned.stage.months_min <= span.end_max - span.start_max
        assert span.end_min <= span.end_max
    assert made.months == max([planned.span.end_max for planned in stages], default=0)


@given(plans())
def test_every_stage_is_in_the_plan_once(made):
    for schedule in made.schedules:
        slugs = [planned.stage.slug for planned in schedule.stages] + [stage.slug for stage in schedule.upkeep]
        assert sorted(slugs) == [stage.slug for stage in schedule.framework.stages]


@given(plans())
def test_no_framework_starts_before_the_one_before_it(made):
    starts = [
        (schedule.stages[0].span.start_min, schedule.stages[0].span.start_max)
        for schedule in made.schedules
        if schedule.stages
    ]

    assert starts == sorted(starts)
    assert [high for _, high in starts] == sorted(high for _, high in starts)


def test_plan_of_a_shipped_recommendation_within_3_months(shipped):
    pairs = {
        "market": "north-america",
        "industry": "saas",
        "approach": "tailored-controls",
        "evidence": "attestation-report",
        "timeline": "within-3-months",
    }

    made = plan(shipped, recommend(shipped, read(shipped, pairs.items()).answers))

    (schedule,) = made.schedules
    assert slugs(made) == [("soc-2", False)]
    assert spans(schedule) == {
        "readiness": ((0, 0), (1, 3)),
        "type-1-report": ((1, 3), (2, 4)),
        "type-2-observation": ((1, 3), (4, 13)),
        "type-2-report": ((4, 13), (6, 15)),
    }
    assert (schedule.proof.stage.slug, schedule.fit(3), made.deadline, made.months) == ("type-1-report", "tight", 3, 15)


@given(plans())
def test_stage_is_as_long_as_its_months_where_no_total_is_published(made):
    for schedule in made.schedules:
        if any(planned.stage.total for planned in schedule.stages):
            continue
        for stage, span in ((planned.stage, planned.span) for planned in schedule.stages):
            length = span.end_min - span.start_min, span.end_max - span.start_max
            assert length == (stage.months_min, stage.months_max)
