"""Who has which form open. Browsers report it once a minute, and when a form is closed; a crashed one expires."""

from __future__ import annotations

import datetime

from django.utils import timezone

from comparisons.models import OpenForm

EXPIRY = datetime.timedelta(minutes=5)
"""After the last report a form counts as closed. Browsers report open ones each minute, hidden ones a little later."""


def mark_open(path: str, username: str) -> None:
    """Note that somebody has a form open, and forget what has expired. Not part of any change set."""
    moment = timezone.now()
    OpenForm.objects.not_seen_since(moment - EXPIRY).delete()
    OpenForm.objects.update_or_create(
        path=path,
        username=username,
        defaults={"seen_at": moment},
        create_defaults={"seen_at": moment, "opened_at": moment},
    )


def mark_closed(path: str, username: str) -> None:
    OpenForm.objects.filter(path=path, username=username).delete()


def open_elsewhere(path: str, username: str) -> list[OpenForm]:
    """Where others have a form open, the first first."""
    return list(OpenForm.objects.of_others(path, username).seen_since(timezone.now() - EXPIRY))
