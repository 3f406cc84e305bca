from __future__ import annotations

from django.db import models

from comparisons.models.editable import Editable
from comparisons.models.fields import LineField, NameField, PositionField


class Group(Editable):
    """Aspects that are shown together in the comparison."""

    name = LineField()
    slug = NameField(unique=True)
    position = PositionField()

    class Meta:
        verbose_name = "group of aspects"
        verbose_name_plural = "groups of aspects"
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name


class Aspect(Editable):
    """A row of the comparison."""

    name = LineField()
    help = LineField(help_text="One sentence for readers: what this row says.")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="aspects")
    slug = NameField(unique=True)
    position = PositionField()

    class Meta:
        ordering = ["group__position", "position", "slug"]

    def __str__(self) -> str:
        return self.name
