from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path

from comparisons.admin.base import DraftAdmin, DraftStackedInline
from comparisons.admin.form_parts.former_slugs import FormerSlugsAdmin, keep_former_answer
from comparisons.admin.pages.answers import answers_page
from comparisons.models import Criterion, Option, Support

FOR_FRAMEWORKS = ("options_for", "options_hold", "options_require", "options_reason", "options_aspect")


class OptionInline(DraftStackedInline):
    model = Option
    prepopulated_fields = {"slug": ["label"]}
    autocomplete_fields = ["holds"]
    verbose_name_plural = "options"
    row_title, row_line = "{0.label}", "{0.description}"


@admin.register(Criterion)
class CriterionAdmin(FormerSlugsAdmin):
    published_slugs = staticmethod(lambda release: release.criterion_of)
    list_display = ["name", "question", "core", "weight", "selection", "position"]
    list_editable = ["weight", "position"]
    list_filter = ["core", "selection"]
    search_fields = ["name", "question"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["ask_when", "options_aspect"]
    inlines = [OptionInline]
    fieldsets = [
        (None, {"fields": ["name", "question", "help", "why", "find_out", "selection"]}),
        ("How it counts", {"fields": ["weight", "means"]}),
        ("When it is asked", {"fields": ["core", "ask_when", "asked_when_required", "position", "slug"]}),
        ("Old links", {"fields": ["was", "dropped"], "classes": ["collapse"]}),
        ("Options for frameworks", {"fields": FOR_FRAMEWORKS, "classes": ["collapse"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(answers_page)
        return [path("<int:pk>/answers/", view, name="comparisons_criterion_answers"), *super().get_urls()]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for row in formset.initial_forms:
            if row not in formset.deleted_forms:
                keep_former_answer(request, row)
        super().save_formset(request, form, formset, change)


class SupportInline(DraftStackedInline):
    model = Support
    autocomplete_fields = ["framework", "aspect", "sources"]
    verbose_name_plural = "support: what this option says about each framework (neutral if not listed)"
    row_title, row_line = "{0.framework}", "{0.degree:+d}. {0.reason}"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Support]:
        return super().get_queryset(request).select_related("option__criterion")


@admin.register(Option)
class OptionAdmin(DraftAdmin):
    list_display = ["label", "criterion", "exclusive", "position"]
    list_editable = ["position"]
    list_filter = ["criterion", "exclusive"]
    list_select_related = ["criterion"]
    autocomplete_fields = ["criterion", "holds"]
    search_fields = ["label", "description", "criterion__name"]
    prepopulated_fields = {"slug": ["label"]}
    inlines = [SupportInline]

    def save_model(self, request: HttpRequest, obj: Option, form: Any, change: bool) -> None:
        keep_former_answer(request, form)
        super().save_model(request, obj, form, change)


@admin.register(Support)
class SupportAdmin(DraftAdmin):
    list_display = ["option", "framework", "degree", "reason", "requires"]
    list_display_links = ["reason"]
    list_filter = ["option__criterion", "framework", "degree", "requires"]
    list_select_related = ["option__criterion", "framework"]
    search_fields = ["reason", "option__label", "framework__short_name"]
    autocomplete_fields = ["option", "framework", "aspect", "sources"]
