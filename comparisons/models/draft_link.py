from __future__ import annotations

import datetime

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone

from comparisons.models.fields import LineField

SIGNER = signing.Signer(sep=".", salt="comparisons.draft-link")
"""Its own salt: nothing else that this site signs is a token, and no token is anything else."""


class DraftLinkQuerySet(models.QuerySet["DraftLink"]):
    def open(self) -> DraftLinkQuerySet:
        """Those that lead to the draft now."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def opened_by(self, token: str) -> DraftLink | None:
        """The link of this token, if it is open. The database is asked only for a token that was made here."""
        try:
            number, _, until = SIGNER.unsign(token).partition("-")
            expires_at = datetime.datetime.fromtimestamp(int(until), datetime.UTC)
        except (ValueError, signing.BadSignature):
            return None
        return self.open().filter(pk=int(number), expires_at=expires_at).first()

    def revoke(self, who: str) -> int:
        """End those that are open, at once. How many there were."""
        return self.open().update(revoked_at=timezone.now(), revoked_by=who)


class DraftLink(models.Model):
    """Leads somebody without an account to the draft, to read it. A row is kept when it has expired or was revoked."""

    made_for = LineField("for whom", help_text="Who gets the address, and what for. Only editors read this.")
    made_by = LineField(max_length=150)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField("expires")
    revoked_by = LineField(max_length=150, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        default_permissions = ["add", "change", "view"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="draft_link_expires_after_it_is_made"
            ),
        ]

    def __str__(self) -> str:
        return f"Draft link for {self.made_for}"

    def begin(self, who: str, days: int) -> None:
        """Say who makes it, and how long it lasts from now. In whole seconds, which is what a token tells."""
        self.made_by = who
        self.made_at = timezone.now().replace(microsecond=0)
        self.expires_at = self.made_at + datetime.timedelta(days=days)

    @property
    def state(self) -> str:
        if self.revoked_at:
            return "revoked"
        return "open" if self.expires_at > timezone.now() else "expired"

    @property
    def token(self) -> str:
        """Number and last second, signed. With the second, a number that is given again opens nothing."""
        return SIGNER.sign(f"{self.pk}-{int(self.expires_at.timestamp())}")

    @property
    def address(self) -> str:
        """Where the draft begins for whoever holds the link."""
        return reverse("preview:home", kwargs={"token": self.token})
