"""One question at a time. The answers stand in the address; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpResponse, HttpResponseRedirect
from django_htmx.http import HttpResponseClientRedirect

from comparisons.engine import answered, core_is_answered, is_asked, may_change_number, open_questions, questions
from comparisons.engine.catalogue import Criterion, Option
from comparisons.engine.explanations import outlook
from comparisons.engine.option_groups import OptionGroup, is_long, option_groups
from comparisons.releases.release_cache import Edition
from comparisons.views.answer_query import AnswerQuery, is_canonical, read_address, with_query
from comparisons.views.http.conditional import SWAPPED
from comparisons.views.http.former_slugs import known_slug
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import page, render_page
from comparisons.views.shown_items import on_question


@dataclass(frozen=True)
class QuestionState:
    """One question as the page shows it. `fault` is "missing" or "clash" where an answer could not be taken.

    `total` counts the questions of this kind that the answers lead to; with `is_open`, other answers can change it.
    With `settled`, no answer to this question and to the others that are open can change the result.
    """

    criterion: Criterion
    chosen: tuple[str, ...]
    fault: str
    number: int
    total: int
    previous: Criterion | None
    carried: tuple[tuple[str, str], ...]
    answered: tuple[tuple[Criterion, tuple[Option, ...]], ...]
    settled: bool
    is_open: bool
    groups: tuple[OptionGroup, ...]
    has_filter: bool


@page
def wizard(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    """The next open question; after one was asked, what comes of its answer."""
    query = read_address(request, edition.catalogue, with_question=True)
    if query.question:
        return _take_answer(request, edition, query, edition.catalogue.criterion_of[query.question])
    waiting = open_questions(edition.catalogue, query.answers)
    if not waiting:
        return _leave(request, edition.address("recommendation"), query.urlencode())
    if not is_canonical(request, query):
        return HttpResponseRedirect(with_query(edition.address("wizard"), query.urlencode()))
    return _show(request, edition, query, waiting[0])


@page
def question(request: HtmxHttpRequest, edition: Edition, criterion: str) -> HttpResponse:
    """That question, with its present answer marked."""
    query = read_address(request, edition.catalogue)
    known, former = edition.catalogue.criterion_of, edition.catalogue.former_criterion_slugs
    criterion = known_slug(known, criterion, former) or criterion
    asked_criterion = edition.catalogue.criterion_of.get(criterion)
    if asked_criterion is None:
        query = query.with_unknown_dropped(edition.catalogue)
    if asked_criterion is None or not is_asked(asked_criterion, query.answers):
        return HttpResponseRedirect(with_query(edition.address("wizard"), query.urlencode()))
    address = edition.address("question", criterion=criterion)
    if not is_canonical(request, query) or request.path != address:
        return HttpResponseRedirect(with_query(address, query.urlencode()))
    return _show(request, edition, query, asked_criterion)


def _take_answer(request: HtmxHttpRequest, edition: Edition, query: AnswerQuery, criterion: Criterion) -> HttpResponse:
    """Go on where the question was answered; else put it again, with nothing lost of what was chosen."""
    taken = criterion.slug in query.answers or not is_asked(criterion, query.answers)
    moved_on = replace(query, question=None)
    if taken and core_is_answered(edition.catalogue, query.answers):
        return _leave(request, edition.address("recommendation"), moved_on.urlencode())
    if taken:
        return HttpResponseRedirect(with_query(edition.address("wizard"), moved_on.urlencode()))
    if not is_canonical(request, query):
        return HttpResponseRedirect(with_query(edition.address("wizard"), query.urlencode()))
    return _show(request, edition, query, criterion)


def _leave(request: HtmxHttpRequest, address: str, query: str) -> HttpResponse:
    """Leave the wizard. A swap cannot follow a redirect to another page, so it is told to load it."""
    response_class = HttpResponseClientRedirect if _wants_partial(request) else HttpResponseRedirect
    return response_class(with_query(address, query))


def _wants_partial(request: HtmxHttpRequest) -> bool:
    return bool(request.htmx) and request.htmx.target in SWAPPED


def _show(request: HtmxHttpRequest, edition: Edition, query: AnswerQuery, criterion: Criterion) -> HttpResponse:
    context = {
        "edition": edition,
        "patterns": on_question(criterion),
        "query": query,
        "step": _question_state(edition, query, criterion),
    }
    return render_page(request, "wizard", context, partials=SWAPPED)


def _question_state(edition: Edition, query: AnswerQuery, criterion: Criterion) -> QuestionState:
    catalogue, slug = edition.catalogue, criterion.slug
    path = [other for other in questions(catalogue, query.answers) if other.core == criterion.core]
    index = [other.slug for other in path].index(slug)
    clashing = query.reading.conflicts.get(slug, ())
    missing = query.question == slug and not clashing
    return QuestionState(
        criterion=criterion,
        chosen=clashing or query.answers.get(slug, ()),
        fault="clash" if clashing else "missing" if missing else "",
        number=index + 1,
        total=len(path),
        previous=path[index - 1] if index else None,
        carried=tuple(pair for pair in query.pairs() if pair[0] != slug),
        answered=answered(catalogue, query.answers),
        is_open=may_change_number(catalogue, query.answers, criterion),
        groups=option_groups(catalogue, criterion),
        has_filter=is_long(criterion),
        settled=bool(query.answers) and outlook(catalogue, query.answers.without(slug)).settled,
    )
