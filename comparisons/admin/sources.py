from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from comparisons.admin.drafts import DraftAdmin
from comparisons.models import Source


@admin.register(Source)
class SourceAdmin(DraftAdmin):
    list_display = ["title", "publisher", "kind", "accessed", "uses"]
    list_filter = ["kind", "accessed"]
    search_fields = ["title", "publisher", "url", "slug"]
    prepopulated_fields = {"slug": ["publisher"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return Source.objects.with_uses()

    @admin.display(description="values that name it", ordering="value_count")
    def uses(self, source: Source) -> int:
        return source.value_count  # type: ignore[attr-defined, no-any-return]
