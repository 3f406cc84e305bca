"""The history of a row and of its parts, how to bring a version back, and the page of a row that is deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, Max, Q, When, Window
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html

from comparisons.admin.form_parts.moments import moment_html
from comparisons.admin.pages.unsaved import unsaved_page
from comparisons.admin.row_keys import is_key
from comparisons.admin.word_diff import marked
from comparisons.editing.audit_log import FieldChange, UndoError, bring_back, field_changes, field_changes_of
from comparisons.models import FROM_LEAF_TO_ROOT, AuditLogEntry, whole_field

PAGE_SIZE = 20


@dataclass(frozen=True)
class HistoryItem:
    """An entry of the audit log with what it changed. `is_newest`: the row is what this entry made of it.

    `restoring` is what bringing its version back would change: from the row as it is now, to that version.
    """

    entry: AuditLogEntry
    field_changes: tuple[FieldChange, ...]
    is_newest: bool = False
    may_bring_back: bool = False
    restoring: tuple[FieldChange, ...] = ()

    @property
    def is_past(self) -> bool:
        """Whether there is a version to bring back: of a deleted row, the last one."""
        return not self.is_newest or self.entry.action == "deleted"


def history_item(entry: AuditLogEntry) -> HistoryItem:
    return HistoryItem(entry, _marked(field_changes_of(entry)))


def history_page(request: HttpRequest, model_admin: admin.ModelAdmin[Any], key: str) -> HttpResponse:
    """Every version of a row and of its parts that are edited with it, the newest first; also of deleted rows."""
    entries, own = _entries_of_page(model_admin, key), _entries_of(model_admin, key)
    row = model_admin.get_object(request, key)
    if not model_admin.has_view_or_change_permission(request, row):
        raise PermissionDenied
    if row is None and not own:
        raise Http404
    page = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("p", 1))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"History: {row or own[0].label}",
        "opts": model_admin.opts,
        "object": row,
        "key": key,
        "page": page,
        "items": _items(request, entries, page),
        "may_change": model_admin.has_change_permission(request, row),
    }
    return render(request, "admin/comparisons/object_history.html", context)


def _items(request: HttpRequest, entries: Any, page: Iterable[AuditLogEntry]) -> list[HistoryItem]:
    """Those of one page of the entries."""
    newest = {*entries.order_by().values("model", "key").annotate(last=Max("pk")).values_list("last", flat=True)}
    last = {(entry.model, entry.key): entry for entry in AuditLogEntry.objects.filter(pk__in=newest)}
    return [
        HistoryItem(
            entry,
            _marked(field_changes_of(entry)),
            is_newest=entry.pk in newest,
            may_bring_back=_may_bring_back(request, entry),
            restoring=_restoring(entry, last[entry.model, entry.key]),
        )
        for entry in page
    ]


def bring_back_page(request: HttpRequest, model_admin: admin.ModelAdmin[Any], key: str, entry_pk: int) -> HttpResponse:
    """Make the row what it was after an entry or, where the entry deleted it, before."""
    if request.method != "POST":
        raise Http404
    entry = get_object_or_404(_entries_of_page(model_admin, key), pk=entry_pk)
    if not _may_bring_back(request, entry):
        raise PermissionDenied
    try:
        bring_back(entry, request.user.get_username())
    except UndoError as error:
        messages.error(request, f"Nothing was changed. {error}")
    else:
        text = "“{}” is what it was on {}."
        messages.success(request, format_html(text, entry.label, moment_html(entry.created_at)))
    return HttpResponseRedirect(_address(model_admin, "history", key))


def gone_page(request: HttpRequest, model_admin: admin.ModelAdmin[Any], key: str) -> HttpResponse:
    """Someone deleted the row while it was edited: who, when, what was typed, and how to get it back."""
    entry = _entries_of(model_admin, key).first()
    reason, advice = "What you were editing no longer exists.", "What you typed:"
    if entry:
        link = '<a href="{}">Its history</a> can bring it back. Then copy in what you typed:'
        advice = format_html(link, _address(model_admin, "history", key))
    if entry and entry.action == "deleted":
        moment = moment_html(entry.created_at)
        text = "{} deleted “{}” on {}, while you were editing it."
        reason = format_html(text, entry.created_by or "A program", entry.label, moment)
    return unsaved_page(request, model_admin, title="Someone deleted this", reason=reason, advice=advice)


def _entries_of(model_admin: admin.ModelAdmin[Any], key: str) -> Any:
    if not is_key(model_admin.model, key):
        return AuditLogEntry.objects.none()
    return AuditLogEntry.objects.filter(model=model_admin.opts.label_lower, key=int(key))


def _entries_of_page(model_admin: admin.ModelAdmin[Any], key: str) -> Any:
    """The entries of the row, and of its parts that are edited on its page or have none, by the whole of each.

    The newest change set is first, and within it the row itself: loading a framework adds some twenty values after it.
    """
    entries = _entries_of(model_admin, key)
    if not is_key(model_admin.model, key):
        return entries
    inlines = {inline.model for inline in model_admin.inlines}
    for part in FROM_LEAF_TO_ROOT:
        field = whole_field(part)
        is_part = field and field.related_model is model_admin.model
        if field and is_part and (part in inlines or not admin.site.is_registered(part)):
            whole = Q(**{f"before__{field.name}__0": int(key)}) | Q(**{f"after__{field.name}__0": int(key)})
            entries |= AuditLogEntry.objects.filter(whole, model=part._meta.label_lower)
    newest_of_change_set = Window(Max("pk"), partition_by="change_set")
    is_part_of_row = Case(When(model=model_admin.opts.label_lower, then=0), default=1)
    return entries.order_by(newest_of_change_set.desc(), is_part_of_row, "-pk")


def _restoring(entry: AuditLogEntry, newest: AuditLogEntry) -> tuple[FieldChange, ...]:
    """What differs between the row as its newest entry left it, and the version that an entry would bring back."""
    model = entry.model_class
    return _marked(field_changes(model, newest.after, entry.after or entry.before)) if model else ()


def _marked(changes: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    """The changes with both texts whole, as safe HTML, and the words that differ marked."""
    texts = ((change, *marked(change.before, change.after, shortened=False)) for change in changes)
    return tuple(replace(change, before=before, after=after) for change, before, after in texts)


def _may_bring_back(request: HttpRequest, entry: AuditLogEntry) -> bool:
    """For those who may change such rows; and add them, where this one is deleted."""
    model = entry.model_class
    if model is None:
        return False
    may_change, may_add = (
        request.user.has_perm(f"{model._meta.app_label}.{verb}_{model._meta.model_name}") for verb in ("change", "add")
    )
    return may_change and (may_add or model._default_manager.filter(pk=entry.key).exists())


def _address(model_admin: admin.ModelAdmin[Any], page: str, *args: Any) -> str:
    return reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_{page}", args=args)
