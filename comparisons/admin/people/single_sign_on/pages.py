"""The pages of single sign-on: to the provider, back from it, and why one has to go there again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.reauthentication import is_reauthentication_required, resume_request
from django.conf import settings
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comparisons.admin.people.sign_in import client_address, refused_page
from comparisons.admin.people.single_sign_on.accounts import RefusedError, TooManyError, account_of
from comparisons.admin.people.single_sign_on.attempt import Attempt
from comparisons.admin.people.single_sign_on.connection import Deadline, ProviderError, UnavailableError
from comparisons.admin.people.single_sign_on.provider import discover
from comparisons.admin.people.single_sign_on.session import prove_again, start_session
from comparisons.models import SignInAttempt

ADDRESS_LIMIT = 40
"""Requests of single sign-on from one address in five minutes: each sign-in makes two. Each is a session."""
TIME_LIMIT = 8.0
"""Seconds in which the provider has to answer all requests of one page: a thread of the editing pages waits."""

TOO_MANY = "Too many sign-ins from your network. Wait five minutes, then try again."
STALE = "This sign-in took too long, or began in another window. Start again."
CANCELLED = "The sign-in at {name} was cancelled."
UNAVAILABLE = "{name} does not answer. Try again in some minutes."
WRONG = "{name} did not confirm who you are. Try again. If that does not help, the log of this site has the reason."

logger = logging.getLogger("comparisons.sign_in")


def _in_words(page: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A page that says on the sign-in page why it lets nobody in. Who is signed in already reads it on the desk."""

    @wraps(page)
    def answer(request: HttpRequest) -> HttpResponse:
        if not settings.OIDC_ISSUER:
            raise Http404
        try:
            _count(request)
            return page(request)
        except ProviderError as error:
            logger.warning("Single sign-on failed: %s", error)
            reason = RefusedError(UNAVAILABLE if isinstance(error, UnavailableError) else WRONG)
        except RefusedError as error:
            reason = error
        if isinstance(reason, TooManyError) and not request.user.is_authenticated:
            return refused_page(request, str(reason))
        messages.error(request, str(reason))
        return HttpResponseRedirect(reverse("admin:index" if request.user.is_authenticated else "admin:login"))

    return answer


@never_cache
@require_GET
@_in_words
def begin(request: HttpRequest) -> HttpResponse:
    """To the provider. By a link: a form that leads to another site is stopped by our content security policy.

    A link of another site leads to the sign-in page, so that nobody is signed in who did not ask for it.
    """
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        page = _next_page(request)
        sign_in_page = f"{reverse('admin:login')}?{urlencode({'next': page})}"
        return HttpResponseRedirect(page if request.user.is_authenticated else sign_in_page)
    is_again = "again" in request.GET and request.user.is_authenticated
    provider = discover(Deadline(TIME_LIMIT))
    return HttpResponseRedirect(
        Attempt.begin(request, provider, _next_page(request), request.user.pk if is_again else None)
    )


@never_cache
@require_GET
@_in_words
def callback(request: HttpRequest) -> HttpResponse:
    """Back from the provider, with a code that is worth an ID token; or with an error."""
    attempt = Attempt.resume(request)
    if attempt is None:
        raise RefusedError(STALE)
    if request.GET.get("error") == "access_denied":
        raise RefusedError(CANCELLED)
    code = request.GET.get("code", "")
    if request.GET.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER or not code:
        raise ProviderError(f"it sent no code, but the error {request.GET.get('error', '')[:100]!r}")
    deadline = Deadline(TIME_LIMIT)
    identity = attempt.identity(discover(deadline), code, deadline)
    if attempt.user is not None:
        return prove_again(request, attempt, identity)
    return start_session(request, account_of(identity), identity, attempt.next)


@never_cache
def again(request: HttpRequest) -> HttpResponse:
    """Why somebody has to sign in at the provider again, and on to what they wanted once they have."""
    if not settings.OIDC_ISSUER:
        raise Http404
    if not is_reauthentication_required(request, app="allauth.mfa"):
        return resume_request(request) or HttpResponseRedirect(reverse("admin:index"))
    here = f"{request.path}?{urlencode({'next': _next_page(request)})}"
    context = {
        **admin.site.each_context(request),
        "title": "Sign in again",
        "address": f"{reverse('single_sign_on')}?{urlencode({'again': '', 'next': here})}",
        "name": settings.OIDC_NAME,
    }
    return render(request, "admin/single_sign_on_again.html", context)


def _count(request: HttpRequest) -> None:
    if not SignInAttempt.objects.begin({f"provider, address {client_address(request.META)}": ADDRESS_LIMIT}):
        raise TooManyError(TOO_MANY)


def _next_page(request: HttpRequest) -> str:
    """The page of this site that was asked for."""
    page = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_ours else reverse("admin:index")
