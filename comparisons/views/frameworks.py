from __future__ import annotations

from django.http import HttpResponse

from comparisons.editions import Edition
from comparisons.engine import compare
from comparisons.views.page import HtmxHttpRequest, page, render_page


@page
def frameworks(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    return render_page(request, "frameworks", {"edition": edition})


@page
def framework(request: HtmxHttpRequest, edition: Edition, slug: str) -> HttpResponse:
    found = edition.catalogue.framework_of.get(slug)
    if found is None:
        return render_page(request, "frameworks", {"edition": edition, "is_unknown": True}, status=404)
    table = compare(edition.catalogue, (slug,))
    return render_page(request, "framework", {"edition": edition, "framework": found, "table": table})
