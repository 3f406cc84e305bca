"""“Ready for review”: said and withdrawn by an editor, answered “not yet” by a publisher."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from comparisons.models import ReviewRequest
from comparisons.releases import review_requests
from comparisons.releases.publish import PublishError
from comparisons.releases.review_requests import ReviewRequestError

Act = Callable[[HttpRequest, str], str]
"""Does something for the person with that name, and says what in a sentence. Raises ReviewRequestError."""


def visible_requests(reader: AbstractUser | AnonymousUser) -> list[ReviewRequest]:
    """What is ready for review, the oldest first; nothing for those who may not know. One query."""
    return list(ReviewRequest.objects.all()) if reader.has_perm("comparisons.view_reviewrequest") else []


def _for(permission: str, *, is_kept: bool = False) -> Callable[[Act], Callable[[HttpRequest], HttpResponse]]:
    """A view for those with a permission. It leads to the publish page, and says there what came of it.

    Of a form whose text the browser keeps, it says that it is saved. Of those who publish, it keeps the note instead.
    """

    def view_of(act: Act) -> Callable[[HttpRequest], HttpResponse]:
        @require_POST
        @wraps(act)
        def view(request: HttpRequest) -> HttpResponse:
            if not request.user.has_perm(f"comparisons.{permission}"):
                raise PermissionDenied(f"comparisons.{permission}")
            try:
                done = act(request, request.user.get_username())
                keeps_text = is_kept and not request.user.has_perm("comparisons.publish_release")
                messages.success(request, done, extra_tags=f"saved-at:{reverse('admin:publish')}" if keeps_text else "")
            except (ReviewRequestError, PublishError) as error:
                messages.error(request, f"Nothing was sent. {error}")
            return HttpResponseRedirect(reverse("admin:publish"))

        return view

    return view_of


@_for("add_reviewrequest", is_kept=True)
def say_ready(request: HttpRequest, username: str) -> str:
    review_requests.ask(request.POST.get("words", "").strip(), username)
    return "The publishers see on the desk that it is ready for review."


@_for("add_reviewrequest")
def withdraw_ready(_request: HttpRequest, username: str) -> str:
    if not review_requests.withdraw(username):
        raise ReviewRequestError("What you said was withdrawn or published before.")
    return "It is withdrawn."


@_for("change_reviewrequest")
def say_not_yet(request: HttpRequest, username: str) -> str:
    data = request.POST
    review_requests.answer(data.get("request", ""), data.get("seen", ""), data.get("answer", "").strip(), username)
    return "The editor sees on the desk why it is not ready yet."
