"""The editing pages as a whole: their name, the pages about no model, a change set for each form, the index.

Not in `admin`, because importing that package registers models with this site.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

import comparisons
from comparisons.editing.audit_log import change_set

GROUPS = {
    "Frameworks": ["comparisons.Framework", "comparisons.Value", "comparisons.Aspect", "comparisons.Group"],
    "Wizard": ["comparisons.Criterion", "comparisons.Option", "comparisons.Support", "comparisons.Method"],
    "Guides and crosswalks": ["comparisons.Guide", "comparisons.Crosswalk", "comparisons.Pair"],
    "Sources": ["comparisons.Source"],
    "Releases and changes": ["comparisons.Release", "comparisons.DraftLink", "comparisons.AuditLogEntry"],
    "People": ["auth.User", "auth.Group"],
}
"""The headings of the index, and the models under each, in the order in which an editor meets them."""

logger = logging.getLogger("comparisons.sign_in")


def _in_change_set(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def in_change_set(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method in {"GET", "HEAD"}:
            return view(request, *args, **kwargs)
        with change_set(request.user.get_username(), "form"):
            return view(request, *args, **kwargs)

    return in_change_set


def _redirect_late_forms(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def redirect_late_forms(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        from comparisons.admin.people.sign_in import redirect_to_sign_in  # noqa: PLC0415  (needs the applications)

        is_form = request.method == "POST" and request.path != reverse("admin:logout")
        is_sent_too_late = is_form and not request.user.is_authenticated
        return redirect_to_sign_in(request) if is_sent_too_late else view(request, *args, **kwargs)

    return redirect_late_forms


class EditorSite(admin.AdminSite):
    site_header = "Plumbline"
    site_title = "Plumbline"
    index_title = "Working copy"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from comparisons.admin.form_parts.markdown_preview import markdown_preview  # noqa: PLC0415  (as below)
        from comparisons.admin.pages import (  # noqa: PLC0415  (needs the applications to be loaded)
            flow,
            open_forms,
            search,
            status,
            value_comments,
        )
        from comparisons.admin.people.session_pages import sessions_page  # noqa: PLC0415  (as above)

        pages: list[URLPattern | URLResolver] = [
            path("flow/", self.admin_view(flow.flow_page), name="flow"),
            path("sessions/", self.admin_view(sessions_page), name="sessions"),
            path("search/", self.admin_view(search.search_page), name="search"),
            path("status/", self.admin_view(status.status_page), name="status"),
            path("open-comments/", self.admin_view(value_comments.open_comments), name="open_comments"),
            path("markdown/", super().admin_view(markdown_preview), name="markdown_preview"),
            path("open-forms/", super().admin_view(open_forms.open_forms), name="open_forms"),  # no change set
            *self._publish_urls(),
            *self._content_urls(),
        ]
        return pages + super().get_urls()

    def _publish_urls(self) -> list[URLPattern | URLResolver]:
        from comparisons.admin.pages.publish import page, review_requests, schedule  # noqa: PLC0415  (as above)

        return [
            path("publish/", self.admin_view(page.publish_page), name="publish"),
            path("publish/effect/", self.admin_view(page.publish_effect), name="publish_effect"),
            path("publish/cancel/", self.admin_view(schedule.cancel_scheduled), name="publish_cancel"),
            path("publish/ready/", self.admin_view(review_requests.say_ready), name="publish_ready"),
            path("publish/withdraw/", self.admin_view(review_requests.withdraw_ready), name="publish_withdraw"),
            path("publish/not-yet/", self.admin_view(review_requests.say_not_yet), name="publish_not_yet"),
        ]

    def _content_urls(self) -> list[URLPattern | URLResolver]:
        from comparisons.admin.pages import content  # noqa: PLC0415  (as above)

        compared = super().admin_view(content.compare_page)  # writes nothing: no change set, and nobody waits
        return [
            path("content/", self.admin_view(content.content_page), name="content"),
            path("content/compare/", compared, name="content_compare"),
            path("content/apply/", self.admin_view(content.apply_page), name="content_apply"),
            path("content/working-copy.zip", self.admin_view(content.download_draft), name="content_draft"),
            path("content/release-<int:number>.zip", self.admin_view(content.download_release), name="content_release"),
        ]

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """What a form writes is one change set. No page is cached, not even those that Django calls cacheable."""
        return _redirect_late_forms(super().admin_view(_in_change_set(view)))

    def has_permission(self, request: HttpRequest) -> bool:
        """Roles decide, and not Django's tick for the staff."""
        from comparisons.admin.people.roles import has_role  # noqa: PLC0415  (as above)

        return has_role(request.user)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django's, but that the form leads on to the second factor."""
        from comparisons.admin.people.sign_in import SESSION_ENDED, SignIn  # noqa: PLC0415  (as above)

        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        context = {
            **self.each_context(request),
            "title": "Log in",
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            "session_ended": SESSION_ENDED in request.GET,
            **(extra_context or {}),
        }
        if not (request.GET.get("next") or request.POST.get("next")):
            context["next"] = reverse("admin:index")
        response = SignIn.as_view(extra_context=context, next_page="admin:index")(request)
        return cast("HttpResponse", response)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        response = super().password_change(request, extra_context)
        if request.method == "POST":
            what = "changed" if response.status_code == HTTPStatus.FOUND else "not changed"
            logger.info("Password %s: account %r", what, request.user.get_username())
        return response

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "plumbline_version": comparisons.__version__}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The desk, for those who may view the working copy, and then the groups of models."""
        from comparisons.admin.pages.desk import desk  # noqa: PLC0415

        may_view = request.user.has_perm("comparisons.view_framework")
        return super().index(request, {**(extra_context or {}), "desk": desk(request.user) if may_view else None})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {f"{app['app_label']}.{model['object_name']}": model for app in apps for model in app["models"]}
        groups = []
        for heading, names in GROUPS.items():
            entries = [models[name] for name in names if name in models]
            if entries:
                groups.append({**apps[0], "name": heading, "app_label": heading, "app_url": "", "models": entries})
        return groups
