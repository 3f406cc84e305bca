from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

admin.site.unregister(User)


@admin.register(User)
class EditorAdmin(UserAdmin[User]):
    readonly_fields = ["last_login", "date_joined"]  # what happened is not for anybody to write
