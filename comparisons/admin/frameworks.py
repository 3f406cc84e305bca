from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from comparisons.admin.drafts import DraftAdmin, StackedRows
from comparisons.models import Cost, Framework, Resource, Stage, Value


class ValueInline(StackedRows):
    model = Value
    autocomplete_fields = ["aspect", "sources"]
    verbose_name_plural = "values: what it says on each aspect"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Value]:
        return super().get_queryset(request).select_related("framework", "aspect").prefetch_related("sources")


class StageInline(StackedRows):
    model = Stage
    autocomplete_fields = ["sources"]
    classes = ["collapse"]


class CostInline(StackedRows):
    model = Cost
    autocomplete_fields = ["sources"]
    classes = ["collapse"]


class ResourceInline(StackedRows):
    model = Resource
    classes = ["collapse"]


@admin.register(Framework)
class FrameworkAdmin(DraftAdmin):
    list_display = ["short_name", "outcome", "reviewed_on", "missing", "position"]
    list_editable = ["position"]
    list_filter = ["outcome", "reviewed_on"]
    search_fields = ["short_name", "name", "issuer"]
    prepopulated_fields = {"slug": ["short_name"]}
    filter_horizontal = ["complements"]
    inlines = [ValueInline, StageInline, CostInline, ResourceInline]
    fieldsets = [
        (None, {"fields": ["short_name", "name", "edition", "issuer", "outcome", "website"]}),
        ("What readers see first", {"fields": ["summary", "description"]}),
        ("Review", {"fields": ["reviewed_on", "review_months"]}),
        ("Beside others", {"fields": ["complements", "position", "slug"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Framework]:
        return Framework.objects.with_missing_values()

    @admin.display(description="aspects without a value", ordering="missing_values")
    def missing(self, framework: Framework) -> int:
        return framework.missing_values  # type: ignore[attr-defined, no-any-return]


@admin.register(Value)
class ValueAdmin(DraftAdmin):
    list_display = ["framework", "aspect", "text", "confidence", "has_source"]
    list_display_links = ["text"]
    list_filter = ["confidence", "framework", "aspect", ("sources", admin.EmptyFieldListFilter)]
    list_select_related = ["framework", "aspect"]
    search_fields = ["text", "note", "framework__short_name", "aspect__name"]
    autocomplete_fields = ["framework", "aspect", "sources"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Value]:
        return super().get_queryset(request).prefetch_related("sources")

    @admin.display(description="source", boolean=True)
    def has_source(self, value: Value) -> bool:
        return bool(value.sources.all())
