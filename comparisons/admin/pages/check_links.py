"""The button that checks links in the background, and how far that is."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from comparisons.editing.link_checking import background

logger = logging.getLogger(__name__)


@require_POST
def check_links(request: HttpRequest) -> HttpResponse:
    """Begin a check once this request is done, and lead to the list, which shows how far it is."""
    if not request.user.has_perm("comparisons.change_source"):
        raise PermissionDenied("comparisons.change_source")
    transaction.on_commit(lambda: _start(request))
    return HttpResponseRedirect(reverse("admin:comparisons_source_changelist"))


@require_safe
def link_progress(request: HttpRequest) -> HttpResponse:
    """The part of the list that says how far the check is. It asks for itself again while one runs."""
    if not request.user.has_perm("comparisons.view_source"):
        raise PermissionDenied("comparisons.view_source")
    return render(request, "admin/comparisons/source/_link_progress.html", {"link_progress": background.progress()})


def _start(request: HttpRequest) -> None:
    try:
        if background.start() is None:
            messages.info(request, "A check of the links is running already.")
    except OSError as error:
        logger.warning("The check of links cannot start: %s", error)
        messages.error(request, f"The check of links cannot start: {error.strerror}. Ask whoever runs the site.")
