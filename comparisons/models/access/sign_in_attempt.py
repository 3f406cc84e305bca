from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

WINDOW = datetime.timedelta(minutes=5)
"""How long an attempt counts, and how long it is kept."""


class SignInAttemptQuerySet(models.QuerySet["SignInAttempt"]):
    def begin(self, limits: dict[str, int]) -> bool:
        """Record an attempt for each of these keys, and return whether none is beyond its limit.

        It is recorded before the password is looked at, so attempts at the same moment cannot all get through. One that
        is refused does not count: who waits for the window is let in.
        """
        self.filter(created_at__lt=timezone.now() - WINDOW).delete()
        digests = {digest_of(key): limit for key, limit in limits.items()}
        attempts = [self.create(digest=digest, created_at=timezone.now()) for digest in digests]
        if all(self.filter(digest=digest).count() <= limit for digest, limit in digests.items()):
            return True
        self.filter(pk__in=[attempt.pk for attempt in attempts]).delete()
        return False

    def forget(self, key: str) -> None:
        """After the right password, earlier wrong ones for this key do not count."""
        self.filter(digest=digest_of(key)).delete()


def digest_of(key: str) -> str:
    """What is kept of a name or an address: without the secret key, nobody can read or guess it."""
    return salted_hmac("comparisons.sign-in", key, algorithm="sha256").hexdigest()


class SignInAttempt(models.Model):
    """An attempt that failed or has not ended. All instances count the same rows."""

    digest = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(db_index=True)

    objects = SignInAttemptQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.digest[:8]} at {self.created_at}"
