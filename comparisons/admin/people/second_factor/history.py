"""Second factors in the audit log and the log: an entry for the person whose factor was added, removed or reset."""

from __future__ import annotations

import logging
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.models import User
from django.dispatch import receiver
from django.http import HttpRequest

from comparisons.admin.people.second_factor.adapters import NAMES
from comparisons.editing.audit_log import log_event

logger = logging.getLogger("comparisons.sign_in")


def _log(user: User, request: HttpRequest, event: str, authenticator: Authenticator) -> None:
    """`user` is often the lazy one of the request."""
    kind = NAMES[authenticator.type]
    log_event(User.objects.get(pk=user.pk), request.user.get_username(), f"second factor {event}: {kind}")
    logger.info("Second factor %s, %s: account %r", event, kind, user.get_username())


@receiver(authenticator_added)
def _added(request: HttpRequest, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    _log(user, request, "added", authenticator)


@receiver(authenticator_removed)
def _removed(request: HttpRequest, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    _log(user, request, "removed", authenticator)


@receiver(authenticator_reset)
def _renewed(request: HttpRequest, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    _log(user, request, "replaced", authenticator)
