"""People and their roles. An administrator cannot gain more rights: only a superuser makes or changes a superuser."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from comparisons.admin.form_parts.moments import moment_column
from comparisons.admin.people.open_sessions import open_sessions_of
from comparisons.admin.people.reauthentication import ReauthenticationAdmin, asking_again
from comparisons.admin.people.roles import in_words
from comparisons.admin.people.second_factor.reset import reset_page
from comparisons.admin.people.session_pages import sessions_of_person
from comparisons.admin.row_keys import KeyValidationAdmin
from comparisons.editing.audit_log import digest, field_changes_of
from comparisons.models import AuditLogEntry

RESERVED = ("is_superuser", "user_permissions")
"""Fields that only a superuser sets. Everybody else sets roles."""

STATE_FIELD = "seen_state"

logger = logging.getLogger("comparisons.sign_in")

admin.site.unregister([User, Group, Authenticator, EmailAddress, SocialAccount, SocialApp, SocialToken])


class PersonForm(UserChangeForm[User]):
    """Optimistic locking for people, who have no version: refused where someone else changed the person first."""

    seen_state = forms.CharField(label="", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[STATE_FIELD].initial = digest(self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get(STATE_FIELD) != digest(self.instance):
            entry = AuditLogEntry.objects.for_row(self.instance).first()
            author = (entry and entry.created_by) or "Someone else"
            labels = ", ".join(change.label for change in field_changes_of(entry)) if entry else ""
            raise forms.ValidationError(
                f"{author} changed {labels or 'this person'} after you opened the page. Your changes were not saved. "
                "Reload the page and check them again."
            )
        return cleaned


LAST_LOGIN, DATE_JOINED = moment_column("last_login"), moment_column("date_joined")


@admin.register(User)
class EditorAdmin(ReauthenticationAdmin, KeyValidationAdmin, UserAdmin[User]):
    form = PersonForm
    fieldsets = [*(UserAdmin.fieldsets or ())[:-1], ("Important dates", {"fields": [LAST_LOGIN, DATE_JOINED]})]
    readonly_fields = [LAST_LOGIN, DATE_JOINED]  # nobody edits what happened
    list_display = ["username", "email", "roles", "is_active", LAST_LOGIN]
    list_filter = ["is_superuser", "is_active", "groups"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def get_urls(self) -> list[Any]:
        pages = {"second-factor": ("second_factor", reset_page), "sessions": ("sessions", sessions_of_person)}
        own = [
            path(f"<path:object_id>/{part}/", self._page_of_person(view), name=f"auth_user_{name}")
            for part, (name, view) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def _page_of_person(self, view: Callable[[HttpRequest, User], HttpResponse]) -> Any:
        """A page for whoever may change the person."""

        def page(request: HttpRequest, object_id: str) -> HttpResponse:
            person = self.get_object(request, unquote(object_id))
            if person is None:
                raise Http404
            if not self.has_change_permission(request, person):
                raise PermissionDenied
            return view(request, person)

        return self.admin_site.admin_view(page)

    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return asking_again(super().user_change_password, self.has_change_permission(request))(request, *args, **kwargs)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Also called for a password, which the audit log has no entry for."""
        if request.resolver_match and request.resolver_match.url_name == "auth_user_password_change":
            logger.info("Password set by %r: account %r", request.user.get_username(), obj.get_username())
        return super().log_change(request, obj, message)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        person: User | None = context.get("original")
        if person and self.has_change_permission(request, person):
            context = {**context, "session_count": len(open_sessions_of(person))}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="roles")
    def roles(self, user: User) -> str:
        names = ["Superuser"] if user.is_superuser else []
        return ", ".join(names + [group.name for group in user.groups.all()]) or "none"

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        fieldsets = [_without_staff(*fieldset) for fieldset in super().get_fieldsets(request, obj)]
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        *others, (name, options) = fieldsets
        return [*others, (name, {**options, "fields": [*options["fields"], STATE_FIELD]})]

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups" and field:
            field.label, field.help_text = "Roles", f"Who has a role can sign in. {in_words()}"
        return field

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if _is_superuser(request) else (*fields, *RESERVED)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Who sets a password can sign in as that person, with all their rights."""
        return super().has_change_permission(request, obj) and not _is_above(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_above(request, obj)


@admin.register(Group)
class RoleAdmin(ReauthenticationAdmin, KeyValidationAdmin, GroupAdmin):
    pass


def _without_staff(name: Any, options: Any) -> tuple[Any, Any]:
    """Django's tick that lets someone sign in: roles do that."""
    return name, {**options, "fields": [field for field in options["fields"] if field != "is_staff"]}


def _is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_superuser)


def _is_above(request: HttpRequest, user: User | None) -> bool:
    """Whether the user has rights that only a superuser gives, and the editor is no superuser."""
    if user is None or _is_superuser(request):
        return False
    return user.is_superuser or user.user_permissions.exists()
