from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from comparisons.models.editable import Editable
from comparisons.models.fields import (
    HttpUrlField,
    LineField,
    NameField,
    PositionField,
    ProseField,
    ReferencesField,
    is_http,
)


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def with_parts(self) -> FrameworkQuerySet:
        """All that a profile shows, in a fixed number of queries."""
        return self.prefetch_related(
            "complements",
            "values__aspect",
            "values__sources",
            "stages__sources",
            "costs__sources",
            "resources",
        )

    def with_missing_values(self) -> FrameworkQuerySet:
        """Each with `missing_values`: how many aspects it says nothing on."""
        from comparisons.models.aspect import Aspect  # noqa: PLC0415

        return self.annotate(missing_values=Aspect.objects.count() - models.Count("values", distinct=True))

    def with_unsourced_values(self) -> FrameworkQuerySet:
        """Each with `unsourced_values`: how many of its values name no source."""
        unsourced = models.Count("values", filter=models.Q(values__sources=None), distinct=True)
        return self.annotate(unsourced_values=unsourced)


class Framework(Editable):
    """What is compared: a standard, report, scheme or law."""

    class Outcome(models.TextChoices):
        CERTIFICATE = "certificate", "a certificate"
        ATTESTATION_REPORT = "attestation-report", "an attestation report"
        LABEL = "label", "a label"
        SELF_ASSESSMENT = "self-assessment", "a self-assessment"
        AUTHORISATION = "authorisation", "an authorisation"
        NONE = "none", "no document"

    name = LineField(help_text="The full name.")
    short_name = LineField(help_text="The name in headings and tables.", max_length=60)
    edition = LineField(help_text="The edition that this page describes, with its date.")
    issuer = LineField(help_text="Who writes and publishes it.")
    outcome = LineField(choices=Outcome, help_text="What you have at the end.")
    summary = ProseField(help_text="One sentence, for lists. Use the right word: SOC 2 is not a certification.")
    description = ProseField(help_text="A few paragraphs in Markdown.")
    website = HttpUrlField(help_text="The issuer's own page.")
    reviewed_on = models.DateField(help_text="The day you last checked everything here against its sources.")
    review_months = models.PositiveSmallIntegerField(
        "review after (months)",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="A warning appears when the last review is older.",
    )
    complements = ReferencesField(
        "self",
        blank=True,
        help_text="Frameworks that are often pursued together with this one. Applies in both directions.",
    )
    slug = NameField(unique=True)
    position = PositionField()

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(condition=is_http("website"), name="framework_website_is_http"),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("draft:framework", kwargs={"slug": self.slug})
