"""Frameworks side by side: the choice of them, the page, and the files to take away."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from comparisons.engine import MAX_COMPARED, MIN_COMPARED, SelectionError, compare, recommend, selection_error
from comparisons.engine.catalogue import FrameworkSlugs
from comparisons.presentation import downloads
from comparisons.releases.editions import Edition
from comparisons.views.answer_query import read_address
from comparisons.views.comparison_links import picker
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import page, render_page
from comparisons.views.shown_items import FRAMEWORKS, on_comparison


@page
def choose(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    """Choose frameworks in a form; a choice that can be compared leads to its own address."""
    slugs = tuple(request.GET.getlist("framework"))
    marked = slugs or tuple(request.GET.getlist("choose"))
    found = selection_error(edition.catalogue, slugs)
    if not found:
        return HttpResponseRedirect(edition.address("comparison", slugs=slugs))
    return _choice(request, edition, marked, found if "framework" in request.GET else None)


@page
def comparison(request: HtmxHttpRequest, edition: Edition, slugs: FrameworkSlugs) -> HttpResponse:
    found = selection_error(edition.catalogue, slugs)
    if found:
        return _choice(request, edition, slugs, found, status=404)
    asked = read_address(request, edition.catalogue)
    recommendation = recommend(edition.catalogue, asked.answers) if asked.answers else None
    table = compare(edition.catalogue, slugs, recommendation)
    context = {
        "edition": edition,
        "shown": on_comparison(table, recommendation),
        "table": table,
        "picker": picker(edition, slugs, asked.answer_query()),
        "slugs": slugs,
        "asked": asked,
        "recommendation": recommendation,
    }
    return render_page(request, "comparison", context)


@page
def comparison_file(request: HtmxHttpRequest, edition: Edition, slugs: FrameworkSlugs, suffix: str) -> HttpResponse:
    found = selection_error(edition.catalogue, slugs)
    if found:
        return _choice(request, edition, slugs, found, status=404)
    return downloads.comparison_file(edition, slugs, suffix)


def _choice(
    request: HtmxHttpRequest,
    edition: Edition,
    slugs: FrameworkSlugs,
    found: SelectionError | None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "edition": edition,
        "shown": FRAMEWORKS,
        "chosen": slugs,
        "objection": found,
        "min": MIN_COMPARED,
        "max": MAX_COMPARED,
    }
    return render_page(request, "compare", context, status=status)
