"""Changes that could not be saved: why, and what the editor typed, so that they can copy it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString

from comparisons.admin.optimistic_locking.stale_forms import KEEP
from comparisons.models import StaleRowError

HIDDEN = {"csrfmiddlewaretoken", "seen_version"}


def unsaved_page(
    request: HttpRequest,
    model_admin: admin.ModelAdmin[Any],
    *,
    title: str,
    reason: str | SafeString,
    advice: str | SafeString,
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": model_admin.opts,
        "reason": reason,
        "advice": advice,
        "typed": typed_fields(request),
    }
    return render(request, "admin/comparisons/unsaved.html", context, status=409)


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of the posted form that are not empty, by name."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    names = {name: name.rpartition("-")[2] for name in request.POST}
    return [(n, v) for n, v in fields if v and names[n] not in HIDDEN and not names[n].startswith(("_", KEEP))]


def overtaken_page(
    request: HttpRequest,
    model_admin: admin.ModelAdmin[Any],
    error: StaleRowError | ProtectedError | RestrictedError,
) -> HttpResponse:
    """Someone else wrote after the form was checked and before it was saved. The transaction is rolled back by now.

    The form is not saved a second time: it would have to be checked again, against what nobody has seen.
    """
    if isinstance(error, StaleRowError):
        reason = f"Someone else saved or deleted “{error.row}” at the same moment."
    else:
        reason = "Someone else used, at the same moment, a row that you were deleting."
    link = '<a href="{}">Open the page again</a>. Then copy in what you typed:'
    return unsaved_page(
        request,
        model_admin,
        title="Your changes were not saved",
        reason=reason,
        advice=format_html(link, request.get_full_path()),
    )
