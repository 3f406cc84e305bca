"""The trail of all that was written. To read, and to undo an act; nobody edits it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse

from comparisons.admin.pages.history import entry
from comparisons.editing.audit_log import UndoError, can_be_undone, undo
from comparisons.models import Edit

MOST_SHOWN = 200


class WhoFilter(admin.SimpleListFilter):
    """What a program wrote has no name, and a filter needs one."""

    title = "who"
    parameter_name = "who"
    PROGRAM = "/"
    """No username can be this."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = Edit.objects.order_by("who").values_list("who", flat=True).distinct()
        return [(name or self.PROGRAM, name or "a program") for name in names]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Edit]) -> QuerySet[Edit]:
        chosen = self.value()
        return queryset.filter(who="" if chosen == self.PROGRAM else chosen) if chosen else queryset


@admin.register(Edit)
class EditAdmin(admin.ModelAdmin[Edit]):
    list_display = ["label", "kind", "action", "who", "way", "moment"]
    list_filter = [WhoFilter, "moment", "model"]
    search_fields = ["label", "who", "way"]
    list_per_page = 50
    actions = None
    show_full_result_count = False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="comparisons_edit_undo"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edit]:
        return Edit.objects.readable_by(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Edit | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edit | None = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """One act: all that was written together with this edit."""
        edit = self.get_object(request, object_id)
        if not self.has_view_permission(request, edit):
            raise PermissionDenied
        if edit is None:
            return super().change_view(request, object_id)
        edits = Edit.objects.readable_by(request.user).together_with(edit)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{edit.who or 'A program'}: {edit.way}",
            "opts": self.opts,
            "original": edit,
            "count": edits.count(),
            "entries": [entry(each) for each in edits[:MOST_SHOWN]],
            "may_undo": self._may_undo(request, edit),
        }
        return render(request, "admin/comparisons/auditlogentry/change_set.html", context)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo the act that the edit belongs to, as a whole."""
        edit = get_object_or_404(Edit, pk=pk)
        if request.method != "POST" or not self._may_undo(request, edit):
            raise PermissionDenied
        try:
            undo(edit, request.user.get_username())
        except UndoError as error:
            messages.error(request, f"Nothing was changed. {error}")
            return HttpResponseRedirect(reverse("admin:comparisons_edit_change", args=[pk]))
        messages.success(request, "It is undone. The undoing stands in the trail, and can be undone too.")
        return HttpResponseRedirect(reverse("admin:comparisons_edit_changelist"))

    def _may_undo(self, request: HttpRequest, edit: Edit) -> bool:
        """Whoever may change, add and delete rows of each kind that the act wrote."""
        models = {each.model_class for each in Edit.objects.together_with(edit).only("model").order_by("model")}
        return can_be_undone(edit) and all(
            model and request.user.has_perm(f"{model._meta.app_label}.{verb}_{model._meta.model_name}")
            for model in models
            for verb in ("add", "change", "delete")
        )
