from __future__ import annotations

from django.contrib import admin

from comparisons.admin.drafts import DraftAdmin
from comparisons.admin.naming import NamedInlines
from comparisons.models import Crosswalk, NotCarriedOver, Pair, Series


class SeriesInline(admin.TabularInline[Series, Crosswalk]):
    model = Series
    formset = NamedInlines
    extra = 0


class NotCarriedOverInline(admin.StackedInline[NotCarriedOver, Crosswalk]):
    model = NotCarriedOver
    extra = 0


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
