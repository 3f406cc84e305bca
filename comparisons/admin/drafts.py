"""What editing has in common: each save makes a draft, and says so."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from comparisons.admin.deleting import RefusesDeletion
from comparisons.admin.naming import NamedRows


class DraftAdmin(RefusesDeletion):
    """Rows of the working copy."""

    list_per_page = 50
    save_on_top = True

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_formset(request, **{"formset": NamedRows, **kwargs})

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

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        response = super().changelist_view(request, extra_context)
        if request.method == "POST" and "_save" in request.POST and response.status_code == 302:
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
