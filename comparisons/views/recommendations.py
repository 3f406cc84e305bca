"""Two recommendations side by side."""

from __future__ import annotations

from urllib.parse import parse_qsl

from django.http import HttpResponse

from comparisons.engine import Answers, Catalogue, FormerAnswerNote, Reading, former_answer_notes, read, recommend
from comparisons.engine.recommendation_diff import RecommendationSide, recommendation_diff
from comparisons.releases.release_cache import Edition
from comparisons.views.answer_query import former_answers
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.http.shared_links import repaired_pairs
from comparisons.views.page import page, render_page
from comparisons.views.shown_items import METHOD

PAGE = "/recommendation/"


@page
def recommendations(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    """Two recommendations side by side: `a` and `b` each hold the query string of one."""
    given = {side: request.GET.get(side, "").strip() for side in ("a", "b")}
    readings = {side: read(edition.catalogue, _pairs(edition, text)) for side, text in given.items()}
    first, second = (side_of(edition.catalogue, reading.answers) for reading in readings.values())
    context = {
        "edition": edition,
        "patterns": METHOD,
        "given": given,
        "sides": [side.recommendation for side in (first, second)],
        "notes": [
            (side, readings[side].answers, note)
            for side, text in given.items()
            for note in _notes(edition, readings[side], text)
        ],
        "dropped": any(reading.dropped or reading.conflicts for reading in readings.values()),
        "faults": (faults := _faults(request, given, readings)),
        "difference": recommendation_diff(first, second) if all(given.values()) and not faults else None,
    }
    return render_page(request, "recommendations", context)


def _faults(request: HtmxHttpRequest, given: dict[str, str], readings: dict[str, Reading]) -> list[str]:
    """The sides of a form that was sent that are no recommendation. One without answers has the address of the page.

    A link to the form gives one side alone.
    """
    is_sent = all(side in request.GET for side in given)
    unread = [side for side, text in given.items() if not readings[side].answers and PAGE not in text]
    return unread if is_sent else []


def side_of(catalogue: Catalogue, answers: Answers) -> RecommendationSide:
    """What is recommended for these answers, as one side of a comparison."""
    return RecommendationSide(catalogue, recommend(catalogue, answers))


def _notes(edition: Edition, reading: Reading, text: str) -> tuple[FormerAnswerNote, ...]:
    """What became of the former answers in a query string, also in one from which they were replaced already."""
    earlier = [value for key, value in _all_pairs(edition, text) if key == "was"]
    return former_answer_notes(edition.catalogue, former_answers(reading, earlier), reading.answers)


def _pairs(edition: Edition, text: str) -> list[tuple[str, str]]:
    """The answers in a query string, or in the whole address of a recommendation as it was copied.

    Keys that say what was left out of an earlier address stay in: they are no answers, and are reported again.
    """
    return [(key, value) for key, value in _all_pairs(edition, text) if key not in {"asked", "was"}]


def _all_pairs(edition: Edition, text: str) -> list[tuple[str, str]]:
    address, mark, query = text.partition("#")[0].partition("?")
    if not mark and "/" not in address:
        query = address
    return repaired_pairs(edition.catalogue, parse_qsl(query, keep_blank_values=True))
