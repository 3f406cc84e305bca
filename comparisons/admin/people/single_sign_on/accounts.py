"""The account of somebody whom the provider vouches for: by issuer and subject, never by name or e-mail address."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from itertools import count

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group, User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import capfirst

from comparisons.admin.people.roles import has_role
from comparisons.admin.people.single_sign_on.identity import Identity
from comparisons.editing.audit_log import change_set

COMMENT = "single sign-on"
"""In the audit log, at what the provider changes."""
LONGEST_NAME = 140
"""Of the 150 characters of a user name, some are left for a number."""
NO_GROUP = "None of your groups at {name} gives you a role here. Ask whoever gives access to this site."
NO_CLAIM = "{name} does not say which groups you are in. Ask whoever runs this site: its log has the reason."
ONLY_THERE = "This account signs in with {name}."
NOT_HERE = "Passwords and passkeys are switched off here. Sign in with {name}."
SWITCHED_OFF = "This account is switched off. Ask an administrator."

logger = logging.getLogger("comparisons.sign_in")


class RefusedError(Exception):
    """Somebody is not let in. The text is what they read."""

    def __init__(self, text: str) -> None:
        super().__init__(capfirst(text.format(name=settings.OIDC_NAME)))


class TooManyError(RefusedError):
    """Too many attempts from one network."""


def local_sign_in_refusal(user: AbstractBaseUser) -> str:
    """Why an account cannot sign in with a password or a passkey; empty if it can.

    One that came from the provider must not outlive it: somebody who left would keep a passkey.
    """
    issuer = settings.OIDC_ISSUER
    if issuer and SocialAccount.objects.filter(user_id=user.pk, provider=issuer).exists():
        return ONLY_THERE.format(name=settings.OIDC_NAME)
    return "" if settings.LOCAL_SIGN_IN else NOT_HERE.format(name=settings.OIDC_NAME)


def account_of(identity: Identity) -> User:
    """The account, with the roles that the provider says. A new one is made. Raises RefusedError."""
    with change_set("", COMMENT):
        user = _known(identity)
        if user and not user.is_active:
            logger.warning("Single sign-on refused, switched off: account %r", user.get_username())
            raise RefusedError(SWITCHED_OFF)
        roles = None if identity.groups is None else _roles_of(identity.groups)
        if user is None:
            user = _new(identity, roles)
        if roles is not None and not user.is_superuser:
            _set_roles(user, roles)
    user = User.objects.get(pk=user.pk)  # with nothing that was remembered about its former roles
    if not has_role(user):
        logger.warning("Single sign-on refused, without a role: account %r", user.get_username())
        raise RefusedError(NO_GROUP)
    return user


def _known(identity: Identity) -> User | None:
    known = SocialAccount.objects.filter(provider=settings.OIDC_ISSUER, uid=identity.subject)
    row = known.select_related("user").first()
    return User.objects.get(pk=row.user_id) if row else None


def _roles_of(groups: Iterable[str]) -> set[Group]:
    names = {settings.OIDC_ROLES[group] for group in groups if group in settings.OIDC_ROLES}
    roles = set(Group.objects.filter(name__in=names))
    for name in sorted(names - {role.name for role in roles}):
        logger.warning("Single sign-on: OIDC_ROLES names the role %r, which this site does not have", name)
    return roles


def _new(identity: Identity, roles: set[Group] | None) -> User:
    if not roles:
        logger.warning("Single sign-on refused, %s: nobody known", "no groups claim" if roles is None else "no group")
        raise RefusedError(NO_CLAIM if roles is None else NO_GROUP)
    user = User(username=_free_name(identity.names), email=_email(identity.email))
    user.set_unusable_password()
    user.save()
    SocialAccount.objects.create(user_id=user.pk, provider=settings.OIDC_ISSUER, uid=identity.subject)
    return user


def _set_roles(user: User, roles: set[Group]) -> None:
    """Give and take those roles that groups of the provider give. Others are left as they are."""
    present = set(user.groups.filter(name__in=settings.OIDC_ROLES.values()))
    if roles - present:
        user.groups.add(*(roles - present))
    if present - roles:
        user.groups.remove(*(present - roles))


def _free_name(names: Iterable[str]) -> str:
    """The first name that can be one, with a number where somebody has it already, in whatever case."""
    name = next((User.normalize_username(name) for name in names if _is_name(name)), "person")
    numbered = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(name for name in numbered if not User.objects.filter(username__iexact=name).exists())


def _is_name(name: str) -> bool:
    name = User.normalize_username(name)
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError:
        return False
    return len(name) <= LONGEST_NAME


def _email(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address if len(address) <= 254 else ""
