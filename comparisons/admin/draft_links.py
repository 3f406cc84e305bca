"""Draft links: made, shown with their address, and revoked. They are never edited or deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from comparisons.admin.form_parts.moments import moment_column, moment_html
from comparisons.admin.row_keys import KeyValidationAdmin
from comparisons.models import DraftLink

STATES = {"expired": "has expired", "revoked": "is revoked"}
CREATED_AT, EXPIRES_AT, REVOKED_AT = map(moment_column, ("created_at", "expires_at", "revoked_at"))
DAYS = {1: "1 day", 7: "7 days", 30: "30 days"}


class DraftLinkForm(forms.ModelForm[DraftLink]):
    days = forms.TypedChoiceField(
        label="Valid for", choices=DAYS, coerce=int, initial=7, help_text="After that the address no longer works."
    )

    class Meta:
        model = DraftLink
        fields = ["recipient"]


@admin.register(DraftLink)
class DraftLinkAdmin(KeyValidationAdmin):
    form = DraftLinkForm
    list_display = ["recipient", "state", EXPIRES_AT, "created_by", CREATED_AT, "revoked_by"]
    search_fields = ["recipient", "created_by"]
    actions = ["revoke_chosen"]
    view_on_site = False  # the page shows the address as long as the link is open

    def get_urls(self) -> list[URLPattern]:
        revoke = path(
            "<int:pk>/revoke/",
            self.admin_site.admin_view(require_POST(self.revoke)),
            name="comparisons_draftlink_revoke",
        )
        return [revoke, *super().get_urls()]

    def get_fields(self, request: HttpRequest, obj: DraftLink | None = None) -> Any:
        if obj is None:
            return ["recipient", "days"]
        revoked = ["revoked_by", REVOKED_AT] if obj.revoked_at else []
        return ["recipient", "address", EXPIRES_AT, "created_by", CREATED_AT, *revoked]

    def get_readonly_fields(self, request: HttpRequest, obj: DraftLink | None = None) -> Any:
        return self.get_fields(request, obj) if obj else []

    def has_change_permission(self, request: HttpRequest, obj: DraftLink | None = None) -> bool:
        """Links are never changed. The permission to change one allows revoking it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: DraftLink | None = None) -> bool:
        return False

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("comparisons.change_draftlink")

    def save_model(self, request: HttpRequest, obj: DraftLink, form: Any, change: bool) -> None:
        obj.start(request.user.get_username(), form.cleaned_data["days"])
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: DraftLink, post_url_continue: str | None = None) -> HttpResponse:
        """To the page of the link, which shows its address."""
        text = "The link is made. It shows the draft until {}."
        messages.success(request, format_html(text, moment_html(obj.expires_at)))
        return HttpResponseRedirect(reverse("admin:comparisons_draftlink_change", args=[obj.pk]))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        link: DraftLink | None = context.get("original")
        may_revoke = link is not None and link.state == "open" and self.has_revoke_permission(request)
        one_button = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, {**context, **one_button, "may_revoke": may_revoke}, *args, **kwargs)

    def revoke(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_revoke_permission(request):
            raise PermissionDenied
        self.revoke_chosen(request, DraftLink.objects.filter(pk=pk))
        return HttpResponseRedirect(reverse("admin:comparisons_draftlink_changelist"))

    @admin.action(description="Revoke the selected links", permissions=["revoke"])
    def revoke_chosen(self, request: HttpRequest, links: Any) -> None:
        """Links that have expired or were revoked before stay as they are."""
        count = links.revoke(request.user.get_username())
        one = "1 link is revoked. Its address no longer works."
        messages.success(request, one if count == 1 else f"{count} links are revoked.")

    @admin.display(description="address")
    def address(self, link: DraftLink) -> str:
        if link.state != "open":
            return f"None: the link {STATES[link.state]}."
        address = settings.SITE_ORIGIN + link.address
        return format_html('<a class="draft-link" href="{}">{}</a>', address, address)
