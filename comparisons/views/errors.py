"""Error pages: the same for everybody, so each is rendered once. They need no database, no request and no release."""

from __future__ import annotations

import sys
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template import engines
from django.urls import Resolver404, resolve

from comparisons.releases.database_watch import is_database_failure
from comparisons.views.answer_query import with_query
from comparisons.views.http.shared_links import AFTER


def error_page(status: int, headers: dict[str, str] | None = None, name: str = "") -> HttpResponse:
    """The page of a status, or the one of this name."""
    response = HttpResponse(error_html(name or str(status)), status=status, headers=headers)
    response.headers["Cache-Control"] = "no-store"
    return response


@cache
def error_html(name: str) -> bytes:
    """The page of this name in `templates/comparisons/errors`."""
    return engines["jinja2"].get_template(f"errors/{name}.html").render().encode()


def unavailable() -> HttpResponse:
    """There is nothing to show yet; the page asks again by itself."""
    return error_page(503, {"Retry-After": "5"})


def editing_unavailable() -> HttpResponse:
    """The database does not answer, or too many others edit. Not the page that asks again: it may answer a form."""
    return error_page(503, {"Retry-After": "5"}, name="503_editing")


def file_unavailable() -> HttpResponse:
    """A file or a picture cannot be made at this moment: too many others are, or its renderer failed."""
    return error_page(503, {"Retry-After": "5"}, name="503_file")


def file_without_font(request: HttpRequest) -> HttpResponse:
    """A PDF would have letters that no font shows: another format of the same has them."""
    spreadsheet = with_query(request.path.removesuffix("pdf") + "xlsx", request.META.get("QUERY_STRING", ""))
    page = engines["jinja2"].get_template("errors/406_letters.html").render({"spreadsheet": spreadsheet})
    return HttpResponse(page, status=406, headers={"Cache-Control": "no-store"})


def bad_request(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (passed by name)
    return error_page(400)


def forbidden(_request: HttpRequest, *_why: object, **_reason: object) -> HttpResponse:
    """For a missing permission, and for a form of a public page, where there are none."""
    return error_page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (passed by name)
    """Leads to the page that is meant where the address only has other capitals, or what followed it in a sentence."""
    meant = f"{request.path_info.rstrip(AFTER + '/').lower()}/"
    if meant != request.path_info and _is_public(meant):
        address = f"{settings.SITE_PATH}{meant}"
        return HttpResponsePermanentRedirect(with_query(address, request.META.get("QUERY_STRING", "")))
    return error_page(404)


def _is_public(path: str) -> bool:
    """Whether a page of the current or of an earlier release is at this path."""
    try:
        return resolve(path).kwargs.get("edition") in {"current", "release"}
    except Resolver404:
        return False


def server_error(_request: HttpRequest) -> HttpResponse:
    """A session is saved after the view, where no middleware sees that the database failed."""
    return editing_unavailable() if is_database_failure(sys.exc_info()[1]) else error_page(500)
