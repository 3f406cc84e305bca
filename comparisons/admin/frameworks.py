from __future__ import annotations

from typing import Any

from django import urls
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from comparisons.admin.base import DraftAdmin, DraftStackedInline
from comparisons.admin.concurrency.versioned_forms import VersionedInlineFormSet
from comparisons.admin.pages.path import path_page
from comparisons.admin.pages.supports import supports_page
from comparisons.admin.shared_choices import select_of
from comparisons.models import Aspect, Cost, Event, Framework, Level, Resource, Stage, Value
from comparisons.presentation.wording import counted


class ValueForms(VersionedInlineFormSet):
    """The existing values, and an empty form for each aspect without one. An empty form saves nothing.

    Each empty form sends its initial aspect too. Otherwise, when somebody else adds one of the values first, the forms
    would move to other aspects and count as changed.
    """

    one_for_each = "aspect"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        framework: Framework = kwargs["instance"]
        aspects = list(Aspect.objects.all())
        with_value = set(framework.values.values_list("aspect", flat=True)) if framework.pk else set()
        self.missing = [aspect for aspect in aspects if framework.pk and aspect.pk not in with_value]
        self._aspect_of = {str(aspect.pk): aspect for aspect in aspects}
        super().__init__(*args, **{**kwargs, "initial": [{"aspect": aspect.pk} for aspect in self.missing]})
        self.extra = len(self.missing)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if index is not None and index >= self.initial_form_count():
            form.fields["aspect"].show_hidden_initial = True
            initial = self.data.get(form.add_initial_prefix("aspect"), form.initial.get("aspect"))
            form.missing = self._aspect_of.get(str(initial))
            select_of(form.fields["aspect"]).rows_at_hand = [form.missing] if form.missing else None


class ValueInline(DraftStackedInline):
    model = Value
    formset = ValueForms
    template = "admin/comparisons/framework/values.html"
    autocomplete_fields = ["aspect", "sources"]
    verbose_name_plural = "values: what it says on each aspect"


class LevelInline(DraftStackedInline):
    model = Level
    autocomplete_fields = ["sources"]
    classes = ["collapse"]
    verbose_name_plural = "levels: what people ask for by name, the lowest first"


class StageInline(DraftStackedInline):
    model = Stage
    autocomplete_fields = ["sources"]
    classes = ["collapse"]


class CostInline(DraftStackedInline):
    model = Cost
    autocomplete_fields = ["sources"]
    classes = ["collapse"]


class ResourceInline(DraftStackedInline):
    model = Resource
    classes = ["collapse"]


class EventInline(DraftStackedInline):
    model = Event
    autocomplete_fields = ["sources"]
    classes = ["collapse"]
    verbose_name = "date"
    verbose_name_plural = "dates: what happened, and what is coming"


@admin.register(Framework)
class FrameworkAdmin(DraftAdmin):
    list_display = ["short_name", "missing_link", "outcome", "reviewed_on", "position"]
    list_editable = ["position"]
    list_filter = ["outcome", "reviewed_on"]
    search_fields = ["short_name", "name", "issuer"]
    prepopulated_fields = {"slug": ["short_name"]}
    filter_horizontal = ["complements", "covers", "extends"]
    autocomplete_fields = ["only_when"]
    inlines = [ValueInline, LevelInline, StageInline, CostInline, ResourceInline, EventInline]
    fieldsets = [
        (None, {"fields": ["short_name", "name", "edition", "issuer", "outcome", "website", "status"]}),
        ("What readers see first", {"fields": ["summary", "description"]}),
        ("Review", {"fields": ["reviewed_on", "review_months"]}),
        ("Beside others", {"fields": ["complements", "covers", "extends", "position", "slug"]}),
        ("In the method", {"fields": ["role", "only_when"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        pages = [
            urls.path("<int:pk>/path/", view(path_page), name="comparisons_framework_path"),
            urls.path("<int:pk>/supports/", view(supports_page), name="comparisons_framework_supports"),
        ]
        return [*pages, *super().get_urls()]

    def get_inlines(self, request: HttpRequest, obj: Framework | None) -> Any:
        """A new framework has no inlines. After the first save its path leads to the rest."""
        return super().get_inlines(request, obj) if obj else []

    def get_queryset(self, request: HttpRequest) -> QuerySet[Framework]:
        return Framework.objects.with_missing_values().with_unsourced_values()

    def response_add(self, request: HttpRequest, obj: Model, post_url_continue: str | None = None) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        link = format_html('See <a href="{}">what is still missing</a> before you can publish it.', _path_of(obj))
        messages.info(request, link)
        return response

    def response_post_save_add(self, request: HttpRequest, obj: Model) -> HttpResponseRedirect:
        return HttpResponseRedirect(_path_of(obj))

    def get_list_display(self, request: HttpRequest) -> Any:
        """Those who may change a framework get a link to its path; others get text."""
        names = super().get_list_display(request)
        if self.has_change_permission(request):
            return names
        return ["missing" if name == "missing_link" else name for name in names]

    @admin.display(description="still missing", ordering="missing_values")
    def missing_link(self, framework: Framework) -> SafeString:
        """What is missing, as a link to the path."""
        text = self.missing(framework)
        link = '<a href="{}" aria-label="{} missing: path of {}">{}</a>'
        return format_html(link, _path_of(framework), text, framework, text)

    @admin.display(description="still missing", ordering="missing_values")
    def missing(self, framework: Any) -> str:
        counts = {"value": framework.missing_values, "source": framework.unsourced_values}
        return ", ".join(counted(count, name) for name, count in counts.items() if count) or "nothing"


def _path_of(framework: Model) -> str:
    return reverse("admin:comparisons_framework_path", args=[framework.pk])


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
