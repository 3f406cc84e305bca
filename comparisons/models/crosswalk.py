from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from comparisons.models.editable import Editable
from comparisons.models.fields import LineField, PositionField, ProseField
from comparisons.models.framework import Framework


class CrosswalkQuerySet(models.QuerySet["Crosswalk"]):
    def with_parts(self) -> CrosswalkQuerySet:
        return self.select_related("first", "second").prefetch_related(
            "series", "pairs__second", "not_carried_over__held"
        )


class Crosswalk(Editable):
    """Which topics two frameworks share, by identifiers only, and what never carries over."""

    first = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="crosswalks_as_first")
    second = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="crosswalks_as_second")
    editions = ProseField(help_text="Which editions of the two are connected.")
    unit = ProseField(help_text="What a pair connects, and what is counted.")
    provenance = ProseField(help_text="How it was made, and what it was checked against.")
    limits = ProseField(help_text="What it must not be used for.")
    licence = ProseField(help_text="Who owns the words and the selection.")
    backed_by_of = models.PositiveSmallIntegerField(
        "mappings compared", default=0, help_text="How many public mappings it was compared with."
    )

    objects = CrosswalkQuerySet.as_manager()

    class Meta:
        ordering = ["first__position", "second__position"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="crosswalk_is_one_per_pair_of_frameworks"),
            models.CheckConstraint(
                condition=~Q(first=F("second")),
                name="crosswalk_joins_two_frameworks",
                violation_error_message="Choose two different frameworks.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"


class Series(Editable):
    """A group of requirements of the second framework."""

    crosswalk = models.ForeignKey(Crosswalk, on_delete=models.CASCADE, related_name="series")
    identifier = LineField(max_length=60)
    topic = LineField(help_text="In our own words; never a title from a standard.")
    position = PositionField()

    class Meta:
        verbose_name_plural = "series"
        ordering = ["crosswalk", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["crosswalk", "identifier"], name="series_is_unique_per_crosswalk")
        ]

    def __str__(self) -> str:
        return f"{self.identifier}: {self.topic}"


class Pair(Editable):
    """A requirement in each framework on the same topic."""

    crosswalk = models.ForeignKey(Crosswalk, on_delete=models.CASCADE, related_name="pairs")
    first = LineField("in the first framework", max_length=60, help_text="The identifier, and no text.")
    second = models.ForeignKey(
        Series, on_delete=models.RESTRICT, related_name="pairs", verbose_name="in the second framework"
    )
    topic = LineField(help_text="In our own words; never a title from a standard.")
    backed_by = models.PositiveSmallIntegerField(
        default=0, help_text="How many of the compared public mappings have this pair too."
    )
    position = PositionField()

    class Meta:
        verbose_name = "pair of a crosswalk"
        verbose_name_plural = "pairs of crosswalks"
        ordering = ["crosswalk", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["crosswalk", "first", "second"], name="pair_is_unique_per_crosswalk")
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second.identifier}"

    def clean(self) -> None:
        if self.second_id and self.second.crosswalk_id != self.crosswalk_id:
            raise ValidationError({"second": "This series belongs to another crosswalk."})


class NotCarriedOver(Editable):
    """Something that a holder of one framework still lacks for the other."""

    crosswalk = models.ForeignKey(Crosswalk, on_delete=models.CASCADE, related_name="not_carried_over")
    held = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+", help_text="Who has this one ...")
    text = ProseField(help_text="... still lacks this for the other.")
    position = PositionField()

    class Meta:
        verbose_name = "point that is not carried over"
        verbose_name_plural = "points that are not carried over"
        ordering = ["crosswalk", "position", "id"]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if self.held_id and self.held_id not in {self.crosswalk.first_id, self.crosswalk.second_id}:
            raise ValidationError({"held": "This is neither of the two frameworks of the crosswalk."})
