from __future__ import annotations

from django.db import models
from django.urls import reverse

from comparisons.models.aspect import Aspect
from comparisons.models.criterion import Criterion
from comparisons.models.editable import Editable
from comparisons.models.fields import CheckedOnField, LineField, NameField, PositionField, ProseField, ReferencesField
from comparisons.models.framework import Framework
from comparisons.models.source import Source


class GuideQuerySet(models.QuerySet["Guide"]):
    def with_parts(self) -> GuideQuerySet:
        return self.prefetch_related("frameworks", "sources", "key_differences__aspects", "how_to_choose__criterion")


class Guide(Editable):
    """A written comparison of certain frameworks, shown above their table."""

    title = LineField()
    frameworks = ReferencesField(Framework, related_name="guides", help_text="It is shown for exactly these.")
    reviewed_on = CheckedOnField(help_text="The day you last checked it against its sources.")
    sources = ReferencesField(Source, blank=True, related_name="guides")
    introduction = ProseField(help_text="Markdown.")
    conclusion = ProseField(help_text="Markdown.")
    slug = NameField(unique=True, help_text="Used in content files.")
    position = PositionField()

    objects = GuideQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        slugs = tuple(framework.slug for framework in self.frameworks.all())
        return reverse("draft:comparison", kwargs={"slugs": slugs}) if slugs else reverse("draft:compare")


class KeyDifference(Editable):
    """One paragraph of a guide on what sets the frameworks apart."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="key_differences")
    name = LineField()
    text = ProseField()
    aspects = ReferencesField(Aspect, blank=True, related_name="key_differences", help_text="The rows it sums up.")
    position = PositionField()

    class Meta:
        ordering = ["guide__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["guide", "name"], name="key_difference_name_is_unique_per_guide")
        ]

    def __str__(self) -> str:
        return self.name


class Consideration(Editable):
    """One paragraph of a guide on how to choose."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="how_to_choose")
    criterion = models.ForeignKey(
        Criterion,
        on_delete=models.PROTECT,
        related_name="considerations",
        help_text="The criterion that asks about the same.",
    )
    name = LineField()
    text = ProseField()
    position = PositionField()

    class Meta:
        ordering = ["guide__position", "position"]
        constraints = [models.UniqueConstraint(fields=["guide", "name"], name="consideration_name_is_unique_per_guide")]

    def __str__(self) -> str:
        return self.name
