from __future__ import annotations

from django.db import models

from comparisons.models.editable import Editable
from comparisons.models.fields import LineField, NameField, PositionField, ProseField, ReferencesField
from comparisons.models.framework import Framework
from comparisons.models.source import Source


class Event(Editable):
    """A date in the life of a framework."""

    class Kind(models.TextChoices):
        PROPOSED = "proposed", "it is proposed"
        ADOPTED = "adopted", "it is adopted"
        APPLIES_FROM = "applies-from", "it applies from then"
        PHASE = "phase", "a phase begins"
        TRANSITION_ENDS = "transition-ends", "a transition ends"
        SUPERSEDED_BY = "superseded-by", "it takes the place of this framework"

    class Precision(models.TextChoices):
        DAY = "day", "the day"
        MONTH = "month", "the month alone"
        YEAR = "year", "the year alone"

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="events")
    kind = LineField(choices=Kind)
    name = LineField(help_text="What the date is about, as in “Phase 2” or “Transition from the 2013 edition”.")
    date = models.DateField(help_text="Where only the month or the year is known: its last day.")
    precision = LineField("what is known", choices=Precision, default=Precision.DAY)
    text = ProseField(blank=True, help_text="What it means for readers, in a sentence.")
    sources = ReferencesField(Source, blank=True, related_name="events")
    slug = NameField(help_text="Used in content files and in calendars. If you change it, calendars show it twice.")
    position = PositionField()

    class Meta:
        ordering = ["framework__position", "position", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "slug"], name="event_slug_is_unique_per_framework"),
        ]

    def __str__(self) -> str:
        return f"{self.framework}: {self.name}, {self.date:%Y-%m-%d}"
