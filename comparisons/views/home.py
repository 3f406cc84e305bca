from __future__ import annotations

from django.http import HttpResponse

from comparisons.editions import Edition
from comparisons.engine import MAX_COMPARED, MIN_COMPARED
from comparisons.views.page import HtmxHttpRequest, page, render_page


@page
def home(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    return render_page(request, "home", {"edition": edition, "min": MIN_COMPARED, "max": MAX_COMPARED})
