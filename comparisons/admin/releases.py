"""Releases: to read, and to restore into the working copy. They are never edited."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse

from comparisons.admin.base import add_draft_message
from comparisons.admin.row_keys import KeyValidationAdmin
from comparisons.models import Release
from comparisons.releases import publish
from comparisons.releases.stored import UnreadableReleaseError


@admin.register(Release)
class ReleaseAdmin(KeyValidationAdmin):
    list_display = ["__str__", "published_at", "published_by", "note"]
    list_filter = ["published_by", "published_at"]
    search_fields = ["note", "published_by"]
    fields = readonly_fields = ("number", "published_at", "published_by", "note", "sha256")

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
        """Confirm first, then restore the release's content into the working copy."""
        if not request.user.has_perm("comparisons.publish_release"):
            raise PermissionDenied
        release = get_object_or_404(Release, number=number)
        release_page = reverse("admin:comparisons_release_change", args=[number])
        if request.method == "POST":
            try:
                loaded = publish.restore(release, request.user.get_username())
            except UnreadableReleaseError as error:
                messages.error(request, f"Nothing was restored. {error}.")
                return HttpResponseRedirect(release_page)
            messages.success(request, f"The working copy is now as {release} was: {loaded}.")
            add_draft_message(request)
            return HttpResponseRedirect(reverse("admin:publish"))
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": f"Restore {release}",
            "release": release,
            "opts": self.opts,
        }
        return render(request, "admin/comparisons/release/restore.html", context)
