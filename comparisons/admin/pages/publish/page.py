"""The publish page: the changes and their effects, errors and warnings, a note, and the button."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from comparisons.admin.pages.publish.changes import linked, sections
from comparisons.admin.pages.publish.effects import effects, findings
from comparisons.admin.pages.publish.review_requests import visible_requests
from comparisons.admin.pages.publish.schedule import chosen_time, schedule_context
from comparisons.editing.form_links import Forms
from comparisons.models import AuditLogEntry, Release
from comparisons.releases import publish, release_cache, schedule
from comparisons.releases.audits import DraftAudit, Failure, Progress, draft_audit
from comparisons.releases.publish import PublishError, Review

MAX_ENTRIES = 50


@require_http_methods(["GET", "HEAD", "POST"])
def publish_page(request: HttpRequest) -> HttpResponse:
    """The review of the working copy as it is now, also after a refusal."""
    _require_permission(request)
    note, refusal = request.POST.get("note", "").strip(), ""
    if request.method == "POST" and note:
        try:
            done = _publish_or_schedule(request, note)
            messages.success(request, done, extra_tags=f"saved-at:{request.path}")
        except PublishError as error:
            refusal = str(error)
        else:
            return HttpResponseRedirect(reverse("admin:index"))
    review = publish.review()
    context = {
        **admin.site.each_context(request),
        **_review_context(request, review),
        **schedule_context(request, review),
        "review_requests": visible_requests(request.user),
        "title": "Review and publish",
        "note": note,
        "note_is_missing": request.method == "POST" and not note,
        "refusal": refusal,
        "is_refused": request.method == "POST",
        "may_publish": request.user.has_perm("comparisons.publish_release"),
    }
    return render(request, "admin/publish.html", context)


def _publish_or_schedule(request: HttpRequest, note: str) -> str:
    """What was done, in a sentence. Raises PublishError."""
    username, reviewed = request.user.get_username(), request.POST.get("reviewed", "")
    if publish_at := chosen_time(request.POST):
        row = schedule.schedule(publish_at, note, username, reviewed)
        return f"The {row} is scheduled. It is published unless someone changes the working copy before."
    release = publish.publish(note, username, reviewed)
    transaction.on_commit(release_cache.refresh)
    return f"{release} is published."


@require_safe
def publish_effect(request: HttpRequest) -> HttpResponse:
    """The effects of publishing on results. The page polls this until they are known."""
    _require_permission(request)
    if not request.headers.get("HX-Request"):
        return HttpResponseRedirect(reverse("admin:publish"))
    review = publish.review()
    return render(request, "admin/_publish_effect.html", {"is_swap": True, **_effect_context(review, Forms())})


def _require_permission(request: HttpRequest) -> None:
    """Those who may view the working copy may review it; only publishers publish."""
    codename = "view_framework" if request.method in {"GET", "HEAD"} else "publish_release"
    if not request.user.has_perm(f"comparisons.{codename}"):
        raise PermissionDenied(f"comparisons.{codename}")


def _review_context(request: HttpRequest, review: Review) -> dict[str, Any]:
    forms = Forms()
    last = Release.objects.only("published_at").first()
    entries = AuditLogEntry.objects.readable_by(request.user).without_publishing()
    entries = entries.since(last.published_at if last else None)
    return {
        "review": review,
        "sections": sections(review.item_changes, forms),
        "errors": linked(review.errors, forms),
        "new_warnings": linked(review.new_warnings, forms),
        "kept_warnings": linked(review.kept_warnings, forms),
        "gone_warnings": linked(review.gone_warnings, forms),
        "entries": entries[:MAX_ENTRIES],
        "more_entries": max(entries.count() - MAX_ENTRIES, 0),
        **_effect_context(review, forms),
    }


def _effect_context(review: Review, forms: Forms) -> dict[str, Any]:
    """What is known so far; nothing is computed for a draft that cannot be published or is already published."""
    if not review.can_be_published or review.draft is None:
        return {}
    state = draft_audit(review.current, review.draft)
    if isinstance(state, Progress):
        return {"progress": state}
    if isinstance(state, Failure):
        return {"failure": state}
    if not isinstance(state, DraftAudit):
        return {"unavailable": state}
    return {
        "effects": effects(review, state),
        "decides_alike": state.decides_alike,
        "findings": findings(review, state, forms),
    }
