from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from comparisons.models.editable import Editable
from comparisons.models.fields import LineField, NameField, PositionField, ProseField, ReferencesField
from comparisons.models.framework import Framework
from comparisons.models.source import Source
from comparisons.models.value import Confidence


class LevelManager(models.Manager["Level"]):
    """Each comes with its framework, which is in its name."""

    def get_queryset(self) -> models.QuerySet[Level]:
        return super().get_queryset().select_related("framework")


class Level(Editable):
    """A level or variant of a framework that people ask for by name."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="levels")
    name = LineField(help_text="As people ask for it, without the framework: Level 2, Type II, Plus.")
    needed_by = ProseField("who needs it")
    checked_by = ProseField("who checks it")
    result = ProseField("what you get")
    months_min = models.PositiveSmallIntegerField(
        "months, at least",
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text="From the start to the result. Leave both empty if no source says so.",
    )
    months_max = models.PositiveSmallIntegerField(
        "months, at most", null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    sources = ReferencesField(Source, blank=True, related_name="levels")
    confidence = LineField(choices=Confidence, default=Confidence.UNVERIFIED)
    slug = NameField(help_text="Used in content files and in downloads.")
    position = PositionField(help_text="The lowest level comes first.")

    objects = LevelManager()

    class Meta:
        ordering = ["framework__position", "position", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "slug"], name="level_slug_is_unique_per_framework"),
            models.CheckConstraint(
                condition=Q(months_min__isnull=True, months_max__isnull=True)
                | Q(months_min__isnull=False, months_max__isnull=False, months_min__lte=F("months_max")),
                name="level_months_are_in_order",
                violation_error_message="Give both numbers of months, the least first, or neither.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework}: {self.name}"
