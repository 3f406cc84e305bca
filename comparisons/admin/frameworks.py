from __future__ import annotations

from typing import Any

from django import urls
from django.contrib import admin, messages
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from comparisons.admin.base import DraftAdmin, DraftStackedInline
from comparisons.admin.form_parts.contents import contents
from comparisons.admin.form_parts.folded_rows import FoldedFormSet, FoldedRow
from comparisons.admin.form_parts.former_slugs import FormerSlugsAdmin
from comparisons.admin.form_parts.mark_checked import mark_reviewed, mark_verified
from comparisons.admin.form_parts.value_forms import FOR_ALL, ValueForm, ValueForms, values_given_sources
from comparisons.admin.pages.path import path_page
from comparisons.admin.pages.supports import supports_page
from comparisons.admin.pages.value_comments import comments_page
from comparisons.admin.shared_choices import select_of
from comparisons.models import Cost, Event, Framework, Level, Resource, Stage, Value, ValueComment
from comparisons.presentation.wording import amount_in_words, counted, months_in_words
from comparisons.releases import release_cache


class ValueInline(DraftStackedInline):
    model = Value
    form = ValueForm
    formset = ValueForms
    fields = ("aspect", "text", "note", "sources", FOR_ALL, "confidence")
    autocomplete_fields = ["aspect", "sources"]
    verbose_name_plural = "values: what it says on each aspect"
    row_title, row_line = "{0.aspect}", "{0.text}"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Value]:
        """With `is_settled`: whether the last comment settles the others; None without any."""
        last = ValueComment.objects.filter(value=OuterRef("pk")).order_by("-pk")
        rows: QuerySet[Value] = super().get_queryset(request)
        return rows.annotate(is_settled=Subquery(last.values("settles")[:1]))

    def get_formset(self, request: HttpRequest, obj: Framework | None = None, **kwargs: Any) -> Any:
        """Without links beside its aspect: one of them would delete that."""
        formset = super().get_formset(request, obj, **kwargs)
        if aspect := formset.form.base_fields.get("aspect"):
            aspect.widget = select_of(aspect)
        return formset

    def get_fields(self, request: HttpRequest, obj: Framework | None = None) -> Any:
        """Only those who may change values have a box beside their sources."""
        may_change = self.has_change_permission(request, obj)
        return [name for name in self.fields if may_change or name != FOR_ALL]


class LevelInline(DraftStackedInline):
    model = Level
    autocomplete_fields = ["sources"]
    verbose_name_plural = "levels: what people ask for by name, the lowest first"
    row_title, row_line = "{0.name}", "{0.needed_by}"


class StageRow(FoldedRow):
    @property
    def text(self) -> str:
        stage = self.form.instance
        return f"{months_in_words(stage.months_min, stage.months_max)}. {stage.result}"


class StageForms(FoldedFormSet):
    row_class = StageRow


class StageInline(DraftStackedInline):
    model = Stage
    formset = StageForms
    autocomplete_fields = ["sources"]
    row_title = "{0.name}"


class CostRow(FoldedRow):
    @property
    def text(self) -> str:
        return f"{amount_in_words(self.form.instance)}. {self.form.instance.basis}"


class CostForms(FoldedFormSet):
    row_class = CostRow


class CostInline(DraftStackedInline):
    model = Cost
    formset = CostForms
    autocomplete_fields = ["sources"]
    row_title = "{0.label}"


class ResourceInline(DraftStackedInline):
    model = Resource
    row_title, row_line = "{0.title}", "{0.kind}, {0.provider}. {0.note}"


class EventInline(DraftStackedInline):
    model = Event
    autocomplete_fields = ["sources"]
    verbose_name = "date"
    verbose_name_plural = "dates: what happened, and what is coming"
    row_title, row_line = "{0.name}", "{0.date:%-d %B %Y}. {0.text}"


@admin.register(Framework)
class FrameworkAdmin(FormerSlugsAdmin):
    published_slugs = staticmethod(lambda release: release.framework_of)
    list_display = ["short_name", "missing_link", "outcome", "reviewed_on", "position"]
    list_editable = ["position"]
    list_filter = ["outcome", "reviewed_on"]
    search_fields = ["short_name", "name", "issuer"]
    prepopulated_fields = {"slug": ["short_name"]}
    filter_horizontal = ["complements", "covers", "extends"]
    actions = [mark_reviewed]
    markdown_fields = ("description",)
    autocomplete_fields = ["only_when"]
    inlines = [ValueInline, LevelInline, StageInline, CostInline, ResourceInline, EventInline]
    fieldsets = [
        ("What it is", {"fields": ["short_name", "name", "edition", "issuer", "outcome", "website", "status"]}),
        ("Facts at a glance", {"fields": ["valid_for", "checked_by", "known_in"]}),
        ("What readers see first", {"fields": ["summary", "description"]}),
        ("Review", {"fields": ["reviewed_on", "review_months"]}),
        ("In the method", {"fields": ["role", "only_when"]}),
        (
            "Beside others",
            {"fields": ["complements", "covers", "extends", "position", "slug", "was"], "classes": ["collapse"]},
        ),
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

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for names in filter(None, map(values_given_sources, formsets)):
            messages.info(request, f"Every value that has a text now has the sources of {names}.")

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """A framework that exists has a list of contents, and its rows say what differs from the release."""
        if kwargs.get("obj"):
            number = release_cache.current_number()
            released = release_cache.as_written(number) if number else None
            listed = contents(context["adminform"], context["inline_admin_formsets"], released, number)
            context = {**context, "contents": listed}
        return super().render_change_form(request, context, *args, **kwargs)

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
    list_display_links = ["aspect", "text"]
    list_filter = ["confidence", "framework", "aspect", ("sources", admin.EmptyFieldListFilter)]
    list_select_related = ["framework", "aspect"]
    search_fields = ["text", "note", "framework__short_name", "aspect__name"]
    actions = [mark_verified]
    autocomplete_fields = ["framework", "aspect", "sources"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(comments_page)
        return [urls.path("<int:pk>/comments/", view, name="comparisons_value_comments"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Value]:
        return super().get_queryset(request).prefetch_related("sources")

    @admin.display(description="source", boolean=True)
    def has_source(self, value: Value) -> bool:
        return bool(value.sources.all())
