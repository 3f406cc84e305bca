"""Rows that are only ever added: releases and the entries of the audit log."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models

AppendOnlyT = TypeVar("AppendOnlyT", bound="AppendOnly")


class AppendOnlyError(Exception):
    """An append-only row was about to be changed or deleted."""

    def __init__(self) -> None:
        super().__init__("This is never changed or deleted. Rows are only added.")


class AppendOnlyQuerySet(models.QuerySet[AppendOnlyT]):
    def delete(self) -> NoReturn:
        raise AppendOnlyError

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError


class AppendOnly(models.Model):
    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError
