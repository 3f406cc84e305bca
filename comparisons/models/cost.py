from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from comparisons.models.editable import Editable
from comparisons.models.fields import LineField, PositionField, ProseField, ReferencesField
from comparisons.models.framework import Framework
from comparisons.models.source import Source


class Cost(Editable):
    """A published range of money."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="costs")
    label = LineField(help_text="What is paid for.")
    currency = LineField(
        max_length=3,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", "Three capital letters, as in USD.")],
        help_text="Three letters, as in USD.",
    )
    low = models.PositiveIntegerField(help_text="In whole units of the currency.")
    high = models.PositiveIntegerField(help_text="In whole units of the currency.")
    basis = ProseField(help_text="Who published the figure, and what it depends on.")
    sources = ReferencesField(Source, blank=True, related_name="costs")
    as_of = models.DateField(help_text="The date of the figure.")
    position = PositionField()

    class Meta:
        ordering = ["framework__position", "position", "label"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "label"], name="cost_label_is_unique_per_framework"),
            models.CheckConstraint(
                condition=Q(low__lte=F("high")),
                name="cost_range_is_in_order",
                violation_error_message="The low figure is greater than the high one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework}: {self.label}"
