"""The pictures that links to pages show elsewhere."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect

from comparisons.engine import selection_error
from comparisons.engine.catalogue import FrameworkSlugs
from comparisons.presentation.cards import Card, comparison_card, draw, framework_card, general_card
from comparisons.releases.release_cache import Edition
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.metadata.canonical import in_catalogue_order
from comparisons.views.page import page


@page
def card(_request: HtmxHttpRequest, edition: Edition, name: str) -> HttpResponse:
    return _picture(general_card(edition, name))


@page
def card_of_framework(_request: HtmxHttpRequest, edition: Edition, slug: str) -> HttpResponse:
    if meant := edition.catalogue.former_framework_slugs.get(slug):
        return HttpResponseRedirect(edition.address("card_of_framework", slug=meant))
    return _picture(framework_card(edition, slug) if slug in edition.catalogue.framework_of else None)


@page
def card_of_comparison(_request: HtmxHttpRequest, edition: Edition, slugs: FrameworkSlugs) -> HttpResponse:
    """One card for every order of the frameworks, so that there are fewer to draw."""
    meant = tuple(edition.catalogue.former_framework_slugs.get(slug, slug) for slug in slugs)
    if selection_error(edition.catalogue, meant):
        return _picture(None)
    ordered = in_catalogue_order(edition.catalogue, meant)
    if ordered != slugs:
        return HttpResponseRedirect(edition.address("card_of_comparison", slugs=ordered))
    return _picture(comparison_card(edition, slugs))


def _picture(card: Card | None) -> HttpResponse:
    if card is None:
        raise Http404
    return HttpResponse(draw(card), content_type="image/png")
