"""Second factors that are lost: taken away, so that their owner can set up new ones."""

from __future__ import annotations

import logging

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User

from comparisons.editing.audit_log import change_set, log_event

logger = logging.getLogger("comparisons.sign_in")


def reset_second_factor(person: User, reset_by: str) -> None:
    """Take away every second factor of a person, and record it; `reset_by` is empty for a program.

    Where a second factor is required, the sessions of the person end with their next request.
    """
    with change_set(reset_by):
        Authenticator.objects.filter(user_id=person.pk).delete()
        log_event(person, reset_by, "second factor reset")
    by = repr(reset_by) if reset_by else "a program"
    logger.info("Second factor reset by %s: account %r", by, person.get_username())
