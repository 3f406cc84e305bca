"""Content files in the admin: to download, and to upload after seeing what they would change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from comparisons.admin.form_parts.save_messages import add_draft_message
from comparisons.admin.pages.publish.changes import linked, sections
from comparisons.content_files import MAX_ARCHIVE, ContentError, Fault, pack, packed, write_content
from comparisons.content_files.upload import Proposal, Upload, UploadError, apply, propose, verified
from comparisons.content_files.upload_handler import BoundedUploadHandler
from comparisons.editing.draft import DraftError, draft_catalogue
from comparisons.editing.form_links import Forms
from comparisons.engine import Catalogue
from comparisons.models import FROM_LEAF_TO_ROOT, Method, Release
from comparisons.releases.stored import UnreadableReleaseError, read_catalogue

READ = "comparisons.view_framework"
NAMES = [model._meta.model_name for model in FROM_LEAF_TO_ROOT if model is not Method]
WRITE = [f"comparisons.{verb}_{name}" for verb in ("add", "change") for name in NAMES] + ["comparisons.change_method"]
REMOVE = [f"comparisons.delete_{name}" for name in NAMES]
"""An upload may touch every row of the working copy, so it needs the right to each."""

RELEASES_SHOWN = 10
FAULTS_SHOWN = 100


@require_safe
def content_page(request: HttpRequest) -> HttpResponse:
    _require(request, READ)
    return _page(request)


@csrf_exempt  # the token is in the form, which Django's middleware must not read before the handler is set
@require_http_methods(["GET", "HEAD", "POST"])
def compare_page(request: HttpRequest) -> HttpResponse:
    """What an archive would change. Changes nothing. The only page that takes a file."""
    _require(request, *WRITE)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:content"))
    request.upload_handlers = [BoundedUploadHandler(request)]
    return _compare_upload(request)


@csrf_protect
def _compare_upload(request: HttpRequest) -> HttpResponse:
    removes = "removes" in request.POST
    _require(request, *(REMOVE if removes else ()))
    archive = request.FILES.get("archive")
    if not isinstance(archive, UploadedFile):
        return _page(request, reasons=["Choose an archive or a YAML file."], removes=removes)
    if (archive.size or 0) > MAX_ARCHIVE:
        reason = f"The archive is larger than {MAX_ARCHIVE:,} bytes. No more can be uploaded."
        return _page(request, reasons=[reason], removes=removes)
    return _compared(request, Upload(packed(archive.name or "", archive.read()), removes))


@require_http_methods(["GET", "HEAD", "POST"])
def apply_page(request: HttpRequest) -> HttpResponse:
    """Apply what was shown. If the working copy has changed since, show the changes again."""
    _require(request, *WRITE)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:content"))
    try:
        upload, draft_checksum = verified(request.POST.get("signed_token", ""))
    except UploadError as error:
        return _page(request, reasons=[str(error)])
    _require(request, *(REMOVE if upload.removes else ()))
    return _compared(request, upload, agreed=draft_checksum)


def _compared(request: HttpRequest, upload: Upload, agreed: str = "") -> HttpResponse:
    """Compare, and apply if the result is the one that the editor confirmed."""
    refusal = ""
    try:
        proposal = propose(upload)
        if agreed == proposal.draft_checksum:
            return _applied(request, proposal)
        if agreed:
            refusal = "The working copy was changed after you looked. This is what the files would change now."
    except ContentError as error:
        return _page(request, faults=error.faults, removes=upload.removes)
    except DraftError as error:
        return _page(request, reasons=["The working copy cannot be read.", *error.reasons], removes=upload.removes)
    except UploadError as error:
        return _page(request, reasons=[str(error)], removes=upload.removes)
    return render(request, "admin/content_compared.html", _difference(request, proposal, refusal))


def _applied(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    apply(proposal, request.user.get_username())
    counts = ", ".join(f"{number} {kind}" for kind, number in proposal.counts.items())
    messages.success(request, f"The files are in the working copy: {counts}.")
    add_draft_message(request)
    return HttpResponseRedirect(reverse("admin:content"))


@require_safe
def download_draft(request: HttpRequest) -> HttpResponse:
    _require(request, READ)
    try:
        return _archive(draft_catalogue(), "working-copy")
    except DraftError as error:
        return _page(request, reasons=["The working copy cannot be read.", *error.reasons])


@require_safe
def download_release(request: HttpRequest, number: int) -> HttpResponse:
    _require(request, READ)
    release = get_object_or_404(Release, number=number)
    try:
        return _archive(read_catalogue(number, release.catalogue), f"release-{number}")
    except UnreadableReleaseError as error:
        return _page(request, reasons=[f"{error}."])


def _archive(catalogue: Catalogue, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="plumbline-{name}.zip"'}
    return HttpResponse(pack(write_content(catalogue)), content_type="application/zip", headers=headers)


def _require(request: HttpRequest, *permissions: str) -> None:
    if not request.user.has_perms(permissions):
        raise PermissionDenied(" and ".join(permissions))


def _page(
    request: HttpRequest, *, faults: Sequence[Fault] = (), reasons: Sequence[str] = (), removes: bool = False
) -> HttpResponse:
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "Content files",
        "releases": Release.objects.without_catalogues()[:RELEASES_SHOWN],
        "may_upload": request.user.has_perms(WRITE),
        "may_remove": request.user.has_perms(REMOVE),
        "removes": removes,
        "reasons": reasons,
        "faults": faults[:FAULTS_SHOWN],
        "more_faults": max(len(faults) - FAULTS_SHOWN, 0),
    }
    return render(request, "admin/content.html", context)


def _difference(request: HttpRequest, proposal: Proposal, refusal: str) -> dict[str, Any]:
    forms = Forms()
    return {
        **admin.site.each_context(request),
        "title": "What the files would change",
        "proposal": proposal,
        "sections": sections(proposal.item_changes, forms),
        "removed": [change for change in proposal.item_changes if change.kind == "removed"],
        "problems": linked(proposal.problems, forms),
        "refusal": refusal,
    }
