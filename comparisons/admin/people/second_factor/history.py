"""Second factors in the audit log: an entry for the person whose factor was added, removed or reset."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.models import User
from django.dispatch import receiver
from django.http import HttpRequest

from comparisons.editing.audit_log import log_event

NAMES = {"totp": "app for codes", "webauthn": "passkey", "recovery_codes": "recovery codes"}


def _log(user: User, request: HttpRequest, comment: str) -> None:
    """`user` is often the lazy one of the request."""
    log_event(User.objects.get(pk=user.pk), request.user.get_username(), comment)


@receiver(authenticator_added)
def _added(request: HttpRequest, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    _log(user, request, f"second factor added: {NAMES[authenticator.type]}")


@receiver(authenticator_removed)
def _removed(request: HttpRequest, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    _log(user, request, f"second factor removed: {NAMES[authenticator.type]}")


@receiver(authenticator_reset)
def _renewed(request: HttpRequest, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    _log(user, request, f"second factor replaced: {NAMES[authenticator.type]}")
