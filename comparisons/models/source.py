from __future__ import annotations

from django.db import models

from comparisons.models.editable import Editable
from comparisons.models.fields import HttpUrlField, LineField, NameField, PositionField, is_http


class SourceQuerySet(models.QuerySet["Source"]):
    def with_uses(self) -> SourceQuerySet:
        """Each with `value_count`: how many values name it."""
        return self.annotate(value_count=models.Count("values", distinct=True))


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
