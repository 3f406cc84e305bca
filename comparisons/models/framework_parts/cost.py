from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from comparisons.models.editable import Editable
from comparisons.models.fields import CheckedOnField, LineField, PositionField, ProseField, ReferencesField
from comparisons.models.framework import Framework
from comparisons.models.framework_parts.level import Level
from comparisons.models.source import Source


class Cost(Editable):
    """A published range of money."""

    class Size(models.TextChoices):
        SMALL = "small", "a small organisation"
        LARGE = "large", "a large organisation"

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
    as_of = CheckedOnField(help_text="The date of the figure.")
    level = models.ForeignKey(
        Level,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="costs",
        help_text="If it is for one level.",
    )
    size = LineField("for", choices=Size, blank=True, help_text="If the figure says so.")
    first_year = models.BooleanField(
        "all of the first year",
        default=False,
        help_text="It covers all that the first year costs. The recommendation and the plan then show it.",
    )
    includes = ProseField("what is included", blank=True)
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

    def clean(self) -> None:
        """The level has to be one of this framework."""
        super().clean()
        if self.level and self.level.framework_id != self.framework_id:
            raise ValidationError({"level": f"It is no level of {self.framework}."})
