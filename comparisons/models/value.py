from __future__ import annotations

from django.db import models

from comparisons.models.aspect import Aspect
from comparisons.models.editable import Editable
from comparisons.models.fields import LineField, ProseField, ReferencesField
from comparisons.models.framework import Framework
from comparisons.models.source import Source


class Confidence(models.TextChoices):
    VERIFIED = "verified", "verified against its sources"
    UNVERIFIED = "unverified", "not verified"


class Value(Editable):
    """What one framework says on one aspect."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="values")
    aspect = models.ForeignKey(Aspect, on_delete=models.PROTECT, related_name="values")
    text = ProseField(help_text="One or two plain sentences that are true on their own.")
    note = ProseField(
        "editor's note",
        blank=True,
        help_text="What a careful reader also needs to know: a limit, a date, a correction.",
    )
    sources = ReferencesField(Source, blank=True, related_name="values")
    confidence = LineField(choices=Confidence, default=Confidence.UNVERIFIED)

    class Meta:
        ordering = ["framework__position", "aspect__group__position", "aspect__position"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "aspect"], name="value_is_one_per_framework_and_aspect")
        ]

    def __str__(self) -> str:
        return f"{self.framework}: {self.aspect}"

    def get_absolute_url(self) -> str:
        return f"{self.framework.get_absolute_url()}#{self.aspect.slug}"
