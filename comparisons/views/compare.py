"""The choice of frameworks to compare."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from comparisons.engine import MAX_COMPARED, MIN_COMPARED, SelectionError, selection_error
from comparisons.engine.catalogue import Catalogue, FrameworkSlugs
from comparisons.releases.release_cache import Edition
from comparisons.views.http.former_slugs import known_slug
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.http.shared_links import divided, plain_key
from comparisons.views.page import page, render_page
from comparisons.views.shown_items import FRAMEWORKS


@page
def compare(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    """Choose frameworks in a form; a choice that can be compared leads to its own address."""
    slugs = _slugs(request, edition.catalogue, "framework")
    marked = slugs or _slugs(request, edition.catalogue, "choose")
    error = selection_error(edition.catalogue, slugs)
    if not error:
        return HttpResponseRedirect(edition.address("comparison", slugs=slugs))
    is_sent = bool(slugs) or "chosen" in request.GET
    return compare_page(request, edition, marked, error if is_sent else None)


def _slugs(request: HtmxHttpRequest, catalogue: Catalogue, wanted: str) -> FrameworkSlugs:
    """The values of a key, as they were before somebody shared the address. What nothing is known of stays."""
    pairs = [(key, value) for key, values in request.GET.lists() for value in values]
    given = [value for key, value in divided(pairs) if plain_key(key) == wanted]
    known, former = catalogue.framework_of, catalogue.former_framework_slugs
    return tuple(known_slug(known, slug, former) or slug for slug in given)


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
