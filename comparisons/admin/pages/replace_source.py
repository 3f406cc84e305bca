"""Replace a source with another one everywhere, after seeing both."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from comparisons.admin.row_keys import is_key
from comparisons.admin.row_links import use_links
from comparisons.editing import replace_source
from comparisons.models import Source
from comparisons.presentation.wording import counted

FIELDS = {
    "title": "Title",
    "publisher": "Publisher",
    "url": "Address",
    "kind": "Kind",
    "accessed": "Accessed",
    "slug": "Slug",
}
"""The fields of both sources, shown side by side, with their labels."""


@require_http_methods(["GET", "HEAD", "POST"])
def replace_page(request: HttpRequest, key: int) -> HttpResponse:
    if not request.user.has_perms(["comparisons.change_source", "comparisons.delete_source"]):
        raise PermissionDenied("comparisons.change_source and comparisons.delete_source")
    goes = get_object_or_404(Source, pk=key)
    by = request.POST.get("by") or request.GET.get("by", "")
    stays = Source.objects.exclude(pk=key).filter(pk=by).first() if is_key(Source, by) else None
    if stays is None:
        return render(request, "admin/comparisons/source/replace_by.html", choice(request, goes, is_missing=bool(by)))
    if request.method == "POST":
        try:
            replacement = replace_source.replace(
                goes.pk, stays.pk, request.POST.get("token", ""), request.user.get_username()
            )
        except replace_source.ReplaceError as error:
            messages.error(request, f"Nothing was replaced. {error}")
            return HttpResponseRedirect(f"{request.path}?by={stays.pk}")
        where = counted(len(replacement.uses), "place") if replacement.uses else "no place"
        messages.success(request, f"“{goes}” is deleted. It was replaced by “{stays}” in {where}.")
        return HttpResponseRedirect(reverse("admin:comparisons_source_change", args=[stays.pk]))
    return render(request, "admin/comparisons/source/replace.html", confirmation(request, goes, stays))


def choice(request: HttpRequest, goes: Source, *, is_missing: bool) -> dict[str, Any]:
    """For the page on which the other source is chosen."""
    return {
        **admin.site.each_context(request),
        "title": "Replace a source",
        "goes": goes,
        "same_address": Source.objects.by_address_of([goes]).get(goes.pk, ()),
        "others": Source.objects.exclude(pk=goes.pk),
        "is_missing": is_missing,
    }


def confirmation(request: HttpRequest, goes: Source, stays: Source) -> dict[str, Any]:
    plan = replace_source.plan(goes, stays)
    return {
        **admin.site.each_context(request),
        "title": "Replace a source",
        "plan": plan,
        "fields": [(label, display_value(goes, name), display_value(stays, name)) for name, label in FIELDS.items()],
        "uses": use_links(plan.uses),
    }


def display_value(source: Source, name: str) -> Any:
    return source.get_kind_display() if name == "kind" else getattr(source, name)
