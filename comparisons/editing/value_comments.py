"""What editors say to each other of a value."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from comparisons.models import Value, ValueComment
from comparisons.models.fields.text_rules import without_invisible_ends


class CommentError(Exception):
    """Nothing was written. The message says why, for the editor."""


def comment_on(value: Value, text: str, created_by: str, *, settles: bool = False) -> None:
    """Add a comment, which opens the comments on the value, or settles them.

    One that settles needs no text, but something to settle. Raises CommentError.
    """
    text = without_invisible_ends(text)
    if settles and not ValueComment.objects.newest_of_open().filter(value=value).exists():
        raise CommentError("The comments are settled already.")
    if not settles and not text:
        raise CommentError("Write what you have to say.")
    comment = ValueComment(value=value, text=text, settles=settles, created_by=created_by, created_at=timezone.now())
    try:
        comment.full_clean()
    except ValidationError as error:
        raise CommentError(" ".join(error.messages)) from error
    comment.save()
