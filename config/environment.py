"""Environment variables, or files that hold their values; and what of them is in force, without secrets."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from environs import FileAwareEnv

T = TypeVar("T")

SECRETS = {
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "FIRST_EDITOR_PASSWORD",
    "METRICS_TOKEN",
    "SENTRY_DSN",
    "OIDC_CLIENT_SECRET",
}
"""Variables of which only is shown whether they are set."""


DSN = re.compile(r"(https://[^\s@/]+@|http://[^\s@/]+@(127\.0\.0\.1|\[::1\]|localhost)(?=[:/]))[^\s@/]*(/[^\s@]*)?/\d+")
"""As in https://key@host/number; without TLS only on this machine."""


class Environment(FileAwareEnv):
    """Reads `NAME`, or the file that `NAME_FILE` names, without the line break at its end."""

    def __init__(self) -> None:
        super().__init__(strip_whitespace=True)

    def _get_value(self, env_key: str, default: Any) -> Any:
        """Environs raises a ValueError that does not say which file."""
        try:
            return super()._get_value(env_key, default)
        except (OSError, ValueError) as error:
            file = os.environ.get(f"{env_key}_FILE")
            raise ImproperlyConfigured(f"{env_key}_FILE names {file}, which cannot be read.") from error


def checked(name: str, check: Callable[[Any], T], value: Any) -> T:
    """The value in the form that the check returns. Raises ImproperlyConfigured with the check's sentence."""
    try:
        return check(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}") from None


def token(value: str) -> str:
    """The value, where it can be a token or is empty. Raises ValueError."""
    if value and not (len(value) >= 16 and value.isascii() and value.isprintable() and " " not in value):
        raise ValueError("Use at least 16 ASCII characters, without spaces.")
    return value


def folder(value: str) -> str:
    """The value, where it is a folder that can be read, or empty. Raises ValueError."""
    if value and not (Path(value).is_dir() and os.access(value, os.R_OK | os.X_OK)):
        raise ValueError(f"{value} is not a folder that Plumbline can read.")
    return value


def socket(value: str) -> str:
    """The value, where it can be the path of a Unix socket, or is empty. Raises ValueError."""
    if value and not re.fullmatch(r"/[!-~]{1,106}", value):
        raise ValueError(
            "Write the full path of a socket, for example /run/plumbline/socket, in at most 107 characters."
        )
    return value


def error_service(value: str) -> str:
    """The value, where it is an address of Sentry's form, a DSN, or is empty. Raises ValueError."""
    if value and not DSN.fullmatch(value):
        raise ValueError("Write the DSN that the service gives: https://key@host/number.")
    return value


def in_force(values: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Name, value and origin of each variable, in the order in which they were read. Secrets are not in it."""
    return [(name, _masked(name, value), _origin(name)) for name, value in values.items()]


def _masked(name: str, value: Any) -> str:
    if name in SECRETS:
        return "set, not shown" if value else "not set"
    if isinstance(value, Mapping):
        return _database(value)
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, list) else str(value)


def _database(parts: Mapping[str, Any]) -> str:
    """What DATABASE_URL names, without its password and its options, which may hold one."""
    kind, name, user = str(parts["ENGINE"]).rpartition(".")[2], parts["NAME"], parts.get("USER") or "none"
    if kind == "sqlite3":
        return f"{kind} {name}"
    password = "set, not shown" if parts.get("PASSWORD") else "none"
    return f"{kind} {name} on {parts.get('HOST') or 'a socket'}, user {user}, password {password}"


def _origin(name: str) -> str:
    if file := os.environ.get(f"{name}_FILE"):
        return f"file {file}"
    return "environment" if name in os.environ else "default"
