"""Sessions in the database, when they end, and whether a second factor began them.

Their key comes from a cookie, and so from anybody.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError
from django.dispatch import receiver
from django.http import HttpRequest

from comparisons.models import FirstPassword

BY_ITSELF = {"/admin/open-forms/"}
"""Addresses that a page asks by itself while it is open: they do not show that somebody is there."""

SIGNED_IN, LAST_USED = "signed_in_at", "last_used_at"
"""Keys of the session, in seconds since 1970."""
SECOND_FACTOR = "second_factor_of"
"""Key of the session: the account whose second factor was used or added in it."""
FIRST_PASSWORD = "first_password"  # noqa: S105  (the name of a key)
"""Key of the session: it began with a password that has to be changed."""
CHANGE_PASSWORD = ("/admin/password_change/", "/admin/login/", "/admin/logout/")
"""What somebody may open who has to change the password."""
SET_UP = ("/admin/second-factor/", *CHANGE_PASSWORD)
"""What somebody may open who has to have a second factor, and has none yet."""
PRECISION = 60
"""Seconds after which the last use is written again: not with every request."""


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
    if SIGNED_IN not in session:
        return
    is_old = seconds - session[SIGNED_IN] >= settings.SESSION_COOKIE_AGE
    if is_old or seconds - session[LAST_USED] >= settings.SESSION_IDLE_MINUTES * 60:
        logout(request)
    elif seconds - session[LAST_USED] >= PRECISION and request.path_info not in BY_ITSELF:
        session[LAST_USED] = seconds


@receiver(user_logged_in)
def stamp(request: HttpRequest, user: Any, **_signal: Any) -> None:
    request.session[SIGNED_IN] = request.session[LAST_USED] = int(time.time())
    if FirstPassword.objects.of(user):
        request.session[FIRST_PASSWORD] = True


def required_step(request: HttpRequest) -> str:
    """The name of the page that comes before any other for somebody who has just signed in; empty for none."""
    if needs_new_password(request):
        return "admin:password_change"
    return "mfa_index" if needs_second_factor(request) else ""


def needs_new_password(request: HttpRequest) -> bool:
    if not request.user.is_authenticated or FIRST_PASSWORD not in request.session:
        return False
    if not FirstPassword.objects.of(request.user):
        del request.session[FIRST_PASSWORD]
        return False
    return not request.path_info.startswith(CHANGE_PASSWORD)


def needs_second_factor(request: HttpRequest) -> bool:
    """Whether somebody has to set up a second factor before they see this page. Needs `request.user`. One query.

    Ends a session that began without the second factor that its account has, and one whose factor was reset.
    """
    user = request.user
    if not settings.REQUIRE_SECOND_FACTOR or not user.is_authenticated:
        return False
    is_used, is_set_up = request.session.get(SECOND_FACTOR) == user.pk, _has_second_factor(user.pk)
    if is_used != is_set_up:
        logout(request)
        return False
    return not is_set_up and not request.path_info.startswith(SET_UP)


def _has_second_factor(key: int) -> bool:
    """Recovery codes alone are none."""
    return Authenticator.objects.filter(user_id=key).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


@receiver([authenticator_used, authenticator_added])
def note_second_factor(request: HttpRequest, user: Any, **_signal: Any) -> None:
    request.session[SECOND_FACTOR] = user.pk


@receiver(authenticator_removed)
def forget_second_factor(request: HttpRequest, user: Any, **_signal: Any) -> None:
    if not _has_second_factor(user.pk):
        request.session.pop(SECOND_FACTOR, None)
