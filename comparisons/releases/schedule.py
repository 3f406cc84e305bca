"""Publish what was reviewed at a set time, and nothing else: whatever was changed since prevents it.

The row says what is scheduled. `publish_due` does it once the time has come, called by a command or by the thread of
`schedule_watch`. Everything here is a change set, so of two that act at once the second sees what the first did.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone

from comparisons.editing.audit_log import change_set
from comparisons.engine import Catalogue
from comparisons.models import Release, ScheduledRelease
from comparisons.releases import publish
from comparisons.releases.publish import PublishError, ReviewIsOldError

FURTHEST = datetime.timedelta(days=366)
OVERDUE = datetime.timedelta(minutes=10)
"""After this time something should have published it: a timer calls the command every few minutes."""
MAX_REFUSAL = 2_000


@dataclass(frozen=True)
class State:
    """What is scheduled, and what is wrong with it: `change` is what happened since the review."""

    row: ScheduledRelease
    change: str
    is_overdue: bool

    @property
    def will_be_published(self) -> bool:
        return not (self.row.refusal or self.change)


def state(catalogue: Catalogue | None) -> State | None:
    """What is scheduled, with the working copy as it is; None if nothing is. One query, and one more if something is.

    `catalogue` is None if the working copy cannot be read.
    """
    row = ScheduledRelease.objects.first()
    if row is None:
        return None
    number = Release.objects.values_list("number", flat=True).first() or 0
    token = publish.token_of(number, catalogue.model_dump_json() if catalogue else "")
    return State(row, publish.change_since(row.reviewed, token), row.publish_at + OVERDUE < timezone.now())


def schedule(publish_at: datetime.datetime, note: str, created_by: str, reviewed: str) -> ScheduledRelease:
    """Have what was reviewed published at that time. Raises PublishError, and has then changed nothing.

    `reviewed` is the token of the review. What was scheduled for another review, and so cannot happen, is replaced.
    """
    with change_set(created_by, "publishing scheduled"):
        publish.refuse(publish.review(), reviewed)
        _refuse_time(publish_at)
        earlier = ScheduledRelease.objects.first()
        if earlier and earlier.reviewed == reviewed and not earlier.refusal:
            raise PublishError(f"{earlier.created_by} has scheduled the {earlier} already. Cancel that first.")
        ScheduledRelease.objects.all().delete()
        row = ScheduledRelease(
            publish_at=publish_at, note=note, reviewed=reviewed, created_by=created_by, created_at=timezone.now()
        )
        try:
            row.full_clean()
        except ValidationError as error:
            raise PublishError(" ".join(error.messages)) from error
        row.save(force_insert=True)
        return row


def _refuse_time(publish_at: datetime.datetime) -> None:
    if publish_at <= timezone.now():
        raise PublishError(f"{publish_at:%-d %B %Y, %H:%M} UTC has passed. Choose a later time, or publish now.")
    if publish_at > timezone.now() + FURTHEST:
        raise PublishError("Choose a time within a year.")


def cancel(seen: str, cancelled_by: str) -> bool:
    """Publish it no more. Whether it was still there: `seen` is `created_at` of what is cancelled, in ISO 8601."""
    with change_set(cancelled_by, "scheduled publishing cancelled"):
        row = ScheduledRelease.objects.first()
        if row is None or row.created_at.isoformat() != seen:
            return False
        row.delete()
        return True


def is_due() -> bool:
    """Whether there is something for `publish_due` to do. One query."""
    return _due() is not None


def publish_due() -> Release | ScheduledRelease | None:
    """Publish what is due. The release; or the row, which then says why nothing was published; None if nothing is due.

    What is refused once is not tried again. Of several calls at once, one does it.
    """
    if not is_due():
        return None
    with change_set() as changes:
        row = _due()
        if row is None:
            return None
        try:
            _refuse_person(row.created_by)
            release = publish.publish(row.note, row.created_by, row.reviewed)
        except PublishError as error:
            changes.comment = "refused at the scheduled time"
            row.refusal = _refusal(error, row)
            row.save()
            return row
        changes.comment = "published at the scheduled time"
        return release


def _refusal(error: PublishError, row: ScheduledRelease) -> str:
    if isinstance(error, ReviewIsOldError):
        return f"{error.change} after {row.created_by} had reviewed it."
    return str(error)[:MAX_REFUSAL]


def _due() -> ScheduledRelease | None:
    return ScheduledRelease.objects.filter(publish_at__lte=timezone.now(), refusal="").first()


def _refuse_person(username: str) -> None:
    """Whoever was a publisher when they scheduled it must still be one."""
    user = get_user_model()._default_manager.filter(username=username).first()
    if user is None or not user.has_perm("comparisons.publish_release"):  # never given to an account that is not active
        raise PublishError(f"{username} may no longer publish.")
