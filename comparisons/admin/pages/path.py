"""The path of a framework: what is done, what is missing, and where to do it, until visitors read it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comparisons.admin.pages.path_steps import Subject, steps
from comparisons.editing.draft import DraftError, draft_catalogue
from comparisons.editing.form_links import Forms
from comparisons.engine import Catalogue, find_problems
from comparisons.models import Framework
from comparisons.releases import release_cache
from comparisons.releases.stored import NoReleaseError


@require_safe
def path_page(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Framework, pk=pk)
    context = framework_context(request, row, f"Path of {row} to the site")
    try:
        subject = subject_of(row)
    except DraftError as error:
        context["reasons"] = error.reasons
    else:
        context["steps"] = steps(subject)
    return render(request, "admin/comparisons/framework/path.html", context)


def framework_context(request: HttpRequest, row: Framework, title: str) -> dict[str, Any]:
    """What the pages about one framework share. Raises PermissionDenied for those who may not change it."""
    if not admin.site.get_model_admin(Framework).has_change_permission(request, row):
        raise PermissionDenied
    return {**admin.site.each_context(request), "title": title, "framework": row, "opts": Framework._meta}


def subject_of(row: Framework) -> Subject:
    """What the path of a framework is worked out from. Raises DraftError where the draft makes no catalogue."""
    catalogue = draft_catalogue()
    return Subject(
        pk=row.pk,
        framework=catalogue.framework_of[row.slug],
        draft=catalogue,
        problems=find_problems(catalogue, timezone.now().date()),
        released=_released(),
        forms=Forms(),
    )


def _released() -> Catalogue | None:
    release_cache.refresh()
    try:
        return release_cache.as_written(release_cache.current_number())
    except NoReleaseError:
        return None
