"""Releases: to read, and to restore into the working copy. They are never edited."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path

from comparisons.admin.form_parts.moments import moment_column
from comparisons.admin.pages.restore import restore_context, restored
from comparisons.admin.row_keys import KeyValidationAdmin
from comparisons.models import Release

PUBLISHED_AT = moment_column("published_at")


@admin.register(Release)
class ReleaseAdmin(KeyValidationAdmin):
    list_display = ["__str__", PUBLISHED_AT, "published_by", "note"]
    list_filter = ["published_by", "published_at"]
    search_fields = ["note", "published_by"]
    fields = readonly_fields = ("number", PUBLISHED_AT, "published_by", "note", "sha256")

    def get_urls(self) -> list[URLPattern]:
        restore = path(
            "<int:number>/restore/", self.admin_site.admin_view(self.restore), name="comparisons_release_restore"
        )
        return [restore, *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Releases are made on the publish page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        return False

    def restore(self, request: HttpRequest, number: int) -> HttpResponse:
        """Show what would change, then restore the release's content into the working copy."""
        if not request.user.has_perm("comparisons.publish_release"):
            raise PermissionDenied("comparisons.publish_release")
        release = get_object_or_404(Release, number=number)
        if request.method == "POST":
            return HttpResponseRedirect(restored(request, release))
        context = {"title": f"Restore {release}", "opts": self.opts, **restore_context(release)}
        return render(
            request, "admin/comparisons/release/restore.html", {**self.admin_site.each_context(request), **context}
        )
