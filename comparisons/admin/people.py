"""People and their roles. Whoever keeps these cannot rise above them: only a superuser makes or changes one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import User
from django.http import HttpRequest

from comparisons.editing.audit_log import differences, digest
from comparisons.models import Edit

RESERVED = ("is_superuser", "user_permissions")
"""What only a superuser gives. Everybody else gives roles."""

SEEN = "seen_state"

admin.site.unregister(User)


class PersonForm(UserChangeForm[User]):
    """Refused where somebody else changed the person meanwhile: two administrators must not undo each other unseen."""

    seen_state = forms.CharField(label="", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[SEEN].initial = digest(self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get(SEEN) != digest(self.instance):
            edit = Edit.objects.of(self.instance).first()
            found = differences(User, edit.before, edit.after) if edit else ()
            who, fields = edit.who if edit else "", ", ".join(each.label for each in found)
            raise forms.ValidationError(
                f"{who or 'Somebody else'} changed {fields or 'this person'} after you opened the page. Nothing of "
                "yours was saved. Open the page anew, and decide again."
            )
        return cleaned


@admin.register(User)
class EditorAdmin(UserAdmin[User]):
    form = PersonForm
    readonly_fields = ["last_login", "date_joined"]  # what happened is not for anybody to write
    list_display = ["username", "email", "roles", "is_staff", "is_active", "last_login"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="roles")
    def roles(self, user: User) -> str:
        names = ["Superuser"] if user.is_superuser else []
        return ", ".join(names + [group.name for group in user.groups.all()]) or "none"

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        shown = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return shown
        *others, (name, options) = shown
        return [*others, (name, {**options, "fields": [*options["fields"], SEEN]})]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if _is_superuser(request) else (*fields, *RESERVED)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Their password would give whoever sets it everything they may do."""
        return super().has_change_permission(request, obj) and not _is_above(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_above(request, obj)


def _is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_superuser)


def _is_above(request: HttpRequest, user: User | None) -> bool:
    """Whether somebody may what only a superuser gives, and whoever asks is none."""
    if user is None or _is_superuser(request):
        return False
    return user.is_superuser or user.user_permissions.exists()
