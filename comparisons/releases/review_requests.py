"""What editors say is ready for review. Publishing settles all of it; a publisher can also answer “not yet”."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from comparisons.editing.audit_log import change_set
from comparisons.models import ReviewRequest
from comparisons.models.fields.text_rules import without_invisible_ends
from comparisons.releases import publish


class ReviewRequestError(Exception):
    """Nothing was changed. The message says why, for the reader."""


def ask(words: str, created_by: str) -> None:
    """Say that the working copy is ready, instead of what the same editor said before.

    Raises ReviewRequestError, or PublishError where the working copy cannot be published.
    """
    with change_set(created_by, "ready for review"):
        publish.refuse(publish.review())
        row = ReviewRequest.objects.filter(created_by=created_by).first() or ReviewRequest(created_by=created_by)
        row.words, row.created_at = words, timezone.now()
        row.answer, row.answered_by, row.answered_at = "", "", None
        _save(row)


def withdraw(created_by: str) -> bool:
    """Whether there was something to withdraw."""
    with change_set(created_by, "ready for review withdrawn"):
        rows = ReviewRequest.objects.filter(created_by=created_by)
        count, _ = rows.delete()
        return bool(count)


def answer(key: str, seen: str, words: str, answered_by: str) -> None:
    """Say “not yet”, and why. `seen` is `created_at` of what is answered, in ISO 8601. Raises ReviewRequestError."""
    with change_set(answered_by, "not ready yet"):
        row = ReviewRequest.objects.filter(pk=key).first() if key.isascii() and key.isdecimal() else None
        if row is None or row.created_at.isoformat() != seen:
            raise ReviewRequestError("The request was withdrawn, published or sent again since. This is how it is now.")
        if not without_invisible_ends(words):
            raise ReviewRequestError("Write why it is not ready yet.")
        row.answer, row.answered_by, row.answered_at = words, answered_by, timezone.now()
        _save(row)


def _save(row: ReviewRequest) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise ReviewRequestError(" ".join(error.messages)) from error
    row.save()
