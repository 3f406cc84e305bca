"""The recommendation, as a page and as files; two of them side by side."""

from __future__ import annotations

from urllib.parse import parse_qsl

from django.http import HttpResponse, HttpResponseRedirect

from comparisons.engine import Answers, read, recommend
from comparisons.engine.decision_record import decision_record
from comparisons.engine.recommendation_diff import RecommendationDiff, RecommendationSide, recommendation_diff
from comparisons.presentation import downloads
from comparisons.releases import editions
from comparisons.releases.editions import Edition, NoReleaseError
from comparisons.views.answer_query import is_canonical, read_address, with_query
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import page, render_page
from comparisons.views.shown_items import METHOD, on_recommendation


@page
def recommendation(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    asked = read_address(request, edition.catalogue)
    for criterion in asked.reading.conflicts:
        return HttpResponseRedirect(with_query(edition.address("question", criterion=criterion), asked.query()))
    if not is_canonical(request, asked):
        return HttpResponseRedirect(with_query(edition.address("recommendation"), asked.query()))
    told = decision_record(edition.catalogue, asked.answers)
    context = {
        "edition": edition,
        "shown": on_recommendation(told),
        "asked": asked,
        "record": told,
        "since": _since(edition, asked.answers),
    }
    return render_page(request, "recommendation", context)


@page
def recommendation_file(request: HtmxHttpRequest, edition: Edition, suffix: str) -> HttpResponse:
    """The recommendation to take away. Choices that clash count as dropped: there is nobody to ask."""
    asked = read_address(request, edition.catalogue).without_clashes(edition.catalogue)
    if not is_canonical(request, asked):
        return HttpResponseRedirect(with_query(edition.address("recommendation_file", suffix=suffix), asked.query()))
    told = decision_record(edition.catalogue, asked.answers)
    return downloads.recommendation_file(edition, told, asked.answer_query(), asked.dropped, suffix)


@page
def recommendations(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    """Two recommendations side by side: `a` and `b` each hold the query string of one."""
    given = {side: request.GET.get(side, "").strip() for side in ("a", "b")}
    readings = {side: read(edition.catalogue, _pairs(text)) for side, text in given.items()}
    first, second = (_side(edition, reading.answers) for reading in readings.values())
    context = {
        "edition": edition,
        "shown": METHOD,
        "given": given,
        "sides": [side.recommendation for side in (first, second)],
        "dropped": any(reading.dropped or reading.conflicts for reading in readings.values()),
        "difference": recommendation_diff(first, second) if all(given.values()) else None,
    }
    return render_page(request, "recommendations", context)


def _since(edition: Edition, answers: Answers) -> RecommendationDiff | None:
    """What the current release makes of the same answers, where an earlier one is read."""
    if edition.number is None or edition.is_current:
        return None
    try:
        current = editions.current()
    except NoReleaseError:
        return None
    if current.checksum == edition.checksum:
        return None
    now = read(current.catalogue, answers.pairs()).answers
    return recommendation_diff(_side(edition, answers), _side(current, now))


def _side(edition: Edition, answers: Answers) -> RecommendationSide:
    return RecommendationSide(edition.catalogue, recommend(edition.catalogue, answers))


def _pairs(text: str) -> list[tuple[str, str]]:
    """The answers in a query string, or in the whole address of a recommendation as it was copied.

    What the address tells to have been left out before stays in: it is no answer, and is told again.
    """
    address, mark, query = text.partition("#")[0].partition("?")
    if not mark and "/" not in address:
        query = address
    return [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if key != "asked"]
