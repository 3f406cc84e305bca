from __future__ import annotations

from django.http import HttpResponse

from comparisons.engine import compare
from comparisons.releases.release_cache import Edition
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import page, render_page
from comparisons.views.shown_items import FRAMEWORKS, on_profile


@page
def frameworks(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    return render_page(request, "frameworks", {"edition": edition, "patterns": FRAMEWORKS, "is_unknown": False})


@page
def framework(request: HtmxHttpRequest, edition: Edition, slug: str) -> HttpResponse:
    profile = edition.catalogue.framework_of.get(slug)
    if profile is None:
        context = {"edition": edition, "patterns": FRAMEWORKS, "is_unknown": True}
        return render_page(request, "frameworks", context, status=404)
    table = compare(edition.catalogue, (slug,))
    context = {"edition": edition, "patterns": on_profile(profile, table), "framework": profile, "table": table}
    return render_page(request, "framework", context)
