"""The forms with supports may have more fields than others: some for each option of the working copy.

Django bounds the fields of every form alike, when it reads one for the first time. That is before any view, so this is
a middleware. Who is not signed in is sent to sign in, and nothing is read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, resolve

from comparisons.admin.people.sign_in import redirect_to_sign_in
from comparisons.models import Option

FIELDS_PER_OPTION = 40
"""A row has some ten fields, a choice for each after a conflict, and a field for each of its sources."""
PAGES = {"admin:comparisons_framework_supports", "admin:comparisons_criterion_answers"}
FORM = "application/x-www-form-urlencoded"


def large_forms(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.content_type == FORM and _has_supports(request.path_info):
            if not request.user.is_authenticated:
                return redirect_to_sign_in(request)
            limit = (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS or 0) + FIELDS_PER_OPTION * Option.objects.count()
            request.POST = cast("Any", read_form(request.body, limit))
        return get_response(request)

    return middleware


def read_form(body: bytes, limit: int) -> QueryDict:
    """The fields of a form. Raises TooManyFieldsSent, which is answered with 400."""
    try:
        pairs = parse_qsl(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=limit)
    except ValueError as error:
        raise TooManyFieldsSent(f"The form has more than {limit} fields.") from error
    form = QueryDict(mutable=True)
    for name, value in pairs:
        form.appendlist(name, value)
    form._mutable = False  # noqa: SLF001  (as Django itself gives out what it has read)
    return form


def _has_supports(path: str) -> bool:
    try:
        return resolve(path).view_name in PAGES
    except Resolver404:
        return False
