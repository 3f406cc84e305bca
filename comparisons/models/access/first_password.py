from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LIFETIME = datetime.timedelta(days=7)
"""How long a password that somebody else knows opens the site, used or not."""


class FirstPasswordQuerySet(models.QuerySet["FirstPassword"]):
    def of(self, user: User) -> FirstPassword | None:
        """The first password of a user who has not changed it, however it is changed."""
        return self.filter(user_id=user.pk, encoded=user.password).first()


class FirstPassword(models.Model):
    """A password that `prepare` made: it was in a terminal or a file, so it opens nothing but the page to change it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    encoded = models.CharField(max_length=128, help_text="The hash, as the account has it until the password changes.")
    expires_at = models.DateTimeField()

    objects = FirstPasswordQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"First password of account {self.user_id}"

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()
