"""What readers will see of a text in Markdown, while it is written."""

from __future__ import annotations

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from comparisons.models.fields import with_unix_lines
from comparisons.presentation.markdown import as_html

LONGEST = 20_000
"""Characters, as the fields take."""


@require_POST
def markdown_preview(request: HttpRequest) -> HttpResponse:
    """The text that the form names by its field, as the site renders it. Nothing is saved."""
    if not request.user.has_perm("comparisons.view_framework"):
        raise PermissionDenied("comparisons.view_framework")
    text = request.POST.get(request.POST.get("field", ""))
    if text is None:
        raise BadRequest("Name a field of the form.")
    is_too_long = len(text) > LONGEST
    # Past the cache of the public pages: nobody will ask for an unfinished text again.
    rendered = "" if is_too_long else as_html.__wrapped__(with_unix_lines(text).strip())
    return render(request, "admin/_markdown_preview.html", {"rendered": rendered, "is_too_long": is_too_long})
