from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse

from comparisons.models.append_only import AppendOnly, AppendOnlyQuerySet
from comparisons.models.fields import LineField, ProseField


class ReleaseQuerySet(AppendOnlyQuerySet["Release"]):
    def without_catalogues(self) -> ReleaseQuerySet:
        """For lists: a catalogue is some hundred kilobytes."""
        return self.defer("catalogue")


class Release(AppendOnly):
    """A published catalogue."""

    number = models.PositiveIntegerField(primary_key=True)
    catalogue = models.TextField(help_text="The catalogue as JSON.")
    sha256 = models.CharField("checksum", max_length=64, help_text="SHA-256 of the catalogue's UTF-8 bytes.")
    note = ProseField(help_text="What changed, and why.")
    published_by = LineField(max_length=150)
    published_at = models.DateTimeField()

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        default_permissions = ["view"]
        permissions = [("publish_release", "Can publish the working copy, and restore a release into it")]

    def __str__(self) -> str:
        return f"Release {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("release:home", kwargs={"number": self.number})


class ScheduledRelease(models.Model):
    """What was reviewed, to be published at a set time. One row at most; published or cancelled, it is deleted."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    publish_at = models.DateTimeField("time")
    note = ProseField(help_text="What changed, and why.")
    reviewed = models.CharField(
        "review", max_length=80, help_text="The token of the review: nothing else is published."
    )
    created_by = LineField(max_length=150)
    created_at = models.DateTimeField()
    refusal = ProseField(blank=True, help_text="Why it was not published when its time came.")

    class Meta:
        default_permissions = ["view"]
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="scheduled_release_is_one_row")]

    def __str__(self) -> str:
        return f"release at {self.publish_at:%-d %B %Y, %H:%M} UTC"


class ReviewRequest(models.Model):
    """An editor says that the working copy is ready. One for each editor; withdrawn or published, it is deleted."""

    words = ProseField(validators=[MaxLengthValidator(500)], help_text="What is ready, for the publishers.")
    created_by = LineField(max_length=150, unique=True)
    created_at = models.DateTimeField()
    answer = ProseField(
        blank=True, validators=[MaxLengthValidator(500)], help_text="Why it is not published yet, for the editor."
    )
    answered_by = LineField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        default_permissions = ["add", "change", "view"]

    def __str__(self) -> str:
        return f"ready for review, says {self.created_by}"
