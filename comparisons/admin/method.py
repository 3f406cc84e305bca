from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from comparisons.admin.base import DraftAdmin
from comparisons.models import Method


@admin.register(Method)
class MethodAdmin(DraftAdmin):
    list_display = ["__str__", "recommend_at", "lead"]
    list_display_links = ["__str__"]
    markdown_fields = ("rationale",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one row."""
        return super().has_add_permission(request) and not Method.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Method | None = None) -> bool:
        return False
