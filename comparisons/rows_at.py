"""Which row of the working copy stands at a place of the catalogue, and so which form changes what is there.

A part that has no form of its own, as a stage, is changed in that of what it belongs to.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Value as Text
from django.db.models.functions import Concat

from comparisons.engine.checking.findings import Place
from comparisons.models import (
    Aspect,
    Criterion,
    Crosswalk,
    Framework,
    Group,
    Guide,
    Method,
    Option,
    Source,
    Support,
    Value,
)

Nouns = tuple[str, ...]

FORMS: dict[Nouns, tuple[type[models.Model], tuple[str, ...]]] = {
    ("method",): (Method, ()),
    ("source",): (Source, ("slug",)),
    ("group",): (Group, ("slug",)),
    ("aspect",): (Aspect, ("slug",)),
    ("framework",): (Framework, ("slug",)),
    ("framework", "value"): (Value, ("framework__slug", "aspect__slug")),
    ("criterion",): (Criterion, ("slug",)),
    ("criterion", "option"): (Option, ("criterion__slug", "slug")),
    ("criterion", "option", "support"): (Support, ("option__criterion__slug", "option__slug", "framework__slug")),
    ("guide",): (Guide, ("slug",)),
    ("crosswalk",): (Crosswalk, ("joined",)),
}
"""The nouns of a place that has a form -> the rows that are edited in it, and where each name of the place stands."""


def model_at(place: Place) -> type[models.Model] | None:
    """What is edited in the form for a place; None for what is no place."""
    return next((FORMS[nouns][0] for nouns in _innermost_first(place)), None)


def row_at(place: Place) -> models.Model | None:
    """The row of that form; where it is not there, that of what it belongs to."""
    rows = (_find(nouns, place[1::2]) for nouns in _innermost_first(place))
    return next((row for row in rows if row), None)


def _innermost_first(place: Place) -> list[Nouns]:
    """The nouns of each item around a place that has a form."""
    nouns, names = place[::2], place[1::2]
    found = [each for each in FORMS if nouns[: len(each)] == each and len(names) >= len(FORMS[each][1])]
    return sorted(found, key=len, reverse=True)


def _find(nouns: Nouns, names: tuple[str, ...]) -> models.Model | None:
    model, fields = FORMS[nouns]
    rows: models.QuerySet[Any] = model._default_manager.all()
    if model is Crosswalk:
        rows = rows.annotate(joined=Concat("first__slug", Text("-"), "second__slug", output_field=models.CharField()))
    return rows.filter(**dict(zip(fields, names, strict=False))).first()
