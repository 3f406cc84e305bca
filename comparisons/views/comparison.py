"""Frameworks side by side, as a page and as files."""

from __future__ import annotations

import re

from django.http import HttpResponse, HttpResponsePermanentRedirect

from comparisons.engine import compare, recommend, selection_error
from comparisons.engine.catalogue import FrameworkSlugs
from comparisons.presentation import downloads
from comparisons.releases.release_cache import Edition
from comparisons.views.answer_query import read_address
from comparisons.views.compare import compare_page
from comparisons.views.comparison_links import comparison_links
from comparisons.views.http.former_slugs import known_slug
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import page, render_page
from comparisons.views.shown_items import on_comparison

BETWEEN = re.compile("-vs-", re.IGNORECASE)
"""What is between two frameworks, in capitals too where somebody shared the address so."""


@page
def comparison(request: HtmxHttpRequest, edition: Edition, slugs: FrameworkSlugs) -> HttpResponse:
    error = selection_error(edition.catalogue, slugs)
    if error:
        return _other_comparison(edition, slugs) or compare_page(request, edition, slugs, error, status=404)
    query = read_address(request, edition.catalogue)
    recommendation = recommend(edition.catalogue, query.answers) if query.answers else None
    table = compare(edition.catalogue, slugs, recommendation)
    context = {
        "edition": edition,
        "patterns": on_comparison(table, recommendation),
        "table": table,
        "links": comparison_links(edition, slugs, query.answer_query()),
        "slugs": slugs,
        "query": query,
        "recommendation": recommendation,
    }
    return render_page(request, "comparison", context)


def _other_comparison(edition: Edition, slugs: FrameworkSlugs) -> HttpResponse | None:
    """A redirect to the comparison that is meant: its address has former slugs, capitals, or what followed it."""
    meant = _meant_slugs(edition, slugs)
    return HttpResponsePermanentRedirect(edition.address("comparison", slugs=meant)) if meant else None


def _meant_slugs(edition: Edition, slugs: FrameworkSlugs) -> FrameworkSlugs | None:
    """The frameworks that are meant, if they are others than those, and can be compared."""
    known, former = edition.catalogue.framework_of, edition.catalogue.former_framework_slugs
    given = [part for slug in slugs for part in BETWEEN.split(slug)]
    meant = tuple(filter(None, (known_slug(known, slug, former) for slug in given)))
    if meant == slugs or len(meant) < len(given) or selection_error(edition.catalogue, meant):
        return None
    return meant


@page
def comparison_file(request: HtmxHttpRequest, edition: Edition, slugs: FrameworkSlugs, suffix: str) -> HttpResponse:
    error = selection_error(edition.catalogue, slugs)
    if error and (meant := _meant_slugs(edition, slugs)):
        return HttpResponsePermanentRedirect(edition.address("comparison_file", slugs=meant, suffix=suffix))
    if error:
        return compare_page(request, edition, slugs, error, status=404)
    return downloads.comparison_file(edition, slugs, suffix)
