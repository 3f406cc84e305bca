from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from comparisons.models.aspect import Aspect
from comparisons.models.editable import Editable
from comparisons.models.fields import (
    ChoicesField,
    DroppedAnswersField,
    LineField,
    NameField,
    PositionField,
    ProseField,
    ReferencesField,
)
from comparisons.models.fields.former_slugs import FormerSlugsField
from comparisons.models.framework import Framework


class Basis(models.TextChoices):
    """Why a framework is an obligation."""

    LAW = "law", "law"
    PROCUREMENT = "procurement", "procurement rule"
    CONTRACT = "contract", "contract"
    CUSTOMER = "customer", "a customer named it"


class CriterionQuerySet(models.QuerySet["Criterion"]):
    def with_parts(self) -> CriterionQuerySet:
        """With their options and what these say, in a fixed number of queries. What supports refer to is not read."""
        return self.prefetch_related("ask_when__criterion", "options_aspect", "options__support")


class Criterion(Editable):
    """Something that matters for the choice, with the question that the wizard asks."""

    class Selection(models.TextChoices):
        ONE = "one", "one option"
        MANY = "many", "any number of options"

    name = LineField(help_text="The name in the recommendation and in guides.")
    question = LineField(help_text="The question in the wizard.")
    help = ProseField(blank=True, help_text="Shown below the question: what to consider.")
    why = ProseField("why we ask", blank=True, help_text="What the answer changes, in one sentence.")
    find_out = ProseField(
        "how to find out",
        blank=True,
        help_text="Who to ask, and what, in one or two sentences. Shown to visitors who answered “Not sure”.",
    )
    selection = LineField("may be answered with", choices=Selection, default=Selection.ONE)
    weight = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(0), MaxValueValidator(10)],
        help_text="From 1 to 10: how much this counts beside the other criteria. 0: it asks for facts.",
    )
    means = models.BooleanField(
        "asks what visitors can afford",
        default=False,
        help_text="A reason for a framework here counts only if an answer to another question is a reason for it too.",
    )
    core = models.BooleanField(
        default=False,
        help_text="Everyone is asked the core questions first. The others refine the recommendation.",
    )
    ask_when = ReferencesField(
        "Option",
        blank=True,
        related_name="opens",
        help_text="Asked only if at least one of these was chosen. Empty: always asked.",
    )
    asked_when_required = ChoicesField(
        "asked when one is required",
        options=Framework.Role.choices,
        help_text="Asked also after every answer that requires a framework of these roles.",
    )
    options_for = ChoicesField(
        "an option for each framework of these roles",
        options=Framework.Role.choices,
        help_text="A new framework then has its option at once. Write an option with its short name to say more.",
    )
    options_hold = models.BooleanField(
        "they say that visitors have it", default=False, help_text="Of the options above: the framework is in place."
    )
    options_require = LineField(
        "they make it an obligation by",
        choices=Basis,
        blank=True,
        help_text="Of the options above. A reason and an aspect are then needed.",
    )
    options_reason = ProseField("reason for that", blank=True)
    options_aspect = models.ForeignKey(
        Aspect, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="aspect of that reason"
    )
    dropped = DroppedAnswersField(
        "former answers to give again",
        blank=True,
        help_text="So that old links say what changed. One a line, such as: market/europe: Europe is now two answers.",
    )
    slug = NameField(unique=True, help_text="Used in addresses. If you change it, the old one becomes a former slug.")
    was = FormerSlugsField(
        "former slugs", blank=True, help_text="One a line. Addresses and answers with one of them lead here."
    )
    position = PositionField()

    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["position", "slug"]
        constraints = [models.CheckConstraint(condition=Q(weight__range=(0, 10)), name="criterion_weight_is_in_range")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("draft:question", kwargs={"criterion": self.slug})
