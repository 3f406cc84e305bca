"""What an editor reads after saving: what was saved, what others changed, and that visitors do not see it yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from comparisons.admin.optimistic_locking.conflict_messages import kept_changes

UNCHANGED = "is_unchanged"
"""An attribute of a request that saved a form in which nothing was changed."""


class SaveMessages:
    """For a `ModelAdmin`. Django says of each form that was sent that its row was changed."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        setattr(request, UNCHANGED, change and not any(part.has_changed() for part in (form, *formsets)))
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        add_kept_message(request, [form, *(row for formset in formsets for row in formset.forms)])

    def message_user(
        self,
        request: HttpRequest,
        message: Any,
        level: int | str = messages.INFO,
        extra_tags: str = "",
        fail_silently: bool = False,
    ) -> None:
        if level == messages.SUCCESS and getattr(request, UNCHANGED, False):
            message, level = "You changed nothing, so nothing was saved.", messages.INFO
            extra_tags = _saved_at(request)
        super().message_user(request, message, level, extra_tags, fail_silently)  # type: ignore[misc]

    def response_add(self, request: HttpRequest, obj: Model, post_url_continue: str | None = None) -> HttpResponse:
        response: HttpResponse = super().response_add(request, obj, post_url_continue)  # type: ignore[misc]
        add_draft_message(request, obj)
        return response

    def response_change(self, request: HttpRequest, obj: Model) -> HttpResponse:
        response: HttpResponse = super().response_change(request, obj)  # type: ignore[misc]
        if not getattr(request, UNCHANGED, False):
            add_draft_message(request, obj)
        return response

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        response: HttpResponse = super().response_delete(request, obj_display, obj_id)  # type: ignore[misc]
        add_draft_message(request)
        return response


def add_kept_message(request: HttpRequest, forms: Iterable[Any]) -> None:
    """Say what others changed in the saved rows while the editor had them open."""
    if text := kept_changes(forms):
        messages.info(request, text)


def add_draft_message(request: HttpRequest, row: Model | None = None) -> None:
    """Say where the editor can see the change, and how to publish it."""
    preview = row.get_absolute_url() if row is not None and hasattr(row, "get_absolute_url") else reverse("draft:home")
    messages.info(
        request,
        format_html(
            "This is a draft; visitors do not see it yet. "
            '<a href="{}">Preview it</a> or <a href="{}">review and publish</a>.',
            preview,
            reverse("admin:publish"),
        ),
        extra_tags=_saved_at(request),
    )


def _saved_at(request: HttpRequest) -> str:
    """A class that tells the browser which form was saved: it keeps what was typed until then."""
    return f"saved-at:{request.path}"
