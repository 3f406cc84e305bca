from __future__ import annotations

from django.db import models

from comparisons.models.editable import Editable
from comparisons.models.fields import HttpUrlField, LineField, PositionField, ProseField, is_http
from comparisons.models.framework import Framework


class Resource(Editable):
    """Training, a standard or guidance for a framework."""

    class Kind(models.TextChoices):
        TRAINING = "training", "training"
        STANDARD = "standard", "standard"
        GUIDANCE = "guidance", "guidance"

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="resources")
    title = LineField()
    kind = LineField(choices=Kind)
    provider = LineField()
    url = HttpUrlField("address", blank=True)
    note = ProseField(blank=True, help_text="Who it is for. Do not present one provider as the only one.")
    position = PositionField()

    class Meta:
        ordering = ["framework__position", "position", "title"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "title"], name="resource_title_is_unique_per_framework"),
            models.CheckConstraint(condition=is_http("url", blank=True), name="resource_url_is_http"),
        ]

    def __str__(self) -> str:
        return f"{self.framework}: {self.title}"
