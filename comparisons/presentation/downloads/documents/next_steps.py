"""What to do: the plan, what carries over from what is held, and resources."""

from __future__ import annotations

from comparisons.engine.carry_over import CarryOver
from comparisons.engine.catalogue import Framework, Resource, Stage
from comparisons.engine.decision_record import DecisionRecord
from comparisons.engine.plan import FrameworkSchedule, Plan, PlannedStage
from comparisons.presentation.downloads.documents.parts import (
    Block,
    Grid,
    Items,
    Paragraph,
    Part,
    Row,
    Said,
    Section,
    items,
    one,
)
from comparisons.presentation.wording import end_in_words, fit_in_words, months_in_words, starts_in_words

ORDER = (
    "What is required comes first, then what is recommended. The next framework begins when the one before is prepared "
    "and others check it. Months are published ranges, counted from today."
)


def the_plan(plan: Plan) -> tuple[Block, ...]:
    if not plan.schedules:
        return ()
    rows = tuple(_planned_stage(schedule, planned) for schedule in plan.schedules for planned in schedule.stages)
    columns = ("Framework", "Stage", "Starts, in months", "Ends", "Result")
    grid = Grid("Plan", columns, (18, 24, 12, 14, 32), (Section("", rows),))
    upkeep = [_upkeep(schedule.framework, stage) for schedule in plan.schedules for stage in schedule.upkeep]
    return (Paragraph(Said(ORDER)), *_deadline(plan), *((grid,) if rows else ()), *items(*upkeep))


def _deadline(plan: Plan) -> tuple[Block, ...]:
    if plan.deadline is None:
        return ()
    within = Paragraph(Said(f"You need something to show within {months_in_words(plan.deadline, plan.deadline)}."))
    return (within, *items(*(Said(fit_in_words(schedule, fit)) for schedule, fit in plan.fits)))


def _planned_stage(schedule: FrameworkSchedule, planned: PlannedStage) -> Row:
    return (
        (Said(schedule.framework.short_name), *((Said("Required"),) if schedule.required else ())),
        (Said(planned.stage.name), *((Said("Ends with something to show"),) if planned.stage.kind == "proof" else ())),
        one(starts_in_words(planned.span)),
        one(end_in_words(planned.span)),
        one(planned.stage.result),
    )


def _upkeep(framework: Framework, stage: Stage) -> Said:
    every = months_in_words(stage.months_min, stage.months_max)
    return Said(f"{stage.name}, every {every}. {stage.result}", label=f"Afterwards, {framework.short_name}:")


def carrying_over(carried: CarryOver) -> Part:
    """What never carries over, and the places of both frameworks that touch the same topic."""
    held, wanted, crosswalk = carried.held.short_name, carried.wanted.short_name, carried.crosswalk
    unit = f"{crosswalk.unit} Editions: {crosswalk.editions}."
    blocks = (
        Paragraph(Said(_counted(carried))),
        Paragraph(Said("What never carries over:")),
        Items(tuple(map(Said, carried.never))),
        Paragraph(Said(unit)),
        _pairs(carried),
        Paragraph(Said(f"{crosswalk.limits} {crosswalk.provenance} {crosswalk.licence}")),
    )
    return Part(f"From {held} to {wanted}", blocks if carried.never else (*blocks[:1], *blocks[3:]))


def _counted(carried: CarryOver) -> str:
    held, wanted = carried.held.short_name, carried.wanted.short_name
    touching = f"{carried.held_count} in {held} and {carried.wanted_count} in {wanted}"
    backed = ", ".join(
        f"{pairs} of the pairs stand in {mappings} of {carried.crosswalk.backed_by_of} public mappings"
        for mappings, pairs in carried.backed
    )
    return f"{len(carried.pairs)} pairs of places touch the same topic: {touching}.{f' {backed}.' if backed else ''}"


def _pairs(carried: CarryOver) -> Grid:
    held, wanted = carried.held.short_name, carried.wanted.short_name
    rows = tuple(
        (one(pair.topic), one(pair.held), one(pair.wanted), one(str(pair.backed_by))) for pair in carried.pairs
    )
    columns = ("Topic", held, wanted, "Mappings")
    return Grid(f"{held} to {wanted}", columns, (40, 23, 23, 14), (Section("", rows),))


def resources(record: DecisionRecord) -> tuple[Block, ...]:
    found = tuple((framework, resource) for framework in record.frameworks for resource in framework.resources)
    grid = Grid(
        "Resources",
        ("Framework", "Kind", "Title", "Provider", "Note", "Address"),
        (14, 11, 24, 15, 20, 20),
        (Section("", tuple(_resource(framework, resource) for framework, resource in found)),),
    )
    return (grid,) if found else ()


def _resource(framework: Framework, resource: Resource) -> Row:
    address = resource.url or ""
    texts = (framework.short_name, resource.kind, resource.title, resource.provider, resource.note)
    return (*map(one, texts), (Said(address, address=address),))
