from __future__ import annotations

from django.http import HttpResponse

from comparisons.engine import MAX_COMPARED, MIN_COMPARED, compare
from comparisons.releases.release_cache import Edition
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import page, render_page
from comparisons.views.shown_items import on_home


@page
def home(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    slugs = tuple(framework.slug for framework in edition.catalogue.frameworks[:MIN_COMPARED])
    table = compare(edition.catalogue, slugs)
    context = {
        "edition": edition,
        "patterns": on_home(table),
        "table": table,
        "slugs": slugs,
        "min": MIN_COMPARED,
        "max": MAX_COMPARED,
    }
    return render_page(request, "home", context)
