"""What every row of the working copy has: a version, so that no save can undo another one unseen.

docs/decisions.md says why this is not django-concurrency, and why `_do_update` is overridden.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction


class StaleRowError(Exception):
    """Someone else saved the row after it was read. Nothing was written."""

    def __init__(self, row: Editable) -> None:
        super().__init__(f"“{row}” was saved or deleted by someone else after it was read.")
        self.row = row


class Editable(models.Model):
    """A row with a version. Saving takes the next version, and fails if someone else has taken it."""

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
