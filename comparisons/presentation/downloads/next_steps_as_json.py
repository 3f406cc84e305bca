"""The next steps as JSON, in the words of the other formats."""

from __future__ import annotations

from typing import Any

from comparisons.engine import Catalogue, Recommendation
from comparisons.engine.carry_over import CarryOver
from comparisons.engine.catalogue import Framework
from comparisons.engine.decision_record import DecisionRecord
from comparisons.presentation.wording import fit_in_words, lead_explained, version_1


def next_steps(catalogue: Catalogue, record: DecisionRecord) -> dict[str, Any]:
    plan, recommendation = record.plan, record.recommendation
    fit_text = version_1.fit_in_words if catalogue.method.version == 1 else fit_in_words
    return {
        **_dates(recommendation),
        "why": lead_explained(recommendation, catalogue.method),
        "answered": [
            {"criterion": c.slug, "question": c.question, "labels": [option.label for option in options]}
            for c, options in record.answered
        ],
        "deadline": plan.deadline,
        "fits": [
            {"framework": schedule.framework.slug, "fit": fit, "text": fit_text(schedule, fit)}
            for schedule, fit in plan.fits
        ],
        "frameworks": [_framework(standing.framework, record) for standing in recommendation.standings],
        "carried_over": [_carried_over(carried) for carried in record.carry_overs],
        "to_find_out": [
            {
                "criterion": influence.criterion.slug,
                "text": influence.criterion.find_out,
                "changing": influence.changing,
                "options": influence.options,
            }
            for influence in record.to_find_out
        ],
    }


def _dates(recommendation: Recommendation) -> dict[str, Any]:
    """The dates of what is required, recommended or added, where there are any."""
    dates = [
        {"framework": framework.slug, **event.model_dump(mode="json")}
        for framework in recommendation.advised
        for event in framework.events
    ]
    return {"dates": dates} if dates else {}


def _framework(framework: Framework, record: DecisionRecord) -> dict[str, Any]:
    """Its name, and for what there is to do, its stages and resources."""
    named = {"slug": framework.slug, "name": framework.short_name}
    if framework not in record.frameworks:
        return named
    stages = [stage.model_dump(mode="json") for stage in framework.stages]
    resources = [resource.model_dump(mode="json") for resource in framework.resources]
    new = {
        "status": "" if framework.status == "in-force" else framework.status,
        "levels": [level.model_dump(mode="json") for level in framework.levels],
        "costs": [cost.model_dump(mode="json") for cost in framework.costs if cost.first_year],
    }
    return {**named, "stages": stages, "resources": resources, **{key: value for key, value in new.items() if value}}


def _carried_over(carried: CarryOver) -> dict[str, Any]:
    crosswalk = carried.crosswalk.model_dump(mode="json", exclude={"frameworks", "pairs", "not_carried_over"})
    return {
        "held": carried.held.slug,
        "wanted": carried.wanted.slug,
        "places_held": carried.held_count,
        "places_wanted": carried.wanted_count,
        "never": list(carried.never),
        "pairs": [
            {"topic": pair.topic, "held": pair.held, "wanted": pair.wanted, "backed_by": pair.backed_by}
            for pair in carried.pairs
        ],
        **crosswalk,
    }
