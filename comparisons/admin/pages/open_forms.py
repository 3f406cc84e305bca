"""Browsers report which form an editor has open, and learn who else has."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_POST

from comparisons.editing.open_forms import mark_closed, mark_open, open_elsewhere
from comparisons.models import OpenForm

MERGED = "You can edit it too: what only one of you changes is kept."


@require_POST
def open_forms(request: HttpRequest) -> JsonResponse:
    """Answer with the notice about others; it is empty where there are none."""
    path, username = request.POST.get("path", ""), request.user.get_username()
    _require_form(request, path)
    if "closed" in request.POST:
        mark_closed(path, username)
        return JsonResponse({})
    mark_open(path, username)
    return JsonResponse({"notice": notice(request, path)})


def notice(request: HttpRequest, path: str) -> str:
    """Who else has the form open, and what that means; empty if nobody has."""
    others = open_elsewhere(path, request.user.get_username())
    return f"{'; '.join(map(str, others))}. {MERGED}" if others else ""


def _require_form(request: HttpRequest, path: str) -> None:
    """Raise BadRequest for any other address than that of a form, PermissionDenied without the right to save it."""
    longest: Any = OpenForm._meta.get_field("path").max_length
    try:
        name = resolve(path.removeprefix(settings.SITE_PATH)).view_name if len(path) <= longest else ""
    except Resolver404:
        name = ""
    prefix, _, rest = name.partition("comparisons_")
    model, _, page = rest.partition("_")
    if prefix != "admin:" or page not in {"change", "supports", "answers"}:
        raise BadRequest("This is no form of the working copy.")
    if not request.user.has_perm(f"comparisons.change_{model}"):
        raise PermissionDenied(f"comparisons.change_{model}")
