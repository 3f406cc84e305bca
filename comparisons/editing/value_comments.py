"""What editors say to each other of a value."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from comparisons.models import Value, ValueComment
from comparisons.models.fields.text_rules import without_invisible_ends


class CommentError(Exception):
    """Nothing was written. The message says why, for the editor."""


def add_comment(value: Value, text: str, created_by: str) -> None:
    """Add a comment, which opens the comments on the value. Raises CommentError."""
    if not without_invisible_ends(text):
        raise CommentError("Write what you have to say.")
    _add(value, text, created_by, settles=False)


def settle(value: Value, text: str, created_by: str, *, seen: str) -> None:
    """Settle the comments on a value, with or without a last word.

    `seen` is the key of the last comment that its editor saw: what was written since is not settled unread. Raises
    CommentError.
    """
    last = ValueComment.objects.newest_of_open().filter(value=value).first()
    if last is None:
        raise CommentError("The comments are settled already.")
    if str(last.pk) != seen:
        raise CommentError(f"{last.created_by} has written since you opened this page. Read it first.")
    _add(value, text, created_by, settles=True)


def _add(value: Value, text: str, created_by: str, *, settles: bool) -> None:
    text = without_invisible_ends(text)
    comment = ValueComment(value=value, text=text, settles=settles, created_by=created_by, created_at=timezone.now())
    try:
        comment.full_clean()
    except ValidationError as error:
        raise CommentError(" ".join(error.messages)) from error
    comment.save()
