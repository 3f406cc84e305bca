from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from comparisons.models.editable import Editable
from comparisons.models.fields import CheckedOnField, HttpUrlField, LineField, NameField, PositionField, is_http
from comparisons.models.references import references_to
from comparisons.models.url_normalisation import normalised_url


class SourceQuerySet(models.QuerySet["Source"]):
    def with_uses(self) -> SourceQuerySet:
        """With `uses_in_<model>` for every model that refers to sources, and `use_count`, their sum."""
        counts = {f"uses_in_{field.model._meta.model_name}": _count(field) for field in references_to(Source)}
        return self.annotate(**counts).annotate(use_count=sum((F(name) for name in counts), models.Value(0)))

    def with_link_check(self) -> SourceQuerySet:
        return self.select_related("link_check")

    def unused(self) -> SourceQuerySet:
        return self.with_uses().filter(use_count=0)  # type: ignore[misc]

    def used(self) -> SourceQuerySet:
        return self.with_uses().filter(use_count__gt=0)  # type: ignore[misc]

    def broken(self) -> SourceQuerySet:
        """The sources whose address did not work at the last check."""
        return self.with_outcome("broken")

    def with_outcome(self, outcome: str) -> SourceQuerySet:
        """By the check of their present address: an outcome of `LinkCheck`, or `never`."""
        checked = Q(link_check__url=F("url"))
        if outcome == "never":
            return self.exclude(pk__in=Source.objects.filter(checked)).with_link_check()
        return self.filter(checked, link_check__outcome=outcome).with_link_check()

    def link_counts(self) -> dict[str, int]:
        """How many sources there are of each outcome, `never` included."""
        outcomes = ("works", "broken", "unclear", "never")
        return {outcome: self.with_outcome(outcome).count() for outcome in outcomes}

    def due(self, before: datetime.datetime) -> SourceQuerySet:
        """The sources never checked at their present address, then those checked before a moment, the oldest first."""
        recent = Source.objects.filter(link_check__url=F("url"), link_check__checked_at__gte=before)
        return self.exclude(pk__in=recent).order_by(F("link_check__checked_at").asc(nulls_first=True), "position", "pk")

    def duplicated(self) -> SourceQuerySet:
        """The sources that share their address with another one."""
        return self.filter(pk__in=[key for keys in _groups() if len(keys) > 1 for key in keys])

    def by_address_of(self, sources: Iterable[Source]) -> dict[int, list[Source]]:
        """For each of these sources that shares its address, by key: the other sources there. Two queries."""
        keys_wanted = {source.pk for source in sources}
        groups = [keys for keys in _groups() if len(keys) > 1 and keys_wanted & {*keys}]
        rows = self.in_bulk({key for keys in groups for key in keys})
        return {key: [rows[other] for other in keys if other != key] for keys in groups for key in keys}


def _groups() -> Iterable[list[int]]:
    """The keys of all sources, grouped by address."""
    groups = defaultdict(list)
    for key, url in Source.objects.values_list("pk", "url"):
        groups[normalised_url(url)].append(key)
    return groups.values()


def _count(field: Any) -> Coalesce:
    """A subquery for each source: how many rows name it in the field."""
    users = field.model._default_manager.filter(**{field.name: OuterRef("pk")}).order_by()
    counts = users.values(field.name).annotate(number=models.Count("pk")).values("number")
    return Coalesce(Subquery(counts, output_field=models.IntegerField()), 0)


class Source(Editable):
    """Where a statement comes from."""

    class Kind(models.TextChoices):
        PRIMARY = "primary", "primary: the issuer, regulator or lawmaker itself"
        SECONDARY = "secondary", "secondary: someone who writes about it"
        DATASET = "dataset", "dataset"

    title = LineField()
    publisher = LineField()
    url = HttpUrlField("address")
    kind = LineField(choices=Kind, default=Kind.SECONDARY)
    accessed = CheckedOnField(help_text="The day you last checked it.")
    slug = NameField(unique=True)
    position = PositionField()

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [models.CheckConstraint(condition=is_http("url"), name="source_url_is_http")]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})"
