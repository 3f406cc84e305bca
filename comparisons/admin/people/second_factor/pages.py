"""The pages about one's own second factor: django-allauth's, with our templates and forms."""

from __future__ import annotations

import json
import logging
from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import extract_user_from_response
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse_lazy

from comparisons.admin.people.second_factor.forms import TOO_MANY, AppForm, CodeForm, PasskeyForm, PasswordForm
from comparisons.admin.people.sign_in import client_address, refused_page
from comparisons.models import SignInAttempt

PASSKEY_LIMIT = 40
"""Requests to sign in with a passkey from one address in five minutes: each sign-in makes two. Each is a session."""

logger = logging.getLogger("comparisons.sign_in")


class DeskPage:
    """A page with what the head of each page of the desk needs."""

    request: HttpRequest
    title: str

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**admin.site.each_context(self.request), "title": self.title, **own}


class SecondFactors(DeskPage, IndexView):
    title = "Second factor"
    template_name = "admin/second_factor/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "is_required": settings.REQUIRE_SECOND_FACTOR}


class Code(DeskPage, AuthenticateView):
    """The second step of a sign-in."""

    title = "Second factor"
    template_name = "admin/second_factor/code.html"
    form_class = CodeForm

    def form_invalid(self, form: Any) -> HttpResponse:
        if form is self.webauthn_form:
            logger.warning("Second factor failed, passkey: account %r", self.stage.login.user.get_username())
        response: HttpResponse = super().form_invalid(form)
        return response


class App(DeskPage, ActivateTOTPView):
    title = "Set up an app for codes"
    template_name = "admin/second_factor/app.html"
    form_class = AppForm


class RemoveApp(DeskPage, DeactivateTOTPView):
    title = "Remove the app for codes"
    template_name = "admin/second_factor/remove.html"


class RecoveryCodes(DeskPage, ViewRecoveryCodesView):
    title = "Recovery codes"
    template_name = "admin/second_factor/recovery_codes.html"


class NewRecoveryCodes(DeskPage, GenerateRecoveryCodesView):
    title = "New recovery codes"
    template_name = "admin/second_factor/new_recovery_codes.html"


class AddPasskey(DeskPage, AddWebAuthnView):
    title = "Add a passkey"
    template_name = "admin/second_factor/passkey.html"
    form_class = PasskeyForm


class RemovePasskey(DeskPage, RemoveWebAuthnView):
    title = "Remove a passkey"
    template_name = "admin/second_factor/remove.html"
    success_url = reverse_lazy("mfa_index")


class PasswordAgain(DeskPage, ReauthenticateView):
    """Asked for before second factors, accounts or roles are changed, some minutes after signing in."""

    title = "Type your password again"
    template_name = "admin/second_factor/password.html"
    form_class = PasswordForm

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        """The session gets another key, as it does at signing in: who had copied the old one has nothing."""
        self.request.session.cycle_key()
        response: HttpResponse = super().form_valid(form)
        logger.info("Reauthenticated with password: account %r", form.user.get_username())
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = super().get_context_data(**kwargs)
        return {**own, "username": authenticated_user(self.request).get_username()}


class PasskeySignIn(LoginWebAuthnView):
    """Sign in with a passkey alone. A script on the sign-in page asks for the options, and sends what comes of them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        address = f"passkey, address {client_address(request.META)}"
        if SignInAttempt.objects.begin({address: PASSKEY_LIMIT}):
            return super().dispatch(request, *args, **kwargs)
        logger.warning("Sign-in with a passkey refused, too many attempts")
        if request.method != "POST":
            return JsonResponse({"error": TOO_MANY}, status=429)
        return refused_page(request, TOO_MANY)

    def form_invalid(self, form: Any) -> HttpResponse:
        logger.warning("Sign-in with a passkey failed: %s", _account_of(form.data.get("credential", "")))
        response: HttpResponse = super().form_invalid(form)
        return response


def _account_of(credential: str) -> str:
    """For the log: whom somebody wanted to sign in as. Nothing of this is proved."""
    try:
        return f"account {extract_user_from_response(json.loads(credential)).get_username()!r}"
    except (ValueError, TypeError, AttributeError, ValidationError):
        return "no account that is known"
