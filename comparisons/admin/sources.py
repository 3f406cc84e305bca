from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from comparisons.admin.base import DraftAdmin
from comparisons.admin.form_parts.mark_checked import mark_accessed
from comparisons.admin.pages.check_links import check_links, link_progress
from comparisons.admin.pages.replace_source import replace_page
from comparisons.admin.row_links import form_address, use_links
from comparisons.admin.source_filters import AddressFilter, LinkFilter, UseFilter
from comparisons.editing.link_checking import background
from comparisons.models import Source, current_check, references_to, uses_of


@admin.register(Source)
class SourceAdmin(DraftAdmin):
    list_display = ["title", "publisher", "accessed", "uses", "same_address", "link"]
    list_filter = [UseFilter, AddressFilter, LinkFilter, "kind", "accessed"]
    search_fields = ["title", "publisher", "url", "slug"]
    prepopulated_fields = {"slug": ["publisher"]}
    actions = [mark_accessed, "replace"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return Source.objects.with_uses().with_link_check()

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        pages = [
            path("<int:key>/replace/", view(replace_page), name="comparisons_source_replace"),
            path("check-links/", view(check_links), name="comparisons_source_check_links"),
            path("link-progress/", view(link_progress), name="comparisons_source_link_progress"),
        ]
        return [*pages, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {**(extra_context or {}), "link_progress": background.progress()})

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Give each source on the page the others with its address: one query for all."""
        changelist = super().get_changelist_instance(request)
        others = Source.objects.by_address_of(changelist.result_list)
        for source in changelist.result_list:
            source.others_at_address = others.get(source.pk, ())
        return changelist

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> Any:
        source = self.get_object(request, object_id)
        context = usage(source) if source else {}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    @admin.display(description="used by", ordering="use_count")
    def uses(self, source: Source) -> str:
        return use_counts(source) or "nothing"

    @admin.display(description="same address", empty_value="")
    def same_address(self, source: Source) -> SafeString:
        others = getattr(source, "others_at_address", ())
        return format_html_join(", ", '<a href="{}">{}</a>', ((form_address(other), other.slug) for other in others))

    @admin.display(description="link", ordering="link_check__outcome")
    def link(self, source: Source) -> str:
        check = current_check(source)
        return f"{check.get_outcome_display()}, {date_format(check.checked_at, 'j F Y')}" if check else "never checked"

    @admin.action(description="Replace one of two selected sources with the other", permissions=["change", "delete"])
    def replace(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse | None:
        keys = list(queryset.order_by("-position", "-pk").values_list("pk", flat=True)[:3])
        if len(keys) != 2:
            self.message_user(request, "Choose exactly two sources: one is replaced by the other.", "ERROR")
            return None
        goes, stays = keys
        return HttpResponseRedirect(f"{reverse('admin:comparisons_source_replace', args=[goes])}?by={stays}")


def use_counts(source: Any) -> str:
    """How many rows use a source, as in `3 values, 1 guide`. Needs a source that is read `with_uses`."""
    models = {field.model._meta.model_name: field.model._meta for field in references_to(Source)}
    counts = sorted((-getattr(source, f"uses_in_{name}"), name) for name in models)
    return ", ".join(
        f"{-negative} {models[name].verbose_name if negative == -1 else models[name].verbose_name_plural}"
        for negative, name in counts
        if negative
    )


def usage(source: Source) -> dict[str, Any]:
    """For the change page: each use with its links, the last check, and the other sources with the same address."""
    return {
        "uses": use_links(uses_of([source])),
        "link_check": current_check(source),
        "same_address": Source.objects.by_address_of([source]).get(source.pk, ()),
    }
