from __future__ import annotations

import datetime

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone

from comparisons.models.fields import LineField

SIGNER = signing.Signer(sep=".", salt="comparisons.draft-link")
"""Its own salt, so that nothing else that this site signs is taken for a token."""


class DraftLinkQuerySet(models.QuerySet["DraftLink"]):
    def open(self) -> DraftLinkQuerySet:
        """The links that show the draft now."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def opened_by(self, token: str) -> DraftLink | None:
        """The link of this token, if it is open. Reads the database only for a token with a valid signature."""
        try:
            key, _, until = SIGNER.unsign(token).partition("-")
            expires_at = datetime.datetime.fromtimestamp(int(until), datetime.UTC)
        except (ValueError, signing.BadSignature):
            return None
        return self.open().filter(pk=int(key), expires_at=expires_at).first()

    def revoke(self, revoked_by: str) -> int:
        """Close the open links, and return how many there were."""
        return self.open().update(revoked_at=timezone.now(), revoked_by=revoked_by)


class DraftLink(models.Model):
    """Lets somebody without an account read the draft. Expired and revoked links are kept."""

    recipient = LineField(help_text="Who gets the address, and what for. Only people who edit see this.")
    created_by = LineField(max_length=150)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField("expires")
    revoked_by = LineField(max_length=150, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ["add", "change", "view"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="draft_link_expires_after_it_is_made"
            ),
        ]

    def __str__(self) -> str:
        return f"Draft link for {self.recipient}"

    def start(self, created_by: str, days: int) -> None:
        """Set who makes the link, and its days from now. In whole seconds, because the token holds whole seconds."""
        self.created_by = created_by
        self.created_at = timezone.now().replace(microsecond=0)
        self.expires_at = self.created_at + datetime.timedelta(days=days)

    @property
    def state(self) -> str:
        if self.revoked_at:
            return "revoked"
        return "open" if self.expires_at > timezone.now() else "expired"

    @property
    def token(self) -> str:
        """Key and last second, signed. Because of the second, a key that is used again opens nothing."""
        return SIGNER.sign(f"{self.pk}-{int(self.expires_at.timestamp())}")

    @property
    def address(self) -> str:
        """The home page of the draft, for those who have the link."""
        return reverse("preview:home", kwargs={"token": self.token})
