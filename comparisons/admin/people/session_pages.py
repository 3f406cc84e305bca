"""The pages about open sessions: one's own, and for administrators those of others."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from comparisons.admin.people.open_sessions import end_sessions, open_sessions_of

OWN = "You are using this session. To end it, log out."
GONE = "This session has ended already."


@require_http_methods(["GET", "HEAD", "POST"])
def sessions_page(request: HttpRequest) -> HttpResponse:
    """Your own sessions. Each can be ended but the one that asks."""
    person = User.objects.get(username=request.user.get_username())
    if request.method == "POST":
        _end_chosen(request, person)
        return HttpResponseRedirect(reverse("admin:sessions"))
    sessions = open_sessions_of(person)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "Sessions",
        "sessions": [(session, session.key == request.session.session_key) for session in sessions],
    }
    return render(request, "admin/sessions.html", context)


def _end_chosen(request: HttpRequest, person: User) -> None:
    """The one whose handle was sent, or all others."""
    sessions, handle = open_sessions_of(person), request.POST.get("session")
    others = [session for session in sessions if session.key != request.session.session_key]
    chosen = others if "others" in request.POST else [session for session in others if session.handle == handle]
    count = end_sessions(person, chosen, person.get_username())
    if count:
        messages.success(request, _in_words(count))
    elif any(session.handle == handle for session in sessions):
        messages.error(request, OWN)
    else:
        messages.warning(request, GONE)


@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def sessions_of_person(request: HttpRequest, person: User) -> HttpResponse:
    """For whoever may change the person. Some minutes after signing in, the password is asked for first."""
    if person.pk == request.user.pk:
        return redirect("admin:sessions")
    sessions = open_sessions_of(person)
    if request.method == "POST":
        count = end_sessions(person, sessions, request.user.get_username())
        messages.success(request, _in_words(count, person))
        return redirect("admin:auth_user_change", person.pk)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": f"Open sessions of {person}",
        "person": person,
        "sessions": [(session, False) for session in sessions],
    }
    return render(request, "admin/auth/user/sessions.html", context)


def _in_words(count: int, person: User | None = None) -> str:
    whose = f" of {person}" if person else ""
    if not count:
        return f"No session{whose} was open."
    return f"1 session{whose} has ended." if count == 1 else f"{count} sessions{whose} have ended."
