from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse

from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import text_file

RULES = """User-agent: *
Disallow: {path}/admin/
Disallow: {path}/draft/
Disallow: {path}/preview/

Sitemap: {site}/sitemap.xml
"""
"""Questions, recommendations and earlier releases may be fetched: each says itself that it is not to be shown."""


@text_file
def robots(_request: HtmxHttpRequest) -> HttpResponse:
    rules = RULES.format(site=settings.SITE_URL, path=settings.SITE_PATH)
    return HttpResponse(rules, content_type="text/plain; charset=utf-8")
