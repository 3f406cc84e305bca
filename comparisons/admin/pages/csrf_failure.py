"""A form of the desk without a valid CSRF token: mostly, somebody signed in again in another tab since then."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from comparisons.admin.pages.unsaved import typed_fields


def csrf_failure(request: HttpRequest, **_reason: str) -> HttpResponse:
    """A page with a way back to the form, which offers to restore what was typed. Raises PermissionDenied elsewhere.

    What was typed is shown only if the form was one of ours, so that no other site can have its text on our page.
    """
    if not request.path.startswith(reverse("admin:index")):
        raise PermissionDenied
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    is_content = request.path.startswith(reverse("admin:app_list", args=["comparisons"]))
    context = {
        **admin.site.each_context(request),
        "title": "Nothing was saved yet",
        "typed": typed_fields(request) if is_ours and is_content and request.user.is_authenticated else [],
    }
    response = render(request, "admin/csrf_failure.html", context, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response
