from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.urls import reverse

from comparisons.models.fields import LineField, ProseField


class ReleaseIsPermanentError(Exception):
    """A release was about to be changed or deleted."""

    def __init__(self) -> None:
        super().__init__("A release is never changed or deleted. Publish another one.")


class ReleaseQuerySet(models.QuerySet["Release"]):
    def latest_number(self) -> int:
        """The number of the current release, 0 before the first."""
        return self.aggregate(number=models.Max("number"))["number"] or 0

    def delete(self) -> NoReturn:
        raise ReleaseIsPermanentError

    def update(self, **kwargs: Any) -> NoReturn:
        raise ReleaseIsPermanentError


class Release(models.Model):
    """A published catalogue. Its rows are only ever added."""

    number = models.PositiveIntegerField(primary_key=True)
    catalogue = models.TextField(help_text="The catalogue as JSON.")
    sha256 = models.CharField("checksum", max_length=64, help_text="SHA-256 of the catalogue's UTF-8 bytes.")
    note = ProseField(help_text="What changed, and why.")
    published_by = LineField(max_length=150)
    published_at = models.DateTimeField()

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Release {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ReleaseIsPermanentError
        super().save(*args, **kwargs, force_insert=True)

    def get_absolute_url(self) -> str:
        return reverse("release:home", kwargs={"number": self.number})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise ReleaseIsPermanentError
