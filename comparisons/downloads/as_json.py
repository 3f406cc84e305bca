from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpResponse, JsonResponse

from comparisons.downloads.naming import release_of
from comparisons.editions import Edition
from comparisons.engine import Contribution, Recommendation, Standing, compare
from comparisons.engine.comparing import Cell


def comparison_as_json(edition: Edition, slugs: tuple[str, ...]) -> HttpResponse:
    table = compare(edition.catalogue, slugs)
    aspects = [
        {
            "slug": row.aspect.slug,
            "name": row.aspect.name,
            "group": section.group.slug,
            "values": {cell.framework.slug: _value(cell) for cell in row.cells},
        }
        for section in table.sections
        for row in section.rows
    ]
    return _json({"release": release_of(edition), "frameworks": list(slugs), "aspects": aspects})


def recommendation_as_json(edition: Edition, recommendation: Recommendation, dropped: tuple[str, ...]) -> HttpResponse:
    """The recommendation. Scores and the margin are rounded to one decimal; points are exact."""
    return _json(
        {
            "release": release_of(edition),
            "answers": {criterion: list(options) for criterion, options in recommendation.answers.items()},
            "dropped": list(dropped),
            "verdict": recommendation.verdict,
            "final": recommendation.final,
            "recommended": [framework.slug for framework in recommendation.recommended],
            "margin": None if recommendation.margin is None else rounded(recommendation.margin),
            "required": [
                {
                    "framework": obligation.framework.slug,
                    "basis": obligation.basis,
                    "criterion": obligation.criterion.slug,
                    "option": obligation.option.slug,
                    "reason": obligation.support.reason,
                }
                for obligation in recommendation.obligations
            ],
            "standings": [_standing(standing) for standing in recommendation.standings],
        }
    )


def rounded(score: Fraction) -> float:
    """To one decimal, a half to the even neighbour."""
    return float(round(score, 1))


def _value(cell: Cell) -> dict[str, Any] | None:
    if cell.value is None:
        return None
    return {
        "text": cell.value.text,
        "note": cell.value.note,
        "confidence": cell.value.confidence,
        "sources": [{"title": source.title, "url": source.url} for _, source in cell.sources],
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "framework": standing.framework.slug,
        "score": rounded(standing.score),
        "required": standing.required,
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


def _json(data: dict[str, Any]) -> HttpResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})
