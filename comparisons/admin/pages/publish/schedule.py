"""The set time on the publish page: read from the form, shown, and cancelled."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from comparisons.releases import schedule
from comparisons.releases.publish import PublishError, Review

FORM = "%Y-%m-%dT%H:%M"
"""What browsers send for a date with a time."""
MAX_OFFSET = 15 * 60


def chosen_time(data: Mapping[str, str]) -> datetime.datetime | None:
    """The time to publish at, from the form; None for now. Raises PublishError.

    It is the reader's time: a script adds how many minutes lead from there to UTC. Without it, the page asks for UTC.
    """
    text = data.get("publish_at", "").strip()
    if data.get("when") != "later":
        if text:
            raise PublishError("You gave a time, and chose to publish now. Choose one of the two.")
        return None
    try:
        local = datetime.datetime.strptime(text, FORM).replace(tzinfo=datetime.UTC)
        return local + _offset(data)
    except (ValueError, OverflowError):
        raise PublishError("Give the date and the time at which it is to be published.") from None


def _offset(data: Mapping[str, str]) -> datetime.timedelta:
    minutes = int(data.get("minutes_to_utc") or 0)
    if abs(minutes) > MAX_OFFSET:
        raise ValueError(minutes)
    return datetime.timedelta(minutes=minutes)


def schedule_context(request: HttpRequest, review: Review) -> dict[str, Any]:
    """What is scheduled, and what the form had."""
    is_later = request.POST.get("when") == "later"
    return {
        "scheduled": schedule.state(review.draft) if request.user.has_perm(VIEW) else None,
        "publish_at": request.POST.get("publish_at", ""),
        "is_later": is_later,
    }


VIEW = "comparisons.view_scheduledrelease"


@require_POST
def cancel_scheduled(request: HttpRequest) -> HttpResponse:
    """Publish what is scheduled no more, or take the report of a refusal off the desk."""
    if not request.user.has_perm("comparisons.publish_release"):
        raise PermissionDenied("comparisons.publish_release")
    if schedule.cancel(request.POST.get("seen", ""), request.user.get_username()):
        messages.success(request, "It is no longer scheduled.")
    else:
        messages.info(request, "Nothing was cancelled: what you saw is not scheduled any more. This is what is there.")
    return HttpResponseRedirect(reverse("admin:publish"))
