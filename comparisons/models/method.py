from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from comparisons.models.editable import Editable
from comparisons.models.fields import ProseField


class Method(Editable):
    """The thresholds of the verdict. There is one row."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)

    class Rules(models.IntegerChoices):
        VERSION_1 = 1, "1, until 2026"
        VERSION_2 = 2, "2"

    rules = models.PositiveSmallIntegerField(
        choices=Rules,
        default=Rules.VERSION_1,
        help_text="Releases keep the version that they were made under.",
    )
    recommend_at = models.PositiveSmallIntegerField(
        "recommend from",
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="The score, from 1 to 100, from which a framework is recommended.",
    )
    lead = models.PositiveSmallIntegerField(
        "lead",
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text="How far the best is ahead of the next in a clear lead. Scores run from -100 to 100.",
    )
    add_at = models.PositiveSmallIntegerField(
        "add from",
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text="How many reasons an add-on needs before we show it, from 1 to 20.",
    )
    rationale = ProseField(blank=True, help_text="How degrees and weights were set. Markdown.")

    class Meta:
        verbose_name = verbose_name_plural = "method"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="method_is_one_row")]

    def __str__(self) -> str:
        return f"recommend from {self.recommend_at}, lead {self.lead}"

    def get_absolute_url(self) -> str:
        return reverse("draft:method")
