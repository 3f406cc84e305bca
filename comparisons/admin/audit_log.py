"""The audit log in the admin: to read, and to undo a change set. Nobody edits an entry."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst

from comparisons.admin.form_parts.moments import moment_column
from comparisons.admin.pages.history import history_item
from comparisons.admin.row_keys import KeyValidationAdmin
from comparisons.editing.audit_log import UndoError, can_be_undone, changed_since, undo
from comparisons.models import AuditLogEntry

MAX_SHOWN = 200


class CreatedByFilter(admin.SimpleListFilter):
    """By person or "a program": entries by a program have no name, and a filter needs one."""

    title = "created by"
    parameter_name = "created_by"
    PROGRAM = "/"
    """No username can be this."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = AuditLogEntry.objects.order_by("created_by").values_list("created_by", flat=True).distinct()
        return [(name or self.PROGRAM, name or "a program") for name in names]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditLogEntry]) -> QuerySet[AuditLogEntry]:
        value = self.value()
        return queryset.filter(created_by="" if value == self.PROGRAM else value) if value else queryset


@admin.register(AuditLogEntry)
class AuditLogEntryAdmin(KeyValidationAdmin):
    list_display = ["label", "kind", "action", "created_by", "comment", moment_column("created_at")]
    list_filter = [CreatedByFilter, "created_at", "model"]
    search_fields = ["label", "created_by", "comment"]
    list_per_page = 50
    actions = None
    show_full_result_count = False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="comparisons_auditlogentry_undo"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditLogEntry]:
        return AuditLogEntry.objects.readable_by(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AuditLogEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AuditLogEntry | None = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The whole change set of the entry."""
        entry = self.get_object(request, object_id)
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        if entry is None:
            return super().change_view(request, object_id)
        entries = AuditLogEntry.objects.readable_by(request.user).in_change_set(entry.change_set)
        count = entries.count()
        context = {
            **self.admin_site.each_context(request),
            "title": capfirst(str(entry)) if count == 1 else f"{count} rows, with {entry.kind} “{entry.label}”",
            "opts": self.opts,
            "original": entry,
            "count": count,
            "items": [history_item(e) for e in entries[:MAX_SHOWN]],
            "may_undo": self._may_undo(request, entry),
            "is_overtaken": changed_since(entry.change_set),
        }
        return render(request, "admin/comparisons/auditlogentry/change_set.html", context)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo the whole change set of the entry."""
        entry = get_object_or_404(AuditLogEntry, pk=pk)
        if request.method != "POST" or not self._may_undo(request, entry):
            raise PermissionDenied
        try:
            undo(entry, request.user.get_username())
        except UndoError as error:
            messages.error(request, f"Nothing was changed. {error}")
            return HttpResponseRedirect(reverse("admin:comparisons_auditlogentry_change", args=[pk]))
        messages.success(request, "It is undone. This is a change too, and you can undo it in the same way.")
        return HttpResponseRedirect(reverse("admin:comparisons_auditlogentry_changelist"))

    def _may_undo(self, request: HttpRequest, entry: AuditLogEntry) -> bool:
        """For those who may change, add and delete rows of each kind in the change set."""
        entries = AuditLogEntry.objects.in_change_set(entry.change_set).only("model").order_by("model")
        models = {e.model_class for e in entries}
        return can_be_undone(entry) and all(
            model and request.user.has_perm(f"{model._meta.app_label}.{verb}_{model._meta.model_name}")
            for model in models
            for verb in ("add", "change", "delete")
        )
