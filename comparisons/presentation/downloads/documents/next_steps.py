"""What to do: the plan, what carries over from what is held, and resources."""

from __future__ import annotations

from comparisons.engine.carry_over import CarryOver
from comparisons.engine.catalogue import Framework, Resource
from comparisons.engine.decision_record import DecisionRecord
from comparisons.engine.plan import FrameworkSchedule, Plan, PlannedStage
from comparisons.presentation.downloads.documents.parts import (
    Block,
    Grid,
    Items,
    Paragraph,
    Part,
    Row,
    Section,
    Text,
    items,
    one,
    text_of,
)
from comparisons.presentation.wording import (
    deadline_in_words,
    end_in_words,
    first_year_in_words,
    fits_in_words,
    limits_in_words,
    pairs_in_words,
    plan_order_in_words,
    planned_name,
    starts_in_words,
    texts,
    unit_in_words,
    upkeep_in_words,
)


def the_plan(plan: Plan) -> tuple[Block, ...]:
    if not plan.schedules:
        return ()
    rows = tuple(_planned_stage(schedule, planned) for schedule in plan.schedules for planned in schedule.stages)
    columns = ("Framework", "Stage", "Starts, in months", "Ends", "Result")
    grid = Grid("Plan", columns, (18, 24, 12, 14, 32), (Section("", rows),))
    upkeep = items(*map(text_of, (*first_year_in_words(plan), *upkeep_in_words(plan))))
    return (Paragraph(Text(plan_order_in_words(plan))), *_deadline(plan), *((grid,) if rows else ()), *upkeep)


def _deadline(plan: Plan) -> tuple[Block, ...]:
    deadline = deadline_in_words(plan)
    return (Paragraph(Text(deadline)), *items(*map(Text, fits_in_words(plan)))) if deadline else ()


def _planned_stage(schedule: FrameworkSchedule, planned: PlannedStage) -> Row:
    return (
        (Text(planned_name(schedule)), *((Text("Required"),) if schedule.required else ())),
        (Text(planned.stage.name), *((Text("Ends with something to show"),) if planned.stage.kind == "proof" else ())),
        one(starts_in_words(planned.span)),
        one(end_in_words(planned.span)),
        one(planned.stage.result),
    )


def carry_over_part(carried: CarryOver) -> Part:
    """What never carries over, and the places of both frameworks that touch the same topic."""
    never = (Paragraph(Text(f"{texts.NEVER_CARRIES_OVER}:")), Items(tuple(map(Text, carried.never))))
    blocks = (
        Paragraph(Text(pairs_in_words(carried))),
        *(never if carried.never else ()),
        Paragraph(Text(unit_in_words(carried))),
        _pairs(carried),
        Paragraph(Text(limits_in_words(carried))),
    )
    return Part(f"From {carried.held.short_name} to {carried.wanted.short_name}", blocks)


def _pairs(carried: CarryOver) -> Grid:
    held_name, wanted = carried.held.short_name, carried.wanted.short_name
    rows = tuple(
        (one(pair.topic), one(pair.held), one(pair.wanted), one(str(pair.backed_by))) for pair in carried.pairs
    )
    columns = ("Topic", held_name, wanted, "Mappings")
    return Grid(f"{held_name} to {wanted}", columns, (40, 23, 23, 14), (Section("", rows),))


def resources(record: DecisionRecord) -> tuple[Block, ...]:
    rows = tuple(_resource(framework, resource) for framework in record.frameworks for resource in framework.resources)
    columns = ("Framework", "Kind", "Title", "Provider", "Note", "Address")
    grid = Grid("Resources", columns, (14, 11, 24, 15, 20, 20), (Section("", rows),))
    return (grid.without_empty_columns(),) if rows else ()


def _resource(framework: Framework, resource: Resource) -> Row:
    address = resource.url or ""
    cells = (framework.short_name, resource.kind, resource.title, resource.provider, resource.note)
    return (*map(one, cells), (Text(address, address=address),))
