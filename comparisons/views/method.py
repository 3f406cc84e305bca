from __future__ import annotations

from django.http import HttpResponse

from comparisons.releases.audits import audit_of
from comparisons.releases.release_cache import Edition
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import page, render_page
from comparisons.views.shown_items import METHOD


@page
def method(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    return render_page(request, "method", {"edition": edition, "patterns": METHOD, "audit": audit_of(edition)})
