"""Filters for the list of sources: use, shared addresses, the last link check."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from comparisons.models import LinkCheck, Source


class UseFilter(admin.SimpleListFilter):
    title = "use"
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("used", "used"), ("unused", "not used")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Source]) -> QuerySet[Source]:
        if self.value() == "used":
            return queryset.filter(pk__in=Source.objects.used().values("pk"))
        if self.value() == "unused":
            return queryset.filter(pk__in=Source.objects.unused().values("pk"))
        return queryset


class AddressFilter(admin.SimpleListFilter):
    title = "address"
    parameter_name = "address"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("shared", "another source has it too")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Source]) -> QuerySet[Source]:
        return (
            queryset.filter(pk__in=Source.objects.duplicated().values("pk")) if self.value() == "shared" else queryset
        )


class LinkFilter(admin.SimpleListFilter):
    title = "last link check"
    parameter_name = "link"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*LinkCheck.Outcome.choices, ("never", "never checked")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Source]) -> QuerySet[Source]:
        outcome = self.value()
        return queryset.filter(pk__in=Source.objects.with_outcome(outcome).values("pk")) if outcome else queryset
