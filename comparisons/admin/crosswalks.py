from __future__ import annotations

from django.contrib import admin

from comparisons.admin.base import DraftAdmin, DraftStackedInline, DraftTabularInline
from comparisons.models import Crosswalk, NotCarriedOver, Pair, Series


class SeriesInline(DraftTabularInline):
    model = Series


class NotCarriedOverInline(DraftStackedInline):
    model = NotCarriedOver
    row_title, row_line = "With {0.held}", "{0.text}"


@admin.register(Crosswalk)
class CrosswalkAdmin(DraftAdmin):
    list_display = ["__str__", "editions"]
    list_select_related = ["first", "second"]
    search_fields = ["first__short_name", "second__short_name"]
    inlines = [SeriesInline, NotCarriedOverInline]


@admin.register(Pair)
class PairAdmin(DraftAdmin):
    list_display = ["first", "second", "topic", "backed_by", "position"]
    list_filter = ["crosswalk", "backed_by", "second"]
    list_select_related = ["second"]
    search_fields = ["first", "second__identifier", "topic"]
