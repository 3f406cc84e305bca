"""The last check of a source's address. No part of the working copy: it has no version."""

from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone

from comparisons.models.fields import LineField
from comparisons.models.source import Source


def one_line(text: str) -> str:
    """The text without characters that cannot be shown. A part of it may come from a foreign server."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    @transaction.atomic
    def keep(self, url: str, *, outcome: str, status: int | None, problem: str, final_url: str) -> None:
        """Store the result for each source that has this address now. The rows are locked until it is stored."""
        result = {
            "url": url,
            "outcome": outcome,
            "status": status,
            "problem": one_line(problem)[:300],
            "final_url": final_url[:2000],
            "checked_at": timezone.now(),
        }
        for source in Source.objects.select_for_update().filter(url=url).order_by("pk"):
            self.update_or_create(source=source, defaults=result)


class LinkCheck(models.Model):
    """The last check of one source. It is valid as long as the source has the checked address: see `current_check`."""

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
        """Where redirects lead; empty where the address itself answered."""
        return self.final_url if self.final_url != self.url else ""


def current_check(source: Source) -> LinkCheck | None:
    """The last check of the source's present address, if there is one."""
    check: LinkCheck | None = getattr(source, "link_check", None)
    return check if check and check.url == source.url else None
