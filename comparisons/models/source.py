from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from comparisons.models.address_key import address_key
from comparisons.models.editable import Editable
from comparisons.models.fields import HttpUrlField, LineField, NameField, PositionField, is_http
from comparisons.models.uses import references_to

if TYPE_CHECKING:
    from comparisons.models.link_check import LinkCheck


class SourceQuerySet(models.QuerySet["Source"]):
    def with_uses(self) -> SourceQuerySet:
        """Each with `uses_in_<model>` for every model that refers to sources, and `use_count`, their sum."""
        counts = {f"uses_in_{field.model._meta.model_name}": _count(field) for field in references_to(Source)}
        return self.annotate(**counts).annotate(use_count=sum((F(name) for name in counts), models.Value(0)))

    def with_link_check(self) -> SourceQuerySet:
        return self.select_related("link_check")

    def unused(self) -> SourceQuerySet:
        return self.with_uses().filter(use_count=0)  # type: ignore[misc]

    def used(self) -> SourceQuerySet:
        return self.with_uses().filter(use_count__gt=0)  # type: ignore[misc]

    def broken(self) -> SourceQuerySet:
        """Those whose address did not work when it was last asked for."""
        return self.with_outcome("broken")

    def with_outcome(self, outcome: str) -> SourceQuerySet:
        """By what the check of their present address said: an outcome of `LinkCheck`, or `never`."""
        checked = Q(link_check__url=F("url"))
        if outcome == "never":
            return self.exclude(pk__in=Source.objects.filter(checked)).with_link_check()
        return self.filter(checked, link_check__outcome=outcome).with_link_check()

    def link_counts(self) -> dict[str, int]:
        """How many there are of each outcome, and how many were `never` checked at their present address."""
        outcomes = ("works", "broken", "unclear", "never")
        return {outcome: self.with_outcome(outcome).count() for outcome in outcomes}

    def due(self, before: datetime.datetime) -> SourceQuerySet:
        """Those whose present address was never checked, and then those checked before a moment, the oldest first."""
        fresh = Source.objects.filter(link_check__url=F("url"), link_check__checked_at__gte=before)
        return self.exclude(pk__in=fresh).order_by(F("link_check__checked_at").asc(nulls_first=True), "position", "pk")

    def duplicated(self) -> SourceQuerySet:
        """Those whose address another one has too."""
        return self.filter(pk__in=[key for keys in _groups() if len(keys) > 1 for key in keys])

    def by_address_of(self, sources: Iterable[Source]) -> dict[int, list[Source]]:
        """By key, for each of these sources that is not alone at its address: the others there, in two queries."""
        wanted = {source.pk for source in sources}
        groups = [keys for keys in _groups() if len(keys) > 1 and wanted & {*keys}]
        rows = self.in_bulk({key for keys in groups for key in keys})
        return {key: [rows[other] for other in keys if other != key] for keys in groups for key in keys}


def _groups() -> Iterable[list[int]]:
    """The keys of all sources, those together that have one address."""
    groups = defaultdict(list)
    for key, url in Source.objects.values_list("pk", "url"):
        groups[address_key(url)].append(key)
    return groups.values()


def _count(field: Any) -> Coalesce:
    """How many rows name a source in the field, for a row of a query of sources."""
    naming = field.model._default_manager.filter(**{field.name: OuterRef("pk")}).order_by()
    counted = naming.values(field.name).annotate(number=models.Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)


class Source(Editable):
    """Where a statement comes from."""

    class Kind(models.TextChoices):
        PRIMARY = "primary", "primary: the issuer, regulator or lawmaker itself"
        SECONDARY = "secondary", "secondary: somebody who writes about it"
        DATASET = "dataset", "dataset"

    title = LineField()
    publisher = LineField()
    url = HttpUrlField("address")
    kind = LineField(choices=Kind, default=Kind.SECONDARY)
    accessed = models.DateField(help_text="The day on which you last read it.")
    slug = NameField(unique=True)
    position = PositionField()

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [models.CheckConstraint(condition=is_http("url"), name="source_url_is_http")]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})"

    @property
    def current_check(self) -> LinkCheck | None:
        """The last check of the address, as long as it is still that one."""
        check: LinkCheck | None = getattr(self, "link_check", None)
        return check if check and check.url == self.url else None
