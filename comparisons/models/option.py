from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from comparisons.models.aspect import Aspect
from comparisons.models.criterion import Basis, Criterion
from comparisons.models.editable import Editable
from comparisons.models.fields import (
    ChoicesField,
    FormerAnswersField,
    LineField,
    NameField,
    PositionField,
    ProseField,
    ReferencesField,
)
from comparisons.models.framework import Framework
from comparisons.models.framework_parts.level import Level
from comparisons.models.source import Source


class Option(Editable):
    """One possible answer to a criterion's question."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="options")
    label = LineField()
    description = ProseField(blank=True, help_text="One sentence that helps visitors recognise themselves.")
    exclusive = models.BooleanField(
        "excludes the others",
        default=False,
        help_text="It cannot be chosen together with other options. Only matters where any number may be chosen.",
    )
    holds = models.ForeignKey(
        Framework,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="held_by",
        help_text="The framework a visitor who chooses this already has. It is then not recommended to them.",
    )
    deadline_months = models.PositiveSmallIntegerField(
        "deadline (months)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="How long visitors have until they must show something, if this answer says so.",
    )
    outside = models.BooleanField(
        "names a rule that is not described here",
        default=False,
        help_text="The result asks visitors who choose it to read that rule first. In a question that asks which "
        "frameworks were named, it is one that the site does not describe.",
    )
    suffices = models.BooleanField(
        "what is required is enough",
        default=False,
        help_text="If a visitor who chooses it must get something, we recommend nothing further.",
    )
    limited_means = models.BooleanField(
        "says that means are small",
        default=False,
        help_text="Where several frameworks fit equally well, a first step is then recommended first.",
    )
    spending_limit = models.PositiveIntegerField(
        "spending limit (US dollars)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="What visitors can spend in the first year, if this answer says so.",
    )
    asks_for = ChoicesField(
        "asks for one of each",
        options=Framework.Outcome.choices,
        help_text="Outcomes that different readers ask for. Choose none, or two and more.",
    )
    any_proof = models.BooleanField(
        "accepts any proof",
        default=False,
        help_text="If a visitor who chooses it has, or must get, a general framework with a certificate or a report, "
        "that is enough.",
    )
    frequent = models.BooleanField(
        "a common answer",
        default=False,
        help_text="For long lists: common answers come first, after those that exclude the others; the rest in groups.",
    )
    was = FormerAnswersField(
        "former answers",
        blank=True,
        help_text="So that old links keep working: the answers that now mean this one. One a line, such as "
        "market/europe, or industry/healthcare if laws/us-health-data.",
    )
    slug = NameField(
        help_text="Used in addresses. If you change it, a published one becomes a former answer, so old links work."
    )
    position = PositionField()

    class Meta:
        ordering = ["criterion__position", "position", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "slug"], name="option_slug_is_unique_per_criterion")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.label}"

    def get_absolute_url(self) -> str:
        return self.criterion.get_absolute_url()


class Support(Editable):
    """How strongly an option counts for or against a framework."""

    class Degree(models.IntegerChoices):
        STRONGLY_FOR = 2, "+2, a strong reason for it"
        FOR = 1, "+1, a reason for it"
        NEUTRAL = 0, "0, neither"
        AGAINST = -1, "−1, a reason against it"  # noqa: RUF001
        STRONGLY_AGAINST = -2, "−2, a strong reason against it"  # noqa: RUF001

    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="support")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="support")
    degree = models.SmallIntegerField(choices=Degree)
    reason = ProseField(help_text="One sentence that a reader can check.")
    aspect = models.ForeignKey(
        Aspect,
        on_delete=models.PROTECT,
        related_name="support",
        help_text="The row that supports the reason.",
    )
    requires = LineField(
        "makes it an obligation by",
        choices=Basis,
        blank=True,
        help_text="Only if this answer makes the framework an obligation. Obligations do not affect the score.",
    )
    level = models.ForeignKey(
        Level,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="support",
        verbose_name="at the level",
        help_text="If it is an obligation to reach one level.",
    )
    sources = ReferencesField(Source, blank=True, related_name="support")

    class Meta:
        verbose_name_plural = "support"
        ordering = ["option__criterion__position", "option__position", "framework__position"]
        constraints = [
            models.UniqueConstraint(fields=["option", "framework"], name="support_is_one_per_option_and_framework"),
            models.CheckConstraint(condition=Q(degree__range=(-2, 2)), name="support_degree_is_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.option} / {self.framework}"

    def get_absolute_url(self) -> str:
        return self.option.get_absolute_url()

    def clean(self) -> None:
        """The level has to be one of this framework, and of an obligation."""
        super().clean()
        if self.level and self.level.framework_id != self.framework_id:
            raise ValidationError({"level": f"It is no level of {self.framework}."})
        if self.level and not self.requires:
            raise ValidationError({"level": "Only an obligation has a level."})
