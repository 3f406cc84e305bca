"""What somebody's roles allow. Roles decide who may sign in, and nothing else does."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser, AnonymousUser

ROLES_IN_WORDS = {
    "Editor": "changes the working copy and makes draft links, but does not publish",
    "Publisher": "reads the working copy, publishes releases and restores them, but changes no text",
    "Administrator": "makes accounts, sets passwords and gives roles, but sees nothing of the working copy",
}


def has_role(user: AbstractUser | AnonymousUser) -> bool:
    """Whether somebody may open the editing pages: an active account with any right at all."""
    return user.is_active and (user.is_superuser or bool(user.get_all_permissions()))


def in_words() -> str:
    return " ".join(f"{name}: {words}." for name, words in ROLES_IN_WORDS.items())
