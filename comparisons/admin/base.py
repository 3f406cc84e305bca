"""What editing has in common: no save undoes another unseen, each leaves its trail, makes a draft, and says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import actions
from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from comparisons.admin.accessible_names import NamedFields, NamedRows
from comparisons.admin.concurrency.conflicts import SEEN, SeenForm, SeenFormSet, SeenInlines
from comparisons.admin.concurrency.deletion_seen import changed_since, seen_of
from comparisons.admin.concurrency.protected_deletion import RefusesDeletion
from comparisons.admin.pages import history
from comparisons.models import StaleRowError, uses_of


class SeenFields:
    """The hidden field stands in the form of whoever may save it."""

    form: Any = SeenForm

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = [
            (name, {**options, "fields": [field for field in options["fields"] if field != SEEN]})
            for name, options in super().get_fieldsets(request, obj)  # type: ignore[misc]
        ]
        if obj and self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            shown[-1][1]["fields"].append(SEEN)
        return shown


class StackedRows(SeenFields, admin.StackedInline[Any, Any]):
    """Rows that are edited on the page of what they belong to."""

    formset = SeenInlines
    extra = 0


class NamedSeenInlines(NamedFields, SeenInlines):
    pass


class TabularRows(SeenFields, admin.TabularInline[Any, Any]):
    formset = NamedSeenInlines
    extra = 0


class NamedSeenRows(NamedRows, SeenFormSet):
    pass


class DraftAdmin(SeenFields, RefusesDeletion):
    """Rows of the working copy."""

    list_per_page = 50
    save_on_top = True

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.bring_back_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_bring_back"
        return [path("<path:object_id>/history/<int:edit>/", view, name=name), *super().get_urls()]

    # --- saving -----------------------------------------------------------------------------------------------

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A row that is taken between the check and the save is looked at once more, and the form refused."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except StaleRowError:
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A form that changes nothing makes no new version, so it refuses nobody else's."""
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        forms = [context["adminform"].form]
        forms += [form for inlines in context["inline_admin_formsets"] for form in inlines.formset.forms]
        conflicts = [form.conflict for form in forms if getattr(form, "conflict", None)]
        return super().render_change_form(request, {**context, "conflicts": conflicts}, *args, **kwargs)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Somebody deleted the row: what was typed is shown, so that it can be kept."""
        if request.method == "POST" and "_selected_action" not in request.POST and "post" not in request.POST:
            return history.gone_page(request, self, unquote(object_id))
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc, no-any-return]

    # --- lists ------------------------------------------------------------------------------------------------

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, **{"form": SeenForm, **kwargs})

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_formset(request, **{"formset": NamedSeenRows, **kwargs})

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        try:
            response = super().changelist_view(request, extra_context)
        except StaleRowError:
            response = super().changelist_view(request, extra_context)
        if request.method == "POST" and "_save" in request.POST and response.status_code == 302:
            say_it_is_a_draft(request)
        return response

    # --- deleting ---------------------------------------------------------------------------------------------

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        row = self.get_object(request, unquote(object_id))
        rows = [row] if row else []
        if request.method == "POST" and row and (told := self._refused(request, rows)):
            messages.error(request, told)
            return HttpResponseRedirect(request.get_full_path())
        return super().delete_view(request, object_id, {**(extra_context or {}), "seen": seen_of(rows)})

    def get_actions(self, request: HttpRequest) -> Any:
        """Django's own action, whoever may use it, goes by ours."""
        offered: dict[str, Any] = super().get_actions(request)
        if "delete_selected" in offered:
            offered["delete_selected"] = (DraftAdmin.delete_selected, *offered["delete_selected"][1:])
        return offered

    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        if request.POST.get("post") and (told := self._refused(request, queryset)):
            messages.error(request, told)
            return None
        response: Any = actions.delete_selected(self, request, queryset)
        if response:
            response.context_data["seen"] = seen_of(queryset)
        return response  # type: ignore[no-any-return]

    def _refused(self, request: HttpRequest, rows: Iterable[Any]) -> str:
        """Why what was confirmed does not hold any more; empty where it does, or where something else is told first."""
        may_delete = all(self.has_delete_permission(request, row) for row in rows)
        return "" if uses_of(rows) or not may_delete else changed_since(rows, request.POST.get("seen", ""))

    # --- the trail --------------------------------------------------------------------------------------------

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return history.history_page(request, self, unquote(object_id))

    def bring_back_view(self, request: HttpRequest, object_id: str, edit: int) -> HttpResponse:
        return history.bring_back_page(request, self, unquote(object_id), edit)

    # --- what comes after ---------------------------------------------------------------------------------------

    def response_add(self, request: HttpRequest, obj: Model, post_url_continue: str | None = None) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        say_it_is_a_draft(request, obj)
        return response

    def response_change(self, request: HttpRequest, obj: Model) -> HttpResponse:
        response = super().response_change(request, obj)
        say_it_is_a_draft(request, obj)
        return response

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        response = super().response_delete(request, obj_display, obj_id)
        say_it_is_a_draft(request)
        return response


def say_it_is_a_draft(request: HttpRequest, row: Model | None = None) -> None:
    """Tell where the change can be seen, and how it gets to the site."""
    preview = row.get_absolute_url() if row is not None and hasattr(row, "get_absolute_url") else reverse("draft:home")
    messages.info(
        request,
        format_html(
            "This is a draft; visitors do not see it yet. "
            '<a href="{}">Preview it</a> or <a href="{}">review and publish</a>.',
            preview,
            reverse("admin:publish"),
        ),
    )
