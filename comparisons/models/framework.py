from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from comparisons.models.editable import Editable
from comparisons.models.fields import (
    CheckedOnField,
    HttpUrlField,
    LineField,
    NameField,
    PositionField,
    ProseField,
    ReferencesField,
    is_http,
)
from comparisons.models.fields.former_slugs import FormerSlugsField


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def with_parts(self) -> FrameworkQuerySet:
        """With their parts, in a fixed number of queries. What the parts refer to is not read."""
        return self.prefetch_related(
            "complements",
            "covers",
            "extends",
            "only_when__criterion",
            "values",
            "levels",
            "stages",
            "costs",
            "events",
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

    class Role(models.TextChoices):
        LAW = "law", "a law: binds, and is never ranked"
        BASE = "base", "a general proof"
        SCHEME = "scheme", "a scheme of a sector, or of a kind of buyers"
        START = "start", "a first step"
        ADD_ON = "add-on", "an add-on to another framework"

    class Status(models.TextChoices):
        PROPOSED = "proposed", "proposed"
        ADOPTED = "adopted", "adopted, and not applied yet"
        IN_FORCE = "in-force", "in force"
        BEING_REPLACED = "being-replaced", "being replaced"
        SUPERSEDED = "superseded", "superseded"

    name = LineField(help_text="The full name.")
    short_name = LineField(help_text="The name in headings and tables.", max_length=60)
    edition = LineField(help_text="The edition that this page describes, with its date.")
    issuer = LineField(help_text="Who writes and publishes it.")
    outcome = LineField(choices=Outcome, help_text="What you have at the end.")
    valid_for = LineField(
        blank=True, max_length=100, help_text="How long that is valid: “3 years, with a surveillance audit every year”."
    )
    checked_by = LineField(
        blank=True, max_length=100, help_text="Who checks: “An accredited certification body”, “Yourself”."
    )
    known_in = LineField(
        "best known in", blank=True, max_length=100, help_text="Where readers know it and ask for it: “Worldwide”."
    )
    summary = ProseField(help_text="One sentence, for lists. Use the right word: SOC 2 is not a certification.")
    description = ProseField(help_text="A few paragraphs in Markdown.")
    website = HttpUrlField(help_text="The issuer's own page.")
    reviewed_on = CheckedOnField(help_text="The day you last checked everything here against its sources.")
    review_months = models.PositiveSmallIntegerField(
        "review after (months)",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="A warning appears when the last review is older.",
    )
    role = LineField(choices=Role, default=Role.BASE, help_text="Decides how the method treats it.")
    status = LineField(choices=Status, default=Status.IN_FORCE, help_text="The dates below say when that changes.")
    only_when = ReferencesField(
        "Option",
        blank=True,
        related_name="brings_up",
        help_text="Considered only if one of these was chosen, or if it is required or held. Empty: always.",
    )
    covers = ReferencesField(
        "self",
        blank=True,
        symmetrical=False,
        related_name="covered_by",
        help_text="Frameworks that whoever has this one need not get as well.",
    )
    extends = ReferencesField(
        "self",
        blank=True,
        symmetrical=False,
        related_name="extended_by",
        help_text="Of an add-on: one of these has to be there first.",
    )
    complements = ReferencesField(
        "self",
        blank=True,
        help_text="Frameworks that are often pursued together with this one. Applies in both directions.",
    )
    slug = NameField(unique=True, help_text="Used in addresses. If you change it, the old one becomes a former slug.")
    was = FormerSlugsField(
        "former slugs", blank=True, help_text="One a line. Addresses and answers with one of them lead here."
    )
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
