"""Sessions that began at the provider of single sign-on: whose, from which provider, and when they last proved it."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest

KEY = "single_sign_on"
"""Key of the session."""


def note_provider(request: HttpRequest, user_key: int, proved_at: int | None) -> None:
    """Note that the provider vouched for this account.

    `proved_at` is when its owner typed a password or the like there, in seconds since 1970; None where it does not say.
    """
    at = max(0, min(proved_at or 0, int(time.time())))
    request.session[KEY] = {"user": user_key, "issuer": settings.OIDC_ISSUER, "proved_at": at}


def began_at_provider(request: HttpRequest, user_key: int | None = None) -> bool:
    """Whether the provider vouched for whoever is signed in, or for an account that is about to be."""
    return bool(_note_of(request, user_key))


def proved_at(request: HttpRequest) -> float:
    """When the owner of a session that began at the provider last proved there who they are; 0 where nobody knows."""
    return float(_note_of(request).get("proved_at", 0))


def is_of_former_provider(request: HttpRequest) -> bool:
    """Whether it began at a provider that the settings no longer name."""
    note = _note_of(request)
    return bool(note) and note["issuer"] != settings.OIDC_ISSUER


def has_second_factor_of_provider(request: HttpRequest) -> bool:
    """Whether a second factor is the business of the provider."""
    return settings.OIDC_SECOND_FACTOR == "provider" and began_at_provider(request)


def _note_of(request: HttpRequest, user_key: int | None = None) -> dict[str, Any]:
    """Empty where the session is of somebody else by now."""
    note: dict[str, Any] = request.session.get(KEY) or {}
    return note if note.get("user") == (user_key or request.user.pk) else {}
