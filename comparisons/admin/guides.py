from __future__ import annotations

from django.contrib import admin

from comparisons.admin.drafts import DraftAdmin
from comparisons.models import Consideration, Guide, KeyDifference


class KeyDifferenceInline(admin.StackedInline[KeyDifference, Guide]):
    model = KeyDifference
    extra = 0
    filter_horizontal = ["aspects"]


class ConsiderationInline(admin.StackedInline[Consideration, Guide]):
    model = Consideration
    extra = 0
    verbose_name_plural = "how to choose"


@admin.register(Guide)
class GuideAdmin(DraftAdmin):
    list_display = ["title", "reviewed_on", "position"]
    list_editable = ["position"]
    list_filter = ["frameworks"]
    search_fields = ["title", "introduction", "conclusion"]
    prepopulated_fields = {"slug": ["title"]}
    filter_horizontal = ["frameworks"]
    autocomplete_fields = ["sources"]
    inlines = [KeyDifferenceInline, ConsiderationInline]
    fieldsets = [
        (None, {"fields": ["title", "frameworks", "introduction", "conclusion", "sources", "reviewed_on"]}),
        ("Among other guides", {"fields": ["position", "slug"]}),
    ]
