"""What an administrator sees of somebody's second factor, and resets if it is lost."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from comparisons.admin.people.second_factor.adapters import NAMES
from comparisons.editing.reset_second_factor import reset_second_factor


@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def reset_page(request: HttpRequest, person: User) -> HttpResponse:
    """For whoever may change the person. Some minutes after signing in, the password is asked for first."""
    if request.method == "POST":
        reset_second_factor(person, request.user.get_username())
        messages.success(request, f"{person} has no second factor any more, and can set up a new one.")
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[person.pk]))
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": f"Second factor of {person}",
        "person": person,
        "factors": [_in_words(factor) for factor in Authenticator.objects.filter(user_id=person.pk).order_by("pk")],
    }
    return render(request, "admin/auth/user/second_factor.html", context)


def _in_words(factor: Authenticator) -> str:
    name = NAMES[factor.type]
    return f"{name} “{factor}”" if factor.type == Authenticator.Type.WEBAUTHN else name
