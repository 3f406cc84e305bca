"""The working copy as a catalogue: rows -> `Catalogue`, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Manager, Model
from pydantic import ValidationError

from comparisons import models
from comparisons.engine import Catalogue
from comparisons.models.fields import lines_of

LEVEL = "slug name needed_by checked_by result months_min months_max confidence"
STAGE = "slug name kind overlaps months_min months_max total_min total_max result confidence"
EVENT = "slug kind name date precision text"


class DraftError(Exception):
    """The rows make no valid catalogue. `reasons` has one line for each fault."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class _ReferredSlugs:
    """What rows of parts refer to: the slug of a row by its key, and the slugs of the sources of each part.

    There are thousands of such references. A model instance for each of them would take most of the time of a draft.
    """

    slugs: Mapping[type[Model], Mapping[Any, str]]
    sources: Mapping[type[Model], Mapping[Any, list[str]]]

    @classmethod
    def read(cls) -> _ReferredSlugs:
        referred_to = (models.Aspect, models.Framework, models.Level)
        with_sources = (models.Value, models.Level, models.Stage, models.Cost, models.Event, models.Support)
        return cls(
            {model: dict(model._default_manager.values_list("pk", "slug")) for model in referred_to},
            {model: _sources_by_row(model) for model in with_sources},
        )

    def slug(self, model: type[Model], key: Any) -> str | None:
        return None if key is None else self.slugs[model][key]

    def source_slugs(self, row: Model) -> list[str]:
        return self.sources[type(row)].get(row.pk, [])


def _sources_by_row(model: type[Model]) -> Mapping[Any, list[str]]:
    """The slugs of the sources of each row that has some, in the order of sources."""
    slugs = defaultdict(list)
    cited = model._default_manager.filter(sources__isnull=False)
    for key, slug in cited.order_by("sources").values_list("pk", "sources__slug"):
        slugs[key].append(slug)
    return slugs


def draft_catalogue() -> Catalogue:
    """Build the catalogue of the working copy. Raises DraftError.

    Rows saved by the admin or a load always fit. A row that was changed directly in the database may not.
    """
    frameworks, criteria = [*models.Framework.objects.with_parts()], [*models.Criterion.objects.with_parts()]
    referred = _ReferredSlugs.read()
    try:
        return Catalogue.model_validate(
            {
                "method": _method(),
                "sources": [
                    _fields(row, "slug title publisher url kind accessed") for row in models.Source.objects.all()
                ],
                "groups": [_fields(row, "slug name") for row in models.Group.objects.all()],
                "aspects": [
                    {**_fields(row, "slug name help"), "group": row.group.slug}
                    for row in models.Aspect.objects.select_related("group")
                ],
                "frameworks": [_framework(row, referred) for row in frameworks],
                "criteria": [_criterion(row, referred) for row in criteria],
                "guides": [_guide(row) for row in models.Guide.objects.with_parts()],
                "crosswalks": [_crosswalk(row) for row in models.Crosswalk.objects.with_parts()],
            }
        )
    except ValidationError as error:
        reasons = (f"{' > '.join(str(part) for part in item['loc'])}: {item['msg']}" for item in error.errors())
        raise DraftError(tuple(reasons)) from error


def _fields(row: Any, names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names.split()}


def _slugs(rows: Manager[Any]) -> list[str]:
    return [row.slug for row in rows.all()]


def _method() -> dict[str, Any]:
    row = models.Method.objects.first() or models.Method()
    return {**_fields(row, "recommend_at lead add_at rationale"), "version": row.rules}


def _framework(row: models.Framework, referred: _ReferredSlugs) -> dict[str, Any]:
    names = (
        "slug name short_name edition issuer outcome valid_for checked_by known_in summary description website"
        " reviewed_on review_months role status"
    )
    return {
        **_fields(row, names),
        "was": lines_of(row.was),
        "only_when": _choices(row.only_when),
        "covers": _slugs(row.covers),
        "extends": _slugs(row.extends),
        "complements": _slugs(row.complements),
        "levels": [_sourced(level, referred, LEVEL) for level in row.levels.all()],
        "values": [_value(value, referred) for value in row.values.all()],
        "stages": [_sourced(stage, referred, STAGE) for stage in row.stages.all()],
        "costs": [_cost(cost, referred) for cost in row.costs.all()],
        "resources": [
            {**_fields(resource, "title kind provider note"), "url": resource.url or None}
            for resource in row.resources.all()
        ],
        "events": [_sourced(event, referred, EVENT) for event in row.events.all()],
    }


def _sourced(row: Any, referred: _ReferredSlugs, names: str) -> dict[str, Any]:
    return {**_fields(row, names), "sources": referred.source_slugs(row)}


def _cost(row: models.Cost, referred: _ReferredSlugs) -> dict[str, Any]:
    return {
        **_sourced(row, referred, "label currency low high basis as_of first_year includes"),
        "size": row.size or None,
        "level": referred.slug(models.Level, row.level_id),
    }


def _value(row: models.Value, referred: _ReferredSlugs) -> dict[str, Any]:
    return {**_sourced(row, referred, "text note confidence"), "aspect": referred.slug(models.Aspect, row.aspect_id)}


def _criterion(row: models.Criterion, referred: _ReferredSlugs) -> dict[str, Any]:
    return {
        **_fields(row, "slug name question help why find_out selection weight core means"),
        "ask_when": _choices(row.ask_when),
        "asked_when_required": {"roles": row.asked_when_required} if row.asked_when_required else None,
        "one_per_framework": _one_per_framework(row) if row.options_for else None,
        "dropped": [dropped_answer(line) for line in lines_of(row.dropped)],
        "was": lines_of(row.was),
        "options": [
            {
                **_fields(option, "slug label description exclusive deadline_months outside suffices"),
                **_fields(option, "asks_for any_proof limited_means spending_limit frequent"),
                "holds": referred.slug(models.Framework, option.holds_id),
                "was": [former_answer(line) for line in lines_of(option.was)],
                "support": [_support(support, referred) for support in option.support.all()],
            }
            for option in row.options.all()
        ],
    }


def _choices(options: Manager[Any]) -> list[dict[str, str]]:
    return [{"criterion": option.criterion.slug, "option": option.slug} for option in options.all()]


def _choice(text: str) -> dict[str, str]:
    criterion, _, option = text.partition("/")
    return {"criterion": criterion, "option": option}


def former_answer(line: str) -> dict[str, Any]:
    """A former answer from its line in a form."""
    answer, _, condition = line.partition(" if ")
    return {"answer": _choice(answer), "only_when": _choice(condition) if condition else None}


def dropped_answer(line: str) -> dict[str, Any]:
    """A former answer to give again, from its line in a form."""
    answer, _, text = line.partition(": ")
    return {"answer": _choice(answer), "explanation": text}


def _one_per_framework(row: models.Criterion) -> dict[str, Any]:
    return {
        "roles": row.options_for,
        "holds": row.options_hold,
        "requires": row.options_require or None,
        "reason": row.options_reason,
        "aspect": row.options_aspect.slug if row.options_aspect else None,
    }


def _support(row: models.Support, referred: _ReferredSlugs) -> dict[str, Any]:
    return {
        **_sourced(row, referred, "degree reason"),
        "framework": referred.slug(models.Framework, row.framework_id),
        "aspect": referred.slug(models.Aspect, row.aspect_id),
        "requires": row.requires or None,
        "level": referred.slug(models.Level, row.level_id),
    }


def _guide(row: models.Guide) -> dict[str, Any]:
    return {
        **_fields(row, "slug title reviewed_on introduction conclusion"),
        "frameworks": _slugs(row.frameworks),
        "sources": _slugs(row.sources),
        "key_differences": [
            {**_fields(difference, "name text"), "aspects": _slugs(difference.aspects)}
            for difference in row.key_differences.all()
        ],
        "how_to_choose": [
            {**_fields(consideration, "name text"), "criterion": consideration.criterion.slug}
            for consideration in row.how_to_choose.all()
        ],
    }


def _crosswalk(row: models.Crosswalk) -> dict[str, Any]:
    return {
        **_fields(row, "editions unit provenance limits licence backed_by_of"),
        "frameworks": [row.first.slug, row.second.slug],
        "series": [_fields(series, "identifier topic") for series in row.series.all()],
        "pairs": [
            {**_fields(pair, "first topic backed_by"), "second": pair.second.identifier} for pair in row.pairs.all()
        ],
        "not_carried_over": _not_carried_over(row),
    }


def _not_carried_over(row: models.Crosswalk) -> Iterable[dict[str, Any]]:
    other = {row.first_id: row.second, row.second_id: row.first}
    for framework, points in groupby(row.not_carried_over.all(), key=lambda point: point.held):
        yield {
            "held": framework.slug,
            "wanted": other[framework.pk].slug,
            "items": [point.text for point in points],
        }
