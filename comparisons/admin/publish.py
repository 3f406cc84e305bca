"""The publish page: what is wrong, what to mind, a note, and the button."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from comparisons import editions, publishing


@require_http_methods(["GET", "HEAD", "POST"])
def publish_page(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("comparisons.publish_release"):
        raise PermissionDenied
    note = request.POST.get("note", "").strip()
    if request.method == "POST" and note:
        try:
            release = publishing.publish(note, request.user.get_username())
        except publishing.PublishError as error:
            messages.error(request, str(error))
        else:
            editions.refresh()
            messages.success(request, f"{release} is published.")
            return HttpResponseRedirect(reverse("admin:index"))
    context = {
        **admin.site.each_context(request),
        "title": "Review and publish",
        "review": publishing.review(),
        "note": note,
        "note_is_missing": request.method == "POST" and not note,
    }
    return render(request, "admin/publish.html", context)
