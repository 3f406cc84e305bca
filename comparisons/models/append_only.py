"""Rows that are only ever added: releases, and the trail of edits."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models

PermanentT = TypeVar("PermanentT", bound="Permanent")


class PermanentRowError(Exception):
    """A row that is kept as it is was about to be changed or deleted."""

    def __init__(self) -> None:
        super().__init__("This is never changed or deleted. Only further ones are added.")


class PermanentQuerySet(models.QuerySet[PermanentT]):
    def delete(self) -> NoReturn:
        raise PermanentRowError

    def update(self, **kwargs: Any) -> NoReturn:
        raise PermanentRowError


class Permanent(models.Model):
    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise PermanentRowError
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise PermanentRowError
