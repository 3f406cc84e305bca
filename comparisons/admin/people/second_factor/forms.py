"""The forms of the second factor: codes are tried as seldom as passwords, and each works once, on all servers."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from comparisons.admin.people.second_factor.adapters import WRONG_CODE
from comparisons.admin.people.sign_in import ACCOUNT_LIMIT, ADDRESS_LIMIT, client_address
from comparisons.models import SignInAttempt

TOO_MANY = "Too many wrong attempts. Wait five minutes, then try again."
WRONG_PASSWORD = "This is not your password."  # noqa: S105  (a message)

logger = logging.getLogger("comparisons.sign_in")


class Attempt:
    """One attempt of somebody to prove who they are. Raises ValidationError where there were too many."""

    def __init__(self, user: User, step: str = "Second factor") -> None:
        self._user, self._step = user, step
        self._keys = {
            f"second factor {user.pk}": ACCOUNT_LIMIT,
            f"address {client_address(context.request.META)}": ADDRESS_LIMIT,
        }
        if not SignInAttempt.objects.begin(self._keys):
            logger.warning("%s refused, too many attempts: account %r", step, user.get_username())
            raise ValidationError(TOO_MANY, code="too_many")

    def failed(self) -> None:
        logger.warning("%s failed: account %r", self._step, self._user.get_username())

    def succeeded(self) -> None:
        for key in self._keys:
            SignInAttempt.objects.forget(key)


def use_once(user: User, code: str) -> None:
    """Raises ValidationError if a code was used before on any server. django-allauth remembers that in one process.

    Kept for five minutes, which is longer than a code of an app is valid. Of two at the same moment, none is let in.
    """
    if not SignInAttempt.objects.begin({f"code {user.pk} {normalize_user_code(code)}": 1}):
        raise ValidationError(WRONG_CODE, code="incorrect_code")


def code_field(label: str) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
    return forms.CharField(label=label, max_length=30, widget=forms.TextInput(attrs=attributes))


class CodeForm(AuthenticateForm):
    code = code_field("Code from your app, or a recovery code")

    def clean_code(self) -> str:
        attempt = Attempt(self.user)
        try:
            code: str = super().clean_code()
            use_once(self.user, code)
        except ValidationError:
            attempt.failed()
            raise
        attempt.succeeded()
        return code


class AppForm(ActivateTOTPForm):
    code = code_field("Code that the app shows")

    def clean_code(self) -> str:
        attempt = Attempt(self.user)
        code: str = super().clean_code()
        use_once(self.user, code)  # nor is it taken for the next sign-in
        attempt.succeeded()
        return code


class PasskeyForm(AddWebAuthnForm):
    name = forms.CharField(
        label="Name", max_length=100, help_text="So that you know later which device it is: “Phone”, for example."
    )
    passwordless = forms.BooleanField(
        label="Sign in with this passkey alone, without password and code",
        required=False,
        initial=True,
        help_text="The device then asks for your fingerprint, your face or its PIN. Some security keys cannot do this.",
    )


class PasswordForm(ReauthenticateForm):
    password = forms.CharField(  # type: ignore[assignment]  # theirs adds a link that resets it
        label="Password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )

    def clean_password(self) -> Any:
        attempt = Attempt(self.user, "Reauthentication")
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            attempt.failed()
            raise ValidationError(WRONG_PASSWORD, code="incorrect_password")
        attempt.succeeded()
        return password
