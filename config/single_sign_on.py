"""Checks of the variables about single sign-on. Each returns the value in the form that the product uses."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import validate

ROLES = ("Editor", "Publisher", "Administrator")
"""The roles that a group can give: those that a migration makes."""
SECOND_FACTOR = validate.OneOf(["provider", "required"])
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
LONGEST_ISSUER = 200
"""Characters. Accounts are kept under the issuer, in a column of this length."""


def issuer(value: str) -> str:
    """The address of a provider as its ID tokens name it, or nothing. Raises ValueError."""
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
    if not (host and is_safe and value.isascii() and value.isprintable()) or " " in value or "@" in parts.netloc:
        raise ValueError(f"“{value}” is not an address that begins with https://.")
    if parts.query or parts.fragment or "/.well-known/" in value or len(value) > LONGEST_ISSUER:
        raise ValueError("Write the issuer alone, without /.well-known/… and without ? or #, in 200 characters.")
    return value


def roles(value: str) -> dict[str, str]:
    """The role of each group, from `group=Role` pairs with commas between them. Raises ValueError."""
    pairs = [pair.strip() for pair in value.split(",") if pair.strip()]
    role_of: dict[str, str] = {}
    for pair in pairs:
        group, _, role = (part.strip() for part in pair.rpartition("="))
        if not group:
            raise ValueError(f"“{pair}” has no group. Write group=Role, with a comma between two.")
        if role not in ROLES:
            raise ValueError(f"“{role}” is not a role. Roles are {', '.join(ROLES)}.")
        if group in role_of:
            raise ValueError(f"The group “{group}” is there twice.")
        role_of[group] = role
    return role_of


def check_together(issuer: str, needed: dict[str, object], *, local_sign_in: bool) -> None:
    """Raise ImproperlyConfigured where variables do not fit together."""
    if not issuer and not local_sign_in:
        raise ImproperlyConfigured("LOCAL_SIGN_IN=false needs OIDC_ISSUER: otherwise nobody could sign in.")
    missing = [name for name, value in needed.items() if not value]
    if issuer and missing:
        raise ImproperlyConfigured(f"OIDC_ISSUER is set, and so {' and '.join(missing)} must be set too.")
