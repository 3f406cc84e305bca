"""The trail of one row, and the way back along it; what is told where a row is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from comparisons.history import Difference, UndoError, bring_back, differences
from comparisons.models import Edit

A_PAGE = 20
HIDDEN = {"csrfmiddlewaretoken", "seen_version"}


@dataclass(frozen=True)
class Told:
    """An edit with what it changed. `is_newest`: the row is what this edit made of it."""

    edit: Edit
    differences: tuple[Difference, ...]
    is_newest: bool = False


def told(edit: Edit, *, is_newest: bool = False) -> Told:
    found = differences(edit.model_class, edit.before, edit.after) if edit.model_class else ()
    return Told(edit, found, is_newest)


def history_page(request: HttpRequest, model_admin: admin.ModelAdmin[Any], key: str) -> HttpResponse:
    """Every version of a row, the newest first; of one that is deleted too."""
    edits = _edits_of(model_admin, key)
    row = model_admin.get_object(request, key)
    if not model_admin.has_view_or_change_permission(request, row):
        raise PermissionDenied
    if row is None and not edits:
        raise Http404
    page = Paginator(edits, A_PAGE).get_page(request.GET.get("p", 1))
    newest = edits[0].pk if edits else None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"History: {row or edits[0].label}",
        "opts": model_admin.opts,
        "object": row,
        "key": key,
        "page": page,
        "entries": [told(edit, is_newest=edit.pk == newest) for edit in page],
        "may_change": model_admin.has_change_permission(request, row),
    }
    return render(request, "admin/comparisons/object_history.html", context)


def bring_back_page(request: HttpRequest, model_admin: admin.ModelAdmin[Any], key: str, edit_pk: int) -> HttpResponse:
    """Make the row what it was after an edit; one that was deleted, what it was before."""
    if request.method != "POST":
        raise Http404
    edit = get_object_or_404(_edits_of(model_admin, key), pk=edit_pk)
    may = model_admin.has_change_permission(request) and model_admin.has_add_permission(request)
    if not (may or (model_admin.has_change_permission(request) and model_admin.get_object(request, key))):
        raise PermissionDenied
    try:
        bring_back(edit, request.user.get_username())
    except UndoError as error:
        messages.error(request, f"Nothing was changed. {error}")
    else:
        messages.success(request, f"“{edit.label}” is what it was on {edit.moment:%-d %B %Y, %H:%M} UTC.")
    return HttpResponseRedirect(_address(model_admin, "history", key))


def gone_page(request: HttpRequest, model_admin: admin.ModelAdmin[Any], key: str) -> HttpResponse:
    """Somebody deleted the row while it was edited: who, when, what was typed, and how to get it back."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values]
    edits = _edits_of(model_admin, key)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Somebody deleted this",
        "opts": model_admin.opts,
        "edit": edits.first() if edits else None,
        "typed": [(n, v) for n, v in typed if v and n.rpartition("-")[2] not in HIDDEN and not n.startswith("_")],
        "history": _address(model_admin, "history", key),
    }
    return render(request, "admin/comparisons/gone.html", context, status=409)


def _edits_of(model_admin: admin.ModelAdmin[Any], key: str) -> Any:
    if not key.isdecimal() or len(key) > 18:
        return Edit.objects.none()
    return Edit.objects.filter(model=model_admin.opts.label_lower, key=int(key))


def _address(model_admin: admin.ModelAdmin[Any], page: str, *words: Any) -> str:
    return reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_{page}", args=words)
