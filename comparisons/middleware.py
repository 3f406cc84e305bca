"""What every response carries, and what is refused before any page is asked."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import Error as AnyDatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from comparisons.releases.database_watch import is_database_failure
from comparisons.sessions.required_steps import required_step
from comparisons.sessions.store import end_old_session
from comparisons.views.errors import editing_unavailable, error_page
from comparisons.views.http.health import HEALTH
from comparisons.views.http.request import EDITING, EXCHANGE, PREVIEW, REFUSAL

logger = logging.getLogger(__name__)
authorisation = logging.getLogger("comparisons.authorisation")

GetResponse = Callable[[HttpRequest], HttpResponse]

MAX_ADDRESS = 8000
"""The longest address that is read, in bytes. Answers to all questions of a large wizard take about 1,000."""

HEADERS = {
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}

ON_PREVIEWS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}
"""On every answer there, whether the link is a right one or not; those of the page itself give way."""

PERMISSION_FOR = {"changelist": "view", "history": "view", "add": "add", "change": "change", "delete": "delete"}
"""The last word of the name of a page about a table -> the right that it asks for."""


def security_headers(get_response: GetResponse) -> GetResponse:
    """Set the headers on every response, those that another middleware cuts short included."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path_info.startswith(PREVIEW):
            for name, value in ON_PREVIEWS.items():
                response.headers[name] = value
        return response

    return middleware


def health_checks(get_response: GetResponse) -> GetResponse:
    """Answer `/livez` and `/readyz`, which are asked for by the address of a machine, and without https."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return HEALTH.get(request.path_info, get_response)(request)

    return middleware


def plain_refusals(get_response: GetResponse) -> GetResponse:
    """Refuse what the guard refuses, and an address that is too long or has too many parameters.

    A refused method gets a page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if refusal := request.META.get(REFUSAL):
            return editing_unavailable() if refusal == 503 else error_page(refusal)
        if len(request.META.get("QUERY_STRING", "")) + len(request.META.get("PATH_INFO", "")) > MAX_ADDRESS:
            return error_page(414)
        request.GET  # noqa: B018  (raises for too many parameters, also where no page would look at them)
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            return error_page(405, {"Allow": response.headers["Allow"]})
        return response

    return middleware


def no_cookies_on_public_pages(get_response: GetResponse) -> GetResponse:
    """Take the cookies off a request for a public page; a damaged one would otherwise be answered with a new one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(EDITING):
            request.META.pop("HTTP_COOKIE", None)
        return get_response(request)

    return middleware


class DatabaseFailures:
    """Answers 503 where a view needs a database that is down, full or read-only, with one line in the log."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return _database_failed(request, exception) if is_database_failure(exception) else None


def session_limits(get_response: GetResponse) -> GetResponse:
    """End a session that is too old, or that nobody used for too long, before an editing page is asked.

    Who has to change the first password, or to set up a second factor, is led there.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(EDITING):
            try:
                end_old_session(request)
                if step := required_step(request):
                    return HttpResponseRedirect(reverse(step))
            except AnyDatabaseError as error:  # Django asks no other middleware about faults of this one
                if is_database_failure(error):
                    return _database_failed(request, error)
                raise
        return get_response(request)

    return middleware


class AuthorisationLog:
    """Writes a line where an account may not open an editing page, or asks for one that is not there.

    So it does for addresses of draft links. Of an address it has the pattern, as the rest may be a token, or private.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        is_sent_to_sign_in = response.headers.get("Location", "").startswith(reverse("admin:login"))
        if is_sent_to_sign_in and request.path_info.startswith(EDITING) and request.user.is_authenticated:
            _log_refusal("Refused", request, "no role")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if not request.path_info.startswith((*EDITING, PREVIEW)):
            return
        if isinstance(exception, PermissionDenied):
            _log_refusal("Refused", request, str(exception) or _permission_for(request))
        elif isinstance(exception, Http404):
            _log_refusal("Not found", request)


def _log_refusal(event: str, request: HttpRequest, reason: str = "") -> None:
    name, match = request.user.get_username(), request.resolver_match
    who, route = f"account {name!r}" if name else "nobody", f"/{match.route}" if match else "no page"
    page = f"{request.method} {route}"
    authorisation.warning("%s: %s", event, ", ".join(filter(None, (who, page, reason))))


def _permission_for(request: HttpRequest) -> str:
    """What a page about a table asks for, by its name; empty for other pages."""
    match = request.resolver_match
    parts = (match.url_name or "").split("_") if match else []
    if len(parts) != 3 or parts[2] not in PERMISSION_FOR:
        return ""
    return f"{parts[0]}.{PERMISSION_FOR[parts[2]]}_{parts[1]}"


def account_in_access_log(get_response: GetResponse) -> GetResponse:
    """Note for the access log who asks for an editing page. Django has read the account by then."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        exchange = request.META.get(EXCHANGE)
        if exchange and request.path_info.startswith(EDITING):
            with suppress(AnyDatabaseError):
                exchange.user = request.user.get_username()
        return response

    return middleware


def _database_failed(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("The database failed at %s: %s", request.path, error)
    return editing_unavailable()
