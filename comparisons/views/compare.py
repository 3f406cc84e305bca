"""The choice of frameworks to compare."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from comparisons.engine import MAX_COMPARED, MIN_COMPARED, SelectionError, selection_error
from comparisons.engine.catalogue import FrameworkSlugs
from comparisons.releases.release_cache import Edition
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import page, render_page
from comparisons.views.shown_items import FRAMEWORKS


@page
def compare(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    """Choose frameworks in a form; a choice that can be compared leads to its own address."""
    slugs = tuple(request.GET.getlist("framework"))
    marked = slugs or tuple(request.GET.getlist("choose"))
    error = selection_error(edition.catalogue, slugs)
    if not error:
        return HttpResponseRedirect(edition.address("comparison", slugs=slugs))
    is_sent = "framework" in request.GET or "chosen" in request.GET
    return compare_page(request, edition, marked, error if is_sent else None)


def compare_page(
    request: HtmxHttpRequest,
    edition: Edition,
    slugs: FrameworkSlugs,
    error: SelectionError | None,
    status: int = 200,
) -> HttpResponse:
    """The form, with these frameworks marked, and why they cannot be compared where an error is given."""
    context = {
        "edition": edition,
        "patterns": FRAMEWORKS,
        "chosen": slugs,
        "selection_error": error,
        "min": MIN_COMPARED,
        "max": MAX_COMPARED,
    }
    return render_page(request, "compare", context, status=status)
