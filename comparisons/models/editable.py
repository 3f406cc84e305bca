"""What every row of the working copy has: a version, so that no save can undo another one unseen; and who edits it.

docs/decisions.md says why this is not django-concurrency, and why `_do_update` is overridden.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models, transaction

from comparisons.models.fields import LineField


class StaleRowError(Exception):
    """Somebody else saved the row after it was read. Nothing was written."""

    def __init__(self, row: Editable) -> None:
        super().__init__(f"“{row}” was saved or deleted by somebody else after it was read.")
        self.row = row


class Editable(models.Model):
    """A row with a version. Saving takes the next version, and fails if somebody else has taken it."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row. Raises StaleRowError."""
        if self._state.adding:
            super().save(*args, **kwargs)
            return
        self.version += 1
        try:
            with transaction.atomic():
                super().save(*args, **kwargs)
        except BaseException:
            self.version -= 1
            raise

    def _do_update(self, base_qs: models.QuerySet[Any], *args: Any) -> Any:
        """The one statement that overwrites a row. It finds the row only in the version that was read."""
        if self._state.adding:
            return super()._do_update(base_qs, *args)
        is_updated = super()._do_update(base_qs.filter(version=self.version - 1), *args)
        if not is_updated:
            raise StaleRowError(self)
        return is_updated

    def refresh_version(self) -> None:
        """Read the row's version again, after its references were written."""
        versions = type(self)._default_manager.filter(pk=self.pk).values_list("version", flat=True)
        self.version = versions.first() or self.version


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
