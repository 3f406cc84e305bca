from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from comparisons.downloads import recommendation_as_json
from comparisons.editions import Edition
from comparisons.engine import answered, open_questions, recommend
from comparisons.views.addresses import is_canonical, read_address, with_query
from comparisons.views.page import HtmxHttpRequest, page, render_page


@page
def recommendation(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    asked = read_address(request, edition.catalogue)
    for criterion in asked.reading.conflicts:
        return HttpResponseRedirect(with_query(edition.address("question", criterion=criterion), asked.query()))
    if not is_canonical(request, asked):
        return HttpResponseRedirect(with_query(edition.address("recommendation"), asked.query()))
    context = {
        "edition": edition,
        "asked": asked,
        "recommendation": recommend(edition.catalogue, asked.answers),
        "answered": answered(edition.catalogue, asked.answers),
        "waiting": open_questions(edition.catalogue, asked.answers),
    }
    return render_page(request, "recommendation", context)


@page
def recommendation_file(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    """The recommendation as JSON. Choices that clash count as dropped: there is nobody to ask."""
    asked = read_address(request, edition.catalogue).without_clashes(edition.catalogue)
    if not is_canonical(request, asked):
        return HttpResponseRedirect(with_query(edition.address("recommendation_file"), asked.query()))
    return recommendation_as_json(edition, recommend(edition.catalogue, asked.answers), asked.dropped)
