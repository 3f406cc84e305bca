"""Sessions in the database, and when they end.

Their key comes from a cookie, and so from anybody.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError
from django.dispatch import receiver
from django.http import HttpRequest

BY_ITSELF = {"/admin/open-forms/"}
"""Addresses that a page asks by itself while it is open: they do not show that somebody is there."""

SIGNED_IN, LAST_USED = "signed_in_at", "last_used_at"
"""Keys of the session, in seconds since 1970."""
PRECISION = 60
"""Seconds after which the last use is written again: not with every request."""

LOG_OUT = "/admin/logout/"

logger = logging.getLogger("comparisons.sign_in")


class SessionStore(DatabaseStore):
    def __init__(self, session_key: str | None = None) -> None:
        """Django's own keys are letters and digits. PostgreSQL would answer the character NUL with an error."""
        super().__init__(session_key if session_key and session_key.isalnum() else None)

    def save(self, must_create: bool = False) -> None:
        """Django takes every error for a session that was deleted meanwhile, and answers 400.

        An error of the database has the driver's as its cause, and is raised as it is. A row that is missing has none.
        """
        try:
            super().save(must_create)
        except UpdateError as error:
            failure = error.__context__
            if isinstance(failure, DatabaseError) and failure.__cause__:
                raise failure from failure.__cause__
            raise


def end_old_session(request: HttpRequest) -> None:
    """End a session some hours after its sign-in, and earlier if nobody uses it. Needs `request.user`."""
    seconds, session = int(time.time()), request.session
    if has_ended(session):
        logout(request)
    elif seconds - session.get(LAST_USED, seconds) >= PRECISION and request.path_info not in BY_ITSELF:
        session[LAST_USED] = seconds


def has_ended(session: SessionBase | Mapping[str, Any]) -> bool:
    """Whether its sign-in is too long ago, or nobody used it for too long. It may still have a row."""
    if SIGNED_IN not in session:
        return False
    seconds = int(time.time())
    is_old = seconds - session[SIGNED_IN] >= settings.SESSION_COOKIE_AGE
    return bool(is_old or seconds - session[LAST_USED] >= settings.SESSION_IDLE_MINUTES * 60)


@receiver(user_logged_in)
def stamp(request: HttpRequest, **_signal: Any) -> None:
    request.session[SIGNED_IN] = request.session[LAST_USED] = int(time.time())


@receiver(user_logged_out)
def log_end(request: HttpRequest, user: Any, **_signal: Any) -> None:
    if user:
        logger.info(
            "%s: account %r", "Signed out" if request.path_info == LOG_OUT else "Session ended", user.get_username()
        )
