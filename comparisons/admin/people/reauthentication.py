"""Reauthentication: who changes accounts or roles has signed in, or typed the password, in the last five minutes.

It is asked for before a form is shown. A form that was opened in time may be sent for half an hour, from the session
that opened it, and once: so nothing that was typed is lost, with or without scripts. Whoever has stolen the session
cannot open a form, and can send no other than those that its owner has open. django-allauth would keep the form in the
session until the password is typed; here that would write somebody's new password into the database.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.internal.httpkit import add_query_params
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

OPEN_FOR = 30 * 60
"""Seconds in which a form may be sent that was opened in time."""
OPEN_FORMS = "forms_about_people"
"""Key of the session: the addresses of the forms that were opened in time, and when, in seconds since 1970."""


class ReauthenticationAdmin(admin.ModelAdmin[Any]):
    """Forms that add, change or delete, and actions on chosen rows. Who may do none of these is refused as before."""

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any) -> Any:
        may = self.has_change_permission(request) if object_id else self.has_add_permission(request)
        return asking_again(super().changeform_view, may)(request, object_id, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return asking_again(super().delete_view, self.has_delete_permission(request))(request, *args, **kwargs)

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Nothing is typed into a list, so an action is not kept for later."""
        if _is_required(request):
            return _to_password_page(request)
        return super().response_action(request, *args, **kwargs)


def asking_again(view: Callable[..., Any], may_change: bool = True) -> Callable[..., Any]:
    """The view of a form, behind the page that asks for the password where the last sign-in is too long ago."""

    @wraps(view)
    def reauthenticated(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if may_change and _is_required(request) and not _is_sent_in_time(request):
            return _to_password_page(request)
        if may_change and request.method == "GET":
            _note(request, {**_open_forms(request), request.path: int(time.time())})
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 302:
            _note(request, {path: at for path, at in _open_forms(request).items() if path != request.path})
        return response

    return reauthenticated


def _is_required(request: HttpRequest) -> bool:
    """The same limit as for second factors."""
    return bool(is_reauthentication_required(request, app="allauth.mfa"))


def _is_sent_in_time(request: HttpRequest) -> bool:
    return request.method == "POST" and request.path in _open_forms(request)


def _open_forms(request: HttpRequest) -> dict[str, int]:
    earliest = time.time() - OPEN_FOR
    return {path: at for path, at in request.session.get(OPEN_FORMS, {}).items() if at > earliest}


def _note(request: HttpRequest, forms: dict[str, int]) -> None:
    request.session[OPEN_FORMS] = forms


def _to_password_page(request: HttpRequest) -> HttpResponse:
    methods = get_adapter().get_reauthentication_methods(request.user)
    if not methods:
        raise PermissionDenied
    return HttpResponseRedirect(add_query_params(methods[0]["url"], {"next": request.get_full_path()}))
