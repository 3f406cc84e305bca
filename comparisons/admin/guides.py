from __future__ import annotations

from django.contrib import admin

from comparisons.admin.base import DraftAdmin, DraftStackedInline
from comparisons.admin.form_parts.mark_checked import mark_reviewed
from comparisons.models import Consideration, Guide, KeyDifference


class KeyDifferenceInline(DraftStackedInline):
    model = KeyDifference
    row_title, row_line = "{0.name}", "{0.text}"
    filter_horizontal = ["aspects"]


class ConsiderationInline(DraftStackedInline):
    model = Consideration
    row_title, row_line = "{0.name}", "{0.text}"
    verbose_name_plural = "how to choose"


@admin.register(Guide)
class GuideAdmin(DraftAdmin):
    list_display = ["title", "reviewed_on", "position"]
    list_editable = ["position"]
    list_filter = ["frameworks"]
    search_fields = ["title", "introduction", "conclusion"]
    prepopulated_fields = {"slug": ["title"]}
    filter_horizontal = ["frameworks"]
    actions = [mark_reviewed]
    markdown_fields = ("introduction", "conclusion")
    autocomplete_fields = ["sources"]
    inlines = [KeyDifferenceInline, ConsiderationInline]
    fieldsets = [
        (None, {"fields": ["title", "frameworks", "introduction", "conclusion", "sources", "reviewed_on"]}),
        ("Among other guides", {"fields": ["position", "slug"]}),
    ]
