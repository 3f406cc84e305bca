from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from comparisons.models.editable import Editable
from comparisons.models.fields import LineField, NameField, PositionField, ProseField, ReferencesField
from comparisons.models.framework import Framework
from comparisons.models.source import Source
from comparisons.models.value import Confidence


class Stage(Editable):
    """A step on the road to a framework's outcome."""

    class Kind(models.TextChoices):
        WORK = "work", "work: it prepares"
        PROOF = "proof", "proof: it ends with something that a customer can see"
        UPKEEP = "upkeep", "upkeep: it recurs after the outcome"

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="stages")
    name = LineField()
    kind = LineField(choices=Kind, default=Kind.WORK)
    overlaps = models.BooleanField("can run beside the stage before it", default=False)
    months_min = models.PositiveSmallIntegerField("months, at least", validators=[MaxValueValidator(120)])
    months_max = models.PositiveSmallIntegerField("months, at most", validators=[MaxValueValidator(120)])
    total_min = models.PositiveSmallIntegerField(
        "months from the start, at least", null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    total_max = models.PositiveSmallIntegerField(
        "months from the start, at most",
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text="From the start of the first stage to the end of this one, where a source says so. The plan ends the"
        " stage within these months, however long the stages take together.",
    )
    result = ProseField(help_text="What you have when it is done.")
    sources = ReferencesField(Source, blank=True, related_name="stages")
    confidence = LineField(choices=Confidence, default=Confidence.UNVERIFIED)
    slug = NameField(help_text="Used in content files.")
    position = PositionField()

    class Meta:
        ordering = ["framework__position", "position", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "slug"], name="stage_slug_is_unique_per_framework"),
            models.CheckConstraint(
                condition=Q(months_min__lte=F("months_max")),
                name="stage_months_are_in_order",
                violation_error_message="The least number of months is greater than the greatest.",
            ),
            models.CheckConstraint(
                condition=Q(total_min__isnull=True, total_max__isnull=True)
                | Q(total_min__isnull=False, total_max__isnull=False, total_min__lte=F("total_max")),
                name="stage_total_is_a_range",
                violation_error_message="Months from the start need both numbers, the smaller one first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework}: {self.name}"
