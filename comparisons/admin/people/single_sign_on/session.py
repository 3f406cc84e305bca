"""What the session gets once the provider has said who someone is."""

from __future__ import annotations

import logging

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import resume_login
from allauth.account.models import Login
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from comparisons.admin.people.single_sign_on.accounts import RefusedError
from comparisons.admin.people.single_sign_on.attempt import Attempt
from comparisons.admin.people.single_sign_on.id_token import CLOCKS
from comparisons.admin.people.single_sign_on.identity import Identity
from comparisons.sessions.single_sign_on import note_provider

SOMEBODY_ELSE = "You signed in at {name} as someone else. Sign in there as yourself."
NOT_FRESH = (
    "{name} does not say that you have just signed in there, so this is refused. Whoever runs this site reads why in "
    "its instructions for operators, under “Single sign-on”: the claim auth_time."
)

logger = logging.getLogger("comparisons.sign_in")


def start_session(request: HttpRequest, user: User, identity: Identity, next_page: str) -> HttpResponse:
    """Sign in: at once, or after our own second factor where the settings ask for it. The session gets a new key."""
    if request.user.is_authenticated:
        logout(request)
    note_provider(request, user.pk, identity.proved_at)
    if settings.OIDC_SECOND_FACTOR == "required":
        response: HttpResponse = resume_login(request, Login(user=user, redirect_url=next_page))
        return response
    get_adapter().login(request, user)
    return HttpResponseRedirect(next_page)


def prove_again(request: HttpRequest, attempt: Attempt, identity: Identity) -> HttpResponse:
    """Someone who is signed in has done so at the provider once more, and not by what their browser kept there."""
    user, key = request.user, attempt.user or 0
    mine = SocialAccount.objects.filter(user_id=key, provider=settings.OIDC_ISSUER, uid=identity.subject)
    if user.pk != key or not mine.exists():
        logger.warning("Single sign-on again refused, someone else: account %r", user.get_username())
        raise RefusedError(SOMEBODY_ELSE)
    if identity.proved_at is None or identity.proved_at < attempt.began_at - CLOCKS:
        logger.warning("Single sign-on again refused, auth_time is %r: %r", identity.proved_at, user.get_username())
        raise RefusedError(NOT_FRESH)
    request.session.cycle_key()
    note_provider(request, key, identity.proved_at)
    return HttpResponseRedirect(attempt.next)
