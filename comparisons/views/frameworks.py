from __future__ import annotations

from django.http import HttpResponse, HttpResponsePermanentRedirect

from comparisons.engine import compare
from comparisons.releases.release_cache import Edition
from comparisons.views.http.former_slugs import known_slug, near_slugs
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import page, render_page
from comparisons.views.shown_items import FRAMEWORKS, on_profile


@page
def frameworks(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    return render_page(request, "frameworks", {"edition": edition, "patterns": FRAMEWORKS, "is_unknown": False})


@page
def framework(request: HtmxHttpRequest, edition: Edition, slug: str) -> HttpResponse:
    known = edition.catalogue.framework_of
    profile = known.get(slug)
    if profile is None and (meant := known_slug(known, slug, edition.catalogue.former_framework_slugs)):
        return HttpResponsePermanentRedirect(edition.address("framework", slug=meant))
    if profile is None:
        near = [known[name] for name in near_slugs(known, slug)]
        context = {"edition": edition, "patterns": FRAMEWORKS, "is_unknown": True, "near": near}
        return render_page(request, "frameworks", context, status=404)
    table = compare(edition.catalogue, (slug,))
    context = {"edition": edition, "patterns": on_profile(profile, table), "framework": profile, "table": table}
    return render_page(request, "framework", context)
