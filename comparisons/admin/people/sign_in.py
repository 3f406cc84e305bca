"""The sign-in: it slows down whoever guesses passwords, and says why somebody is not let in.

The password is the first step. django-allauth asks for a second factor where somebody has one, and lets them in.
"""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import logout
from django.contrib.auth.models import AbstractBaseUser, User
from django.contrib.auth.views import LoginView, redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from comparisons.admin.people.roles import has_role
from comparisons.admin.people.single_sign_on.accounts import NOT_HERE
from comparisons.models import FirstPassword, SignInAttempt

ACCOUNT_LIMIT, ADDRESS_LIMIT = 5, 20
"""Failed sign-ins within five minutes, for one account and from one address."""

SESSION_ENDED = "session_ended"
"""Key in the query of the sign-in page: a form was not saved, and the page says so."""

TOO_MANY = "Too many failed sign-ins. Wait five minutes, then try again. An administrator can set a new password."
EXPIRED = (
    "This first password was not changed within seven days, and no longer works. Make a new one on the server: "
    "manage.py changepassword editor"
)
NO_ROLE = "This account has no role yet. Ask an administrator to give you one."

logger = logging.getLogger("comparisons.sign_in")


def client_address(environ: Mapping[str, Any]) -> str:
    """Who asks: the last address that our proxy added, and without a proxy the other end of the connection.

    What a client writes into X-Forwarded-For comes before that. An IPv6 network of one customer (/64) counts as one.
    """
    forwarded = environ.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    text = forwarded.rpartition(",")[2].strip() or environ.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.ip_network(f"{address}/64", strict=False))
    return str(address)


def redirect_to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """To the sign-in, for a form that was sent after the session had ended. From there it goes on to the form's page.

    The address that a form is sent to is no page by itself in many cases. The page that it was on is the referrer.
    """
    address, site = request.get_full_path(), f"{request.scheme}://{request.get_host()}"
    page = request.headers.get("Referer", "").removeprefix(site)
    if page.startswith(reverse("admin:index")):
        address = page
    return redirect_to_login(address, f"{reverse('admin:login')}?{SESSION_ENDED}=1")


class SignInForm(AdminAuthenticationForm):
    def clean(self) -> dict[str, Any]:
        name = str(self.cleaned_data.get("username") or "")
        if not (name and self.cleaned_data.get("password")):
            return super().clean()
        account, address = f"account {name.casefold()}", f"address {client_address(self._request.META)}"
        if not SignInAttempt.objects.begin({account: ACCOUNT_LIMIT, address: ADDRESS_LIMIT}):
            logger.warning("Sign-in refused, too many attempts: %s", _known(name))
            raise ValidationError(TOO_MANY, code="too_many")
        try:
            cleaned = super().clean()
        except ValidationError:
            logger.warning("Sign-in failed: %s", _known(name))
            raise
        SignInAttempt.objects.forget(account)
        SignInAttempt.objects.forget(address)
        return cleaned

    def confirm_login_allowed(self, user: AbstractBaseUser) -> None:
        """The password is right. Django asks for a tick named “staff status” here; we ask for a role."""
        if not isinstance(user, User) or not has_role(user):
            raise ValidationError(NO_ROLE, code="no_role")
        first = FirstPassword.objects.of(user)
        if first and first.is_expired:
            raise ValidationError(EXPIRED, code="expired")

    @property
    def _request(self) -> HttpRequest:
        return self.request or HttpRequest()


def refused_page(request: HttpRequest, reason: str, status: int = 429) -> HttpResponse:
    """The sign-in page with the reason. Nothing is kept: for a message after a redirect, a stranger has a session."""
    messages.error(request, reason)
    request.method = "GET"
    page = admin.site.login(request)
    if page.status_code == HTTPStatus.OK:  # who is signed in is led to the desk, which has the message
        page.status_code = status
    return page


class SignIn(LoginView):
    template_name = "admin/sign_in.html"
    authentication_form = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = super().get_context_data(**kwargs)
        query = urlencode({"next": own.get("next") or ""})
        return {
            **own,
            "local_sign_in": settings.LOCAL_SIGN_IN,
            "provider_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
            "provider_address": f"{reverse('single_sign_on')}?{query}",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Where passwords are switched off, none is looked at."""
        if settings.LOCAL_SIGN_IN:
            return super().post(request, *args, **kwargs)
        return refused_page(request, NOT_HERE.format(name=settings.OIDC_NAME), 403)

    def form_valid(self, form: Any) -> HttpResponse:
        """The password is right: on to the second factor or, without one, to the page that was asked for."""
        if self.request.user.is_authenticated:
            logout(self.request)
        login = Login(user=form.get_user(), redirect_url=self.get_success_url())
        return perform_password_login(self.request, {}, login)


def _known(name: str) -> str:
    """For the log. A name that no account has may be a password, typed into the wrong box."""
    return f"account {name!r}" if User.objects.filter(username=name).exists() else "a name that no account has"
