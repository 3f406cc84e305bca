"""A recommendation as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.http import HttpResponse

from comparisons.engine import Contribution, FormerAnswerNote, Recommendation, Standing
from comparisons.engine.catalogue import Criterion, Framework, Method
from comparisons.engine.decision_record import DecisionRecord
from comparisons.engine.explanations import Change, WeightRange, weight_ranges
from comparisons.engine.plan import FrameworkSchedule
from comparisons.engine.recommendation import Obligation, Result
from comparisons.presentation.downloads.documents.origin import AnswerAddress, pinned_address
from comparisons.presentation.downloads.file_names import attached, release_of
from comparisons.presentation.downloads.json_file import LICENCE, json_file
from comparisons.presentation.downloads.next_steps_as_json import next_steps
from comparisons.presentation.wording import former_answer_in_words, in_words, version_1, what_fits_in_words
from comparisons.releases.release_cache import Edition


def recommendation_as_json(edition: Edition, record: DecisionRecord, address: AnswerAddress) -> HttpResponse:
    """The decision record. Scores and the margin are rounded to one decimal; points are exact."""
    recommendation = record.recommendation
    pinned = edition.pinned("recommendation") if edition.published_at else ""
    return json_file(
        {
            "address": pinned_address(edition, pinned, address.query) or None,
            "title": _title(recommendation, edition.catalogue.method),
            "release": release_of(edition),
            "licence": LICENCE,
            "answers": {criterion: list(options) for criterion, options in recommendation.answers.items()},
            "priorities": list(recommendation.answers.priorities),
            "dropped": list(address.dropped),
            **_former_answers(address.notes),
            "verdict": recommendation.verdict,
            "final": recommendation.final,
            "recommended": _slugs(recommendation.recommended),
            "held": _slugs(recommendation.held),
            "in_place": _slugs(recommendation.in_place),
            "margin": None if recommendation.margin is None else rounded(recommendation.margin),
            "required": [_obligation(obligation) for obligation in recommendation.obligations],
            "standings": [_standing(standing) for standing in recommendation.standings],
            **(_method_2(recommendation) if edition.catalogue.method.version > 1 else {}),
            **_explanation(edition, record),
            **next_steps(edition.catalogue, record),
        },
        attached(edition, "recommendation", "json"),
    )


def _title(recommendation: Recommendation, method: Method) -> str:
    """The headline. Under version 1 of the method it stays what it was when these files were first published."""
    if method.version > 1:
        return in_words(recommendation)
    is_close = recommendation.verdict == "close" and len(recommendation.leading) == 1 and not recommendation.in_place
    return version_1.close_in_words(recommendation) if is_close else what_fits_in_words(recommendation)


def _former_answers(notes: tuple[FormerAnswerNote, ...]) -> dict[str, Any]:
    return {"former": [_former_answer(note) for note in notes]} if notes else {}


def _former_answer(note: FormerAnswerNote) -> dict[str, Any]:
    """A former answer of the address: the answers that it is today, or why it has to be given again."""
    return {
        "answer": str(note.former),
        "became": {criterion.slug: [option.slug for option in options] for criterion, options in note.became},
        "again": note.again.slug if note.again else None,
        "text": " ".join(sentence.text for sentence in former_answer_in_words(note)),
    }


def _method_2(recommendation: Recommendation) -> dict[str, Any]:
    """What version 2 of the method tells, and version 1 does not: their bytes stay as they are."""
    return {
        "leading": _slugs(recommendation.leading),
        "tied": recommendation.tied,
        "later": _slugs(recommendation.later),
        "conditional": _slugs(recommendation.conditional),
        "add": [
            {
                "framework": add_on.framework.slug,
                "extends": _slugs(add_on.extends),
                "reasons": sum(line.points for line in add_on.contributions),
                "contributions": [_contribution(line) for line in add_on.contributions],
            }
            for add_on in recommendation.add
        ],
        "covered": [{"framework": entry.framework.slug, "by": entry.by.slug} for entry in recommendation.covered],
        "outside": [
            {"criterion": criterion.slug, "option": option.slug} for criterion, option in recommendation.outside
        ],
    }


def _explanation(edition: Edition, record: DecisionRecord) -> dict[str, Any]:
    """What would change the recommendation, how sure it is, and the plan."""
    answers = record.recommendation.answers
    return {
        "settled": record.outlook.settled,
        "possible": _slugs(record.outlook.possible),
        "possible_is_complete": record.outlook.complete,
        "open": _slugs(record.open),
        "turning_points": [{**_change(point), **_result(point.result)} for point in record.turning_points],
        "turning_pairs": [
            {"changes": [_change(change) for change in pair.changes], **_result(pair.result)}
            for pair in record.turning_pairs
        ],
        **({} if record.smallest_change.complete else {"turning_pairs_is_complete": False}),
        "left_out": [
            {"criterion": left_out.criterion.slug, "holds": left_out.keeps_result, **_result(left_out.result)}
            for left_out in record.left_out
        ],
        "weights": [_weight_range(weight_range) for weight_range in weight_ranges(edition.catalogue, answers)],
        "plan": [_schedule(schedule) for schedule in record.plan.schedules],
    }


def _slugs(items: Iterable[Criterion | Framework]) -> list[str]:
    return [item.slug for item in items]


def _obligation(obligation: Obligation) -> dict[str, Any]:
    return {
        "framework": obligation.framework.slug,
        "basis": obligation.basis,
        "criterion": obligation.criterion.slug,
        "option": obligation.option.slug,
        "reason": obligation.support.reason,
        **({"level": obligation.level.slug} if obligation.level else {}),
    }


def _change(change: Change) -> dict[str, Any]:
    return {"criterion": change.criterion.slug, "option": change.option.slug, "answer": list(change.options)}


def _result(result: Result) -> dict[str, Any]:
    add = {"add": _slugs(result.add)} if result.add else {}
    return {"verdict": result.verdict, "recommended": _slugs(result.recommended), **add}


def _weight_range(weight_range: WeightRange) -> dict[str, Any]:
    """The exact range of a weight in which the result stays, as fractions; None for no upper end."""
    return {
        "criterion": weight_range.criterion.slug,
        "weight": weight_range.weight,
        "low": str(weight_range.low),
        "low_included": weight_range.low_included,
        "high": None if weight_range.high is None else str(weight_range.high),
        "high_included": weight_range.high_included,
    }


def _schedule(schedule: FrameworkSchedule) -> dict[str, Any]:
    """A framework's stages, in months from today."""
    return {
        "framework": schedule.framework.slug,
        "required": schedule.required,
        **({"level": schedule.level.slug} if schedule.level else {}),
        "stages": [
            {
                "stage": planned.stage.slug,
                "starts": [planned.span.start_min, planned.span.start_max],
                "ends": [planned.span.end_min, planned.span.end_max],
            }
            for planned in schedule.stages
        ],
    }


def rounded(score: Fraction) -> float:
    """To one decimal, a half to the even neighbour."""
    return float(round(score, 1))


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "framework": standing.framework.slug,
        "score": rounded(standing.score) if standing.scored else None,
        "required": standing.required,
        "held": standing.held,
        "tied": standing.tied,
        "contributions": [_contribution(contribution) for contribution in standing.contributions],
    }


def _contribution(contribution: Contribution) -> dict[str, Any]:
    return {
        "criterion": contribution.criterion.slug,
        "option": contribution.option.slug,
        "weight": contribution.weight,
        "degree": contribution.support.degree,
        "points": contribution.points,
        "reason": contribution.support.reason,
        "aspect": contribution.support.aspect,
    }
