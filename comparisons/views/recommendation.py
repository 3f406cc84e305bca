"""The recommendation, as a page and as files."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from comparisons.engine import Answers, read
from comparisons.engine.decision_record import decision_record
from comparisons.engine.diff.slug_map import SlugMap
from comparisons.engine.recommendation_diff import RecommendationDiff, recommendation_diff
from comparisons.presentation import downloads
from comparisons.presentation.downloads.documents.origin import AnswerAddress
from comparisons.releases import release_cache
from comparisons.releases.release_cache import Edition
from comparisons.releases.stored import NoReleaseError
from comparisons.views.answer_query import is_canonical, read_address, with_query
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import page, render_page
from comparisons.views.recommendations import side_of
from comparisons.views.shown_items import on_recommendation


@page
def recommendation(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    query = read_address(request, edition.catalogue)
    for criterion in query.reading.conflicts:
        return HttpResponseRedirect(with_query(edition.address("question", criterion=criterion), query.urlencode()))
    if not is_canonical(request, query):
        return HttpResponseRedirect(with_query(edition.address("recommendation"), query.urlencode()))
    record = decision_record(edition.catalogue, query.answers)
    context = {
        "edition": edition,
        "patterns": on_recommendation(record),
        "query": query,
        "record": record,
        "since": _since(edition, query.answers),
    }
    return render_page(request, "recommendation", context)


@page
def recommendation_file(request: HtmxHttpRequest, edition: Edition, suffix: str) -> HttpResponse:
    """The recommendation to take away. Choices that clash count as dropped: there is nobody to ask."""
    query = read_address(request, edition.catalogue).without_clashes(edition.catalogue)
    if not is_canonical(request, query):
        return HttpResponseRedirect(
            with_query(edition.address("recommendation_file", suffix=suffix), query.urlencode())
        )
    record = decision_record(edition.catalogue, query.answers)
    address = AnswerAddress(query.answer_query(), query.dropped, query.notes)
    return downloads.recommendation_file(edition, record, address, suffix)


def _since(edition: Edition, answers: Answers) -> RecommendationDiff | None:
    """What the current release makes of the same answers, where an earlier one is read."""
    if edition.number is None or edition.is_current:
        return None
    try:
        current = release_cache.current()
    except NoReleaseError:
        return None
    if current.checksum == edition.checksum:
        return None
    slugs = SlugMap.of(edition.catalogue, current.catalogue)
    pairs = slugs.renamed(answers.pairs(), edition.catalogue)
    first, second = (
        side_of(catalogue, read(catalogue, pairs).answers)
        for catalogue in (slugs.apply(edition.catalogue), current.catalogue)
    )
    return recommendation_diff(first, second)
