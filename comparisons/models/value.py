from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import OuterRef, Subquery

from comparisons.models.append_only import AppendOnly, AppendOnlyQuerySet
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


class ValueCommentQuerySet(AppendOnlyQuerySet["ValueComment"]):
    def newest_of_open(self) -> ValueCommentQuerySet:
        """The last comment on each value whose comments are open, the oldest first."""
        last = self.filter(value=OuterRef("value")).order_by("-pk").values("pk")[:1]
        return self.with_values().filter(pk=Subquery(last), settles=False)

    def with_values(self) -> ValueCommentQuerySet:
        """With the values that they are about, and without those whose value was deleted."""
        return self.select_related("value__framework", "value__aspect")

    def with_state(self) -> ValueCommentQuerySet:
        """With `is_settled`: whether the last comment on the same value settles the others."""
        last = ValueComment.objects.filter(value=OuterRef("value")).order_by("-pk").values("settles")[:1]
        return self.annotate(is_settled=Subquery(last))


class ValueComment(AppendOnly):
    """What an editor says to others of a value. The comments on a value are open until one of them settles them.

    They are no part of the value: if it is deleted they are not shown, and if that is undone they are there again.
    """

    value = models.ForeignKey(Value, on_delete=models.DO_NOTHING, db_constraint=False, related_name="comments")
    text = ProseField(blank=True, validators=[MaxLengthValidator(2000)])
    settles = models.BooleanField(default=False)
    created_by = LineField(max_length=150)
    created_at = models.DateTimeField()

    objects = ValueCommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ["add", "view"]

    def __str__(self) -> str:
        return f"comment of {self.created_by}"
