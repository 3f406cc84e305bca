"""The trail of one row and of what is edited on its page, and the way back along it; what is told where it is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Max, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from comparisons.editing.audit_log import Difference, UndoError, bring_back, differences
from comparisons.models import FROM_LEAF_TO_ROOT, Edit, whole_field

A_PAGE = 20
HIDDEN = {"csrfmiddlewaretoken", "seen_version"}


@dataclass(frozen=True)
class Entry:
    """An edit with what it changed. `is_newest`: the row is what this edit made of it."""

    edit: Edit
    differences: tuple[Difference, ...]
    is_newest: bool = False
    may_bring_back: bool = False

    @property
    def is_past(self) -> bool:
        """Whether there is a version to come back to: of a row that is gone, the one before."""
        return not self.is_newest or self.edit.action == "deleted"


def entry(edit: Edit, *, is_newest: bool = False, may_bring_back: bool = False) -> Entry:
    found = differences(edit.model_class, edit.before, edit.after) if edit.model_class else ()
    return Entry(edit, found, is_newest, may_bring_back)


def history_page(request: HttpRequest, model_admin: admin.ModelAdmin[Any], key: str) -> HttpResponse:
    """Every version of a row and of its parts without a page of their own, the newest first; also of what is gone."""
    edits, own = _edits_of_page(model_admin, key), _edits_of(model_admin, key)
    row = model_admin.get_object(request, key)
    if not model_admin.has_view_or_change_permission(request, row):
        raise PermissionDenied
    if row is None and not own:
        raise Http404
    page = Paginator(edits, A_PAGE).get_page(request.GET.get("p", 1))
    newest = {*edits.order_by().values("model", "key").annotate(last=Max("pk")).values_list("last", flat=True)}
    entries = [entry(edit, is_newest=edit.pk in newest, may_bring_back=_may_bring_back(request, edit)) for edit in page]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"History: {row or own[0].label}",
        "opts": model_admin.opts,
        "object": row,
        "key": key,
        "page": page,
        "entries": entries,
        "may_change": model_admin.has_change_permission(request, row),
    }
    return render(request, "admin/comparisons/object_history.html", context)


def bring_back_page(request: HttpRequest, model_admin: admin.ModelAdmin[Any], key: str, edit_pk: int) -> HttpResponse:
    """Make the row what it was after an edit; one that was deleted, what it was before."""
    if request.method != "POST":
        raise Http404
    edit = get_object_or_404(_edits_of_page(model_admin, key), pk=edit_pk)
    if not _may_bring_back(request, edit):
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
    if not _is_key(key):
        return Edit.objects.none()
    return Edit.objects.filter(model=model_admin.opts.label_lower, key=int(key))


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) <= 18


def _edits_of_page(model_admin: admin.ModelAdmin[Any], key: str) -> Any:
    """Those of the row, and of its parts without a page of their own, by the whole that a part was kept with."""
    edits = _edits_of(model_admin, key)
    if not _is_key(key):
        return edits
    for part in FROM_LEAF_TO_ROOT:
        field = whole_field(part)
        if field and field.related_model is model_admin.model and not admin.site.is_registered(part):
            whole = Q(**{f"before__{field.name}__0": int(key)}) | Q(**{f"after__{field.name}__0": int(key)})
            edits |= Edit.objects.filter(whole, model=part._meta.label_lower)
    return edits


def _may_bring_back(request: HttpRequest, edit: Edit) -> bool:
    """Whoever may change such rows; and add them, where this one is gone."""
    model = edit.model_class
    if model is None:
        return False
    may_change, may_add = (
        request.user.has_perm(f"{model._meta.app_label}.{verb}_{model._meta.model_name}") for verb in ("change", "add")
    )
    return may_change and (may_add or model._default_manager.filter(pk=edit.key).exists())


def _address(model_admin: admin.ModelAdmin[Any], page: str, *words: Any) -> str:
    return reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_{page}", args=words)
