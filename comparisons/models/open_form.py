"""Which forms of the desk are open, and who has them open."""

from __future__ import annotations

import datetime

from django.db import models

from comparisons.models.fields import LineField


class OpenFormQuerySet(models.QuerySet["OpenForm"]):
    def seen_since(self, moment: datetime.datetime) -> OpenFormQuerySet:
        return self.filter(seen_at__gte=moment)

    def not_seen_since(self, moment: datetime.datetime) -> OpenFormQuerySet:
        return self.filter(seen_at__lt=moment)

    def of_others(self, path: str, username: str) -> OpenFormQuerySet:
        return self.filter(path=path).exclude(username=username)


class OpenForm(models.Model):
    """A form of the desk that somebody has open: advice to others, and no lock. Forgotten once nobody sees it."""

    path = LineField(max_length=200, help_text="The address of the form.")
    username = LineField(max_length=150)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    objects = OpenFormQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["path", "username"], name="open_form_once_for_each_person")]

    def __str__(self) -> str:
        return f"{self.username} has had this form open since {self.opened_at:%H:%M} UTC"
