from __future__ import annotations

from django.http import HttpResponse

from comparisons.engine.dates import dates_of
from comparisons.presentation.downloads.as_icalendar import MEDIA_TYPE, calendar_of
from comparisons.releases.release_cache import Edition
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import page, render_page
from comparisons.views.shown_items import DATES


@page
def dates(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    context = {
        "edition": edition,
        "patterns": DATES,
        "dates": dates_of(edition.catalogue.frameworks, edition.day),
    }
    return render_page(request, "dates", context)


@page
def dates_calendar(_request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    return HttpResponse(calendar_of(edition), content_type=MEDIA_TYPE)
