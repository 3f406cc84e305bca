"""What every row of the working copy has: a version, so that no save can undo another one unseen."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models import F


class StaleRowError(Exception):
    """Somebody else saved the row after it was read. Nothing was written."""

    def __init__(self, row: Editable) -> None:
        super().__init__(f"“{row}” was saved by somebody else after version {row.version} was read.")
        self.row = row


class Editable(models.Model):
    """Saving takes the next version, and fails where that is taken: then the row is not what its reader knew."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row. Raises StaleRowError."""
        if self._state.adding:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            unchanged = type(self)._default_manager.filter(pk=self.pk, version=self.version)
            if not unchanged.update(version=F("version") + 1):
                raise StaleRowError(self)
            self.version += 1
            super().save(*args, **kwargs)
