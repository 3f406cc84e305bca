"""Comments on values: those that are open, and all on one value."""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from comparisons.editing.form_links import Forms
from comparisons.editing.value_comments import CommentError, add_comment, settle
from comparisons.models import Value, ValueComment

SETTLE = "settle"
"""The button that settles what is open."""


@require_safe
def open_comments(request: HttpRequest) -> HttpResponse:
    _require(request, "view")
    context = {
        **admin.site.each_context(request),
        "title": "Open comments",
        "comments": ValueComment.objects.newest_of_open(),
    }
    return render(request, "admin/comparisons/value/open_comments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def comments_page(request: HttpRequest, pk: int) -> HttpResponse:
    _require(request, "view")
    value = get_object_or_404(Value.objects.select_related("framework", "aspect"), pk=pk)
    text = ""
    if request.method == "POST":
        _require(request, "add")
        text = request.POST.get("text", "")
        try:
            done = _write(request, value, text)
        except CommentError as error:
            messages.error(request, f"Nothing was written. {error}")
        else:
            messages.success(request, done, extra_tags=f"saved-at:{request.path}")
            return HttpResponseRedirect(request.path)
    comments = list(value.comments.all())
    context = {
        **admin.site.each_context(request),
        "title": f"Comments on {value}",
        "value": value,
        "form_address": Forms().address(("framework", value.framework.slug, "value", value.aspect.slug)),
        "comments": comments,
        "is_open": bool(comments) and not comments[-1].settles,
        "text": text,
        "is_refused": request.method == "POST",
    }
    return render(request, "admin/comparisons/value/comments.html", context)


def _write(request: HttpRequest, value: Value, text: str) -> str:
    """Write what was sent, and say so. Raises CommentError."""
    username = request.user.get_username()
    if SETTLE not in request.POST:
        add_comment(value, text, username)
        return "Your comment is written."
    settle(value, text, username, seen=request.POST.get("seen", ""))
    return "The comments are settled."


def _require(request: HttpRequest, right: str) -> None:
    if not request.user.has_perm(f"comparisons.{right}_valuecomment"):
        raise PermissionDenied(f"comparisons.{right}_valuecomment")
