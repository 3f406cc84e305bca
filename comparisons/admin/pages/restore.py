"""Restore a release into the working copy: what that would change, and the act itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from comparisons.admin.form_parts.save_messages import add_draft_message
from comparisons.admin.pages.publish.changes import sections
from comparisons.editing.form_links import Forms
from comparisons.engine import Catalogue
from comparisons.engine.diff import ItemChange, item_changes
from comparisons.models import Release
from comparisons.presentation.wording import counted
from comparisons.releases import publish
from comparisons.releases.stored import UnreadableReleaseError, read_catalogue


def restore_context(release: Release) -> dict[str, Any]:
    """For the page that asks before. `changes` is None where the working copy or the release cannot be read."""
    review = publish.review()
    changes = _changes(review.draft, release)
    return {
        "release": release,
        "token": review.token,
        "changes": changes,
        "counts": _counts(changes) if changes else "",
        "sections": sections(changes or (), Forms()),
    }


def restored(request: HttpRequest, release: Release) -> str:
    """Restore the release if the working copy is what the page showed. Returns where to go then."""
    page = reverse("admin:comparisons_release_restore", args=[release.number])
    review = publish.review()
    if request.POST.get("reviewed") != review.token:
        messages.error(request, "Nothing was restored: the working copy has changed. This is what would change now.")
        return page
    changes = _changes(review.draft, release)
    try:
        publish.restore(release, request.user.get_username())
    except UnreadableReleaseError as error:
        messages.error(request, f"Nothing was restored. {error}.")
        return reverse("admin:comparisons_release_change", args=[release.number])
    what = f": {_counts(changes)}" if changes else ""
    messages.success(request, f"The working copy is now as {release} was{what}.")
    add_draft_message(request)
    return reverse("admin:publish")


def _changes(draft: Catalogue | None, release: Release) -> tuple[ItemChange, ...] | None:
    """Item by item, as the publish page shows changes: from the working copy to the release."""
    try:
        return item_changes(draft, read_catalogue(release.number, release.catalogue)) if draft else None
    except UnreadableReleaseError:
        return None


def _counts(changes: tuple[ItemChange, ...]) -> str:
    """How many items are added, changed and removed, as `2 items changed, 1 item removed`."""
    by_kind = {kind: sum(change.kind == kind for change in changes) for kind in ("added", "changed", "removed")}
    return ", ".join(f"{counted(number, 'item')} {kind}" for kind, number in by_kind.items() if number)
