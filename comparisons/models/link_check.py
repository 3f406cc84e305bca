"""What came of asking for the address of a source. It is no part of the working copy, and has no versions."""

from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone

from comparisons.models.fields import LineField
from comparisons.models.source import Source


def one_line(text: str) -> str:
    """The text without what cannot be shown: a part of it may be what a foreign server said."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    @transaction.atomic
    def keep(self, url: str, *, outcome: str, status: int | None, problem: str, final_url: str) -> None:
        """Keep what came of an address for each source that has it now. Whoever deletes one meanwhile waits."""
        told = {
            "url": url,
            "outcome": outcome,
            "status": status,
            "problem": one_line(problem)[:300],
            "final_url": final_url[:2000],
            "checked_at": timezone.now(),
        }
        for source in Source.objects.select_for_update().filter(url=url).order_by("pk"):
            self.update_or_create(source=source, defaults=told)


class LinkCheck(models.Model):
    """The last check of one source's address. It tells nothing of a source whose address is another by now."""

    class Outcome(models.TextChoices):
        WORKS = "works", "works"
        BROKEN = "broken", "broken"
        UNCLEAR = "unclear", "a program cannot tell"

    source = models.OneToOneField(Source, on_delete=models.CASCADE, primary_key=True, related_name="link_check")
    url = models.CharField("address", max_length=500)
    outcome = LineField(choices=Outcome)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of the last answer, if there was one.")
    problem = LineField(blank=True)
    final_url = models.CharField("final address", max_length=2000, blank=True)
    checked_at = models.DateTimeField(db_index=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.url}: {self.get_outcome_display()}"

    @property
    def moved_to(self) -> str:
        """Where redirects led; empty where the address itself answered."""
        return self.final_url if self.final_url != self.url else ""
