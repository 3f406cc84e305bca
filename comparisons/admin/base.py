"""What all forms of the working copy share: optimistic locking, protected deletion, history, messages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import actions
from django.contrib.admin.utils import unquote
from django.db.models import DateField, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from comparisons.admin.form_parts.accessible_names import LabelledFormSet, LabelledModelFormSet
from comparisons.admin.form_parts.folded_rows import FoldedFormSet
from comparisons.admin.form_parts.markdown import MarkdownWidget, with_syntax
from comparisons.admin.form_parts.order import OrderedFormSet
from comparisons.admin.form_parts.save_messages import SaveMessages, add_draft_message
from comparisons.admin.optimistic_locking.deletion_seen import changes_since, confirmation_token
from comparisons.admin.optimistic_locking.protected_deletion import IN_USE, ProtectedDeletion
from comparisons.admin.optimistic_locking.stale_forms import VERSION_FIELD
from comparisons.admin.optimistic_locking.versioned_forms import VersionedForm, VersionedFormSet, VersionedInlineFormSet
from comparisons.admin.pages import history, open_forms
from comparisons.admin.pages.unsaved import overtaken_page
from comparisons.admin.row_keys import KeyValidation, KeyValidationAdmin
from comparisons.models import StaleRowError, uses_of

INVALID_DATE = "This is no date. Write it like 27/11/2026 or 2026-11-27."


class VersionedFields:
    """Adds the hidden version field to the form, for those who may save it."""

    form: Any = VersionedForm
    formfield_overrides: Any = {DateField: {"error_messages": {"invalid": INVALID_DATE}}}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = [
            (name, {**options, "fields": [field for field in options["fields"] if field != VERSION_FIELD]})
            for name, options in super().get_fieldsets(request, obj)  # type: ignore[misc]
        ]
        if obj and self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            fieldsets[-1][1]["fields"].append(VERSION_FIELD)
        return fieldsets


class DraftStackedInline(VersionedFields, KeyValidation, admin.StackedInline[Any, Any]):
    """Rows that are edited on the page of the row that they belong to, each folded to a line.

    `row_title` and `row_line` are formats of a row: its name without that of its whole, and what it says.
    """

    formset = FoldedFormSet
    template = "admin/comparisons/rows.html"
    extra = 0
    row_title = "{0}"
    row_line = ""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.row_title, formset.row_line = self.row_title, self.row_line
        return formset

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the rows that they refer to: one query for each field, not for each row."""
        one = [
            field.name
            for field in self.model._meta.concrete_fields
            if field.many_to_one and field.related_model is not self.parent_model
        ]
        rows: QuerySet[Any] = super().get_queryset(request)
        many = [field.name for field in self.model._meta.many_to_many]
        return (rows.select_related(*one) if one else rows).prefetch_related(*many)


class LabelledInlineFormSet(LabelledFormSet, VersionedInlineFormSet):
    pass


class DraftTabularInline(VersionedFields, KeyValidation, admin.TabularInline[Any, Any]):
    formset = LabelledInlineFormSet
    extra = 0


class LabelledListFormSet(LabelledModelFormSet, VersionedFormSet, OrderedFormSet):
    pass


class DraftAdmin(SaveMessages, VersionedFields, ProtectedDeletion, KeyValidationAdmin):
    """Rows of the working copy. `markdown_fields` are those whose text the site renders as Markdown."""

    list_per_page = 50
    markdown_fields: tuple[str, ...] = ()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in self.markdown_fields:
            field.widget, field.help_text = MarkdownWidget(), with_syntax(field.help_text)
        return field

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.bring_back_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_bring_back"
        return [path("<path:object_id>/history/<int:entry>/", view, name=name), *super().get_urls()]

    # --- saving -----------------------------------------------------------------------------------------------

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """If somebody writes between our check and our save, show what was typed; nothing is saved."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (StaleRowError, *IN_USE) as error:
            return overtaken_page(request, self, error)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A form that changes nothing makes no new version, so nobody else's save is refused for it."""
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        forms = [context["adminform"].form]
        forms += [form for inlines in context["inline_admin_formsets"] for form in inlines.formset.forms]
        conflicts = [form.conflict for form in forms if getattr(form, "conflict", None)]
        context = {**context, "conflicts": conflicts, "keeps_text": True, "has_preview": bool(self.markdown_fields)}
        if kwargs.get("obj") and self.has_change_permission(request, kwargs["obj"]):
            context["open_elsewhere"] = open_forms.notice(request, request.path)
        return super().render_change_form(request, context, *args, **kwargs)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Somebody deleted the row: show what was typed, so that the editor can copy it."""
        if request.method == "POST" and "_selected_action" not in request.POST and "post" not in request.POST:
            return history.gone_page(request, self, unquote(object_id))
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc, no-any-return]

    # --- lists ------------------------------------------------------------------------------------------------

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, **{"form": VersionedForm, **kwargs})

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_formset(request, **{"formset": LabelledListFormSet, **kwargs})

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        try:
            response: Any = super().changelist_view(request, extra_context)
        except StaleRowError as error:
            return overtaken_page(request, self, error)
        if request.method == "POST" and "_save" in request.POST:
            if response.status_code == 302:
                add_draft_message(request)
            else:
                response.context_data |= {"conflicts": _align_rows(response.context_data["cl"])}
        return response

    # --- deleting ---------------------------------------------------------------------------------------------

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        row = self.get_object(request, unquote(object_id))
        rows = [row] if row else []
        if request.method == "POST" and row and (refusal := self._refusal(request, rows)):
            messages.error(request, refusal)
            return HttpResponseRedirect(request.get_full_path())
        return super().delete_view(request, object_id, {**(extra_context or {}), "seen": confirmation_token(rows)})

    def get_actions(self, request: HttpRequest) -> Any:
        """Django's own action is replaced by ours, for those who may use it."""
        by_name: dict[str, Any] = super().get_actions(request)
        if "delete_selected" in by_name:
            by_name["delete_selected"] = (DraftAdmin.delete_selected, *by_name["delete_selected"][1:])
        return by_name

    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        if request.POST.get("post") and (refusal := self._refusal(request, queryset)):
            messages.error(request, refusal)
            return None
        response: Any = actions.delete_selected(self, request, queryset)
        if response:
            response.context_data["seen"] = confirmation_token(queryset)
        return response  # type: ignore[no-any-return]

    def _refusal(self, request: HttpRequest, rows: Iterable[Any]) -> str:
        """Why the confirmation is no longer valid; empty where it is, or where another error is shown first."""
        may_delete = all(self.has_delete_permission(request, row) for row in rows)
        return "" if uses_of(rows) or not may_delete else changes_since(rows, request.POST.get("seen", ""))

    # --- history ----------------------------------------------------------------------------------------------

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return history.history_page(request, self, unquote(object_id))

    def bring_back_view(self, request: HttpRequest, object_id: str, entry: int) -> HttpResponse:
        return history.bring_back_page(request, self, unquote(object_id), entry)


def _align_rows(change_list: Any) -> list[Any]:
    """Show each refused form beside its row, also where somebody moved rows since. Return the conflicts."""
    formset = change_list.formset
    if formset is None or not formset.is_bound:
        return []
    conflicts = [form.conflict for form in formset.forms if form.conflict]
    formset.forms = [form for form in formset.forms if form.instance.pk]
    change_list.result_list = [form.instance for form in formset.forms]
    return conflicts
