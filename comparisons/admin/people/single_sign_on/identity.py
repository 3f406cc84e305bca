"""Who somebody is by the provider: the claims that we use, in types that hold."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.conf import settings

logger = logging.getLogger("comparisons.sign_in")


@dataclass(frozen=True)
class Identity:
    subject: str
    """Never changes, and is never given to somebody else."""
    names: tuple[str, ...]
    """What an account could be called, the best first."""
    email: str
    groups: frozenset[str] | None
    """None where the provider does not say."""
    proved_at: int | None
    """When they typed a password or the like at the provider, in seconds since 1970; None where it does not say."""


def identity_of(claims: dict[str, Any]) -> Identity:
    """Of verified claims. Claims of another type than the standard says count as absent."""
    email = _text(claims.get("email"))
    names = (_text(claims.get("preferred_username")), email)
    auth_time = claims.get("auth_time")
    is_moment = isinstance(auth_time, int) and not isinstance(auth_time, bool)
    return Identity(
        subject=claims["sub"],
        names=tuple(name for name in names if name),
        email=email,
        groups=_groups(claims.get(settings.OIDC_GROUPS_CLAIM)),
        proved_at=auth_time if is_moment else None,
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _groups(value: object) -> frozenset[str] | None:
    """One text is one group. Nothing else than that and a list of texts says anything of groups."""
    if isinstance(value, str):
        return frozenset({value})
    if isinstance(value, list) and all(isinstance(group, str) for group in value):
        return frozenset(value)
    if value is not None:
        logger.warning("Single sign-on: the claim %r is no list of texts", settings.OIDC_GROUPS_CLAIM)
    return None
