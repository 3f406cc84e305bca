"""What django-allauth asks us: who may sign in, what its pages say, and how sites and people are named in apps."""

from __future__ import annotations

import logging
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from qrcode.image.svg import SvgPathFillImage
from qrcode.main import make

from comparisons.admin.people.roles import has_role
from comparisons.admin.people.sign_in import NO_ROLE
from comparisons.admin.people.single_sign_on.accounts import local_sign_in_refusal
from comparisons.editing import factor_encryption
from comparisons.sessions.single_sign_on import began_at_provider, proved_at

FRESH = 300
"""Seconds after signing in, or after typing the password again, in which second factors and people can be changed."""

WRONG_CODE = "This code is wrong, or was used already. Type the code that your app shows now, or a recovery code."
MESSAGES = {
    "mfa/messages/totp_activated.txt": "From now on, a code from your app is asked for when you sign in.",
    "mfa/messages/totp_deactivated.txt": "The app was removed. Its codes no longer work.",
    "mfa/messages/webauthn_added.txt": "The passkey was added.",
    "mfa/messages/webauthn_removed.txt": "The passkey was removed.",
}
"""Our words for messages of django-allauth. Its others are not shown."""

NAMES = {"totp": "app for codes", "webauthn": "passkey", "recovery_codes": "recovery codes"}
"""Our words for kinds of second factors."""

logger = logging.getLogger("comparisons.sign_in")


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        """Not asked of those who come from the provider of single sign-on."""
        if not may_sign_in(user):
            return self._without_role(request, user)
        refusal = local_sign_in_refusal(user)
        if refusal:
            logger.warning("Sign-in refused, only by single sign-on: account %r", user.get_username())
        return self._refused(request, refusal) if refusal else None

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Minutes may have passed since the password: roles are looked at again."""
        if not may_sign_in(user):
            raise ImmediateHttpResponse(self._without_role(request, user))
        factors = factors_of(request, user)
        super().login(request, user)
        logger.info("Signed in with %s: account %r", factors, user.get_username())

    def _without_role(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        logger.warning("Sign-in refused, no role: account %r", user.get_username())
        return self._refused(request, NO_ROLE)

    def _refused(self, request: HttpRequest, reason: str) -> HttpResponse:
        clear_login(request)
        messages.error(request, reason)
        return HttpResponseRedirect(reverse("admin:login"))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("admin:index")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        text = kwargs.get("message") or MESSAGES.get(message_template or "")
        if text:
            messages.add_message(request, level, text)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not in the first minutes after signing in, which `comparisons.sessions.store` notes.

        Who comes from a provider may have signed in there long before, and nobody was asked anything.
        """
        request = context.request
        signed_in_at: float = request.session.get("signed_in_at", 0)
        at = proved_at(request) if began_at_provider(request) else signed_in_at
        return time.time() - at >= FRESH

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        if began_at_provider(context.request):
            url = reverse("single_sign_on_again")
            return [{"id": "reauthenticate", "description": "Sign in again", "url": url}]
        url = reverse("account_reauthenticate")
        return [{"id": "reauthenticate", "description": "Type your password", "url": url}]

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail: sites need not have any."""


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return factor_encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return factor_encryption.decrypt(encrypted_text)

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def get_totp_issuer(self) -> str:
        return f"Plumbline {settings.SITE_HOST}"

    def build_totp_svg(self, url: str) -> str:
        """On white, so that a camera reads it on a dark page too."""
        picture: Any = make(url, image_factory=SvgPathFillImage)  # type: ignore[no-untyped-call]
        return str(picture.to_string(encoding="unicode"))

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:  # noqa: A002  (its name there)
        return "Passkey"

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.get_username(), "name": user.get_username()}


def factors_of(request: HttpRequest, user: AbstractBaseUser) -> str:
    """For the log: with what somebody has signed in, in the order in which it was asked for."""
    records = get_authentication_records(request, user)
    kinds = dict.fromkeys(str(record.get("type") or record["method"]) for record in records)
    if began_at_provider(request, user.pk):
        kinds = {"single sign-on": None, **kinds}
    return " and ".join(NAMES.get(kind, kind) for kind in kinds) or "nothing that was recorded"


def may_sign_in(user: AbstractBaseUser) -> bool:
    return isinstance(user, User) and has_role(user)
