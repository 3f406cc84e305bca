"""What somebody has to do first after signing in: change the first password, set up a second factor."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from comparisons.models import FirstPassword
from comparisons.sessions.single_sign_on import has_second_factor_of_provider, is_of_former_provider

SECOND_FACTOR = "second_factor_of"
"""Key of the session: the account whose second factor was used or added in it."""
FIRST_PASSWORD = "first_password"  # noqa: S105  (the name of a key)
"""Key of the session: it began with a password that has to be changed."""
CHANGE_PASSWORD = ("/admin/password_change/", "/admin/login/", "/admin/logout/")
"""What somebody may open who has to change the password."""
SET_UP = ("/admin/second-factor/", "/admin/single-sign-on/", *CHANGE_PASSWORD)
"""What somebody may open who has to have a second factor, and has none yet."""


@receiver(user_logged_in)
def note_first_password(request: HttpRequest, user: Any, **_signal: Any) -> None:
    if FirstPassword.objects.of(user):
        request.session[FIRST_PASSWORD] = True


def required_step(request: HttpRequest) -> str:
    """The name of the page that comes before any other for somebody who has just signed in; empty for none.

    Ends a session that began at a provider of single sign-on which the settings no longer name.
    """
    if is_of_former_provider(request):
        logout(request)
        return ""
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
    if not settings.REQUIRE_SECOND_FACTOR or not user.is_authenticated or has_second_factor_of_provider(request):
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
