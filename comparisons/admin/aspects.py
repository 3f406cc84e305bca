from __future__ import annotations

from django.contrib import admin

from comparisons.admin.base import DraftAdmin
from comparisons.models import Aspect, Group


@admin.register(Group)
class GroupAdmin(DraftAdmin):
    list_display = ["name", "position"]
    list_editable = ["position"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Aspect)
class AspectAdmin(DraftAdmin):
    list_display = ["name", "group", "help", "position"]
    list_editable = ["position"]
    list_filter = ["group"]
    list_select_related = ["group"]
    search_fields = ["name", "help"]
    prepopulated_fields = {"slug": ["name"]}
