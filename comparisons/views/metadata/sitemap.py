from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from comparisons.releases.release_cache import Edition
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.metadata.canonical import indexed_addresses
from comparisons.views.page import page


@page
def sitemap(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    """The pages that search engines may show. All but the dates change with a release, and at no other time."""
    addresses = [settings.SITE_ORIGIN + address for address in indexed_addresses(edition)]
    context = {"edition": edition, "addresses": addresses}
    return render(request, "sitemap.xml", context, content_type="application/xml; charset=utf-8", using="jinja2")
