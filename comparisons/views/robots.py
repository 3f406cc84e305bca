from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse

from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import text_file

RULES = """User-agent: *
Disallow: /admin/
Disallow: /draft/
Disallow: /preview/

Sitemap: {site}/sitemap.xml
"""
"""Questions, recommendations and earlier releases may be fetched: each says itself that it is not to be shown."""


@text_file
def robots(_request: HtmxHttpRequest) -> HttpResponse:
    return HttpResponse(RULES.format(site=settings.SITE_URL), content_type="text/plain; charset=utf-8")
