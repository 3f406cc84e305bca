from __future__ import annotations

from django.http import HttpResponse

from comparisons.engine.audit import Audit
from comparisons.releases.audits import Unavailable, audit_of
from comparisons.releases.release_cache import Edition
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import page, render_page
from comparisons.views.shown_items import METHOD


@page
def method(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    """Nobody keeps a page whose audit is not known yet."""
    state = audit_of(edition)
    is_known = isinstance(state, Audit | Unavailable)
    audit = state if isinstance(state, Audit) else None
    context = {"edition": edition, "patterns": METHOD, "audit": audit, "is_audit_known": is_known}
    response = render_page(request, "method", context)
    if not is_known:
        response.headers["Cache-Control"] = "no-store"
    return response
