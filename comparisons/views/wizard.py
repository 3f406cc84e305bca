"""One question at a time. The answers stand in the address; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpResponse, HttpResponseRedirect
from django_htmx.http import HttpResponseClientRedirect

from comparisons.engine import answered, core_is_answered, is_asked, open_questions, questions
from comparisons.engine.catalogue import Criterion, Option
from comparisons.engine.explanations import outlook
from comparisons.releases.editions import Edition
from comparisons.views.answer_query import Asked, is_canonical, read_address, with_query
from comparisons.views.http.request import HtmxHttpRequest
from comparisons.views.page import page, render_page
from comparisons.views.shown_items import on_question

PARTIALS = ("question",)


@dataclass(frozen=True)
class Step:
    """One question as the page shows it. `fault` is "missing" or "clash" where an answer could not be taken.

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


@page
def wizard(request: HtmxHttpRequest, edition: Edition) -> HttpResponse:
    """The next open question; after one was asked, what comes of its answer."""
    asked = read_address(request, edition.catalogue, with_question=True)
    if asked.question:
        return _take_answer(request, edition, asked, edition.catalogue.criterion_of[asked.question])
    waiting = open_questions(edition.catalogue, asked.answers)
    if not waiting:
        return _leave(request, edition.address("recommendation"), asked.query())
    if not is_canonical(request, asked):
        return HttpResponseRedirect(with_query(edition.address("wizard"), asked.query()))
    return _show(request, edition, asked, waiting[0])


@page
def question(request: HtmxHttpRequest, edition: Edition, criterion: str) -> HttpResponse:
    """That question, with its present answer marked."""
    asked = read_address(request, edition.catalogue)
    found = edition.catalogue.criterion_of.get(criterion)
    if found is None:
        asked = asked.with_unknown_dropped(edition.catalogue)
    if found is None or not is_asked(found, asked.answers):
        return HttpResponseRedirect(with_query(edition.address("wizard"), asked.query()))
    if not is_canonical(request, asked):
        return HttpResponseRedirect(with_query(edition.address("question", criterion=criterion), asked.query()))
    return _show(request, edition, asked, found)


def _take_answer(request: HtmxHttpRequest, edition: Edition, asked: Asked, criterion: Criterion) -> HttpResponse:
    """Go on where the question was answered; else put it again, with nothing lost of what was chosen."""
    taken = criterion.slug in asked.answers or not is_asked(criterion, asked.answers)
    moved_on = replace(asked, question=None)
    if taken and core_is_answered(edition.catalogue, asked.answers):
        return _leave(request, edition.address("recommendation"), moved_on.query())
    if taken:
        return HttpResponseRedirect(with_query(edition.address("wizard"), moved_on.query()))
    if not is_canonical(request, asked):
        return HttpResponseRedirect(with_query(edition.address("wizard"), asked.query()))
    return _show(request, edition, asked, criterion)


def _leave(request: HtmxHttpRequest, address: str, query: str) -> HttpResponse:
    """Leave the wizard. A swap cannot follow a redirect to another page, so it is told to load it."""
    response_class = HttpResponseClientRedirect if _wants_partial(request) else HttpResponseRedirect
    return response_class(with_query(address, query))


def _wants_partial(request: HtmxHttpRequest) -> bool:
    return bool(request.htmx) and request.htmx.target in PARTIALS


def _show(request: HtmxHttpRequest, edition: Edition, asked: Asked, criterion: Criterion) -> HttpResponse:
    context = {
        "edition": edition,
        "shown": on_question(criterion),
        "asked": asked,
        "step": _step(edition, asked, criterion),
    }
    return render_page(request, "wizard", context, partials=PARTIALS)


def _step(edition: Edition, asked: Asked, criterion: Criterion) -> Step:
    catalogue, slug = edition.catalogue, criterion.slug
    way = [other for other in questions(catalogue, asked.answers) if other.core == criterion.core]
    place = [other.slug for other in way].index(slug)
    clashing = asked.reading.conflicts.get(slug, ())
    missing = asked.question == slug and not clashing
    return Step(
        criterion=criterion,
        chosen=clashing or asked.answers.get(slug, ()),
        fault="clash" if clashing else "missing" if missing else "",
        number=place + 1,
        total=len(way),
        previous=way[place - 1] if place else None,
        carried=tuple(pair for pair in asked.pairs() if pair[0] != slug),
        answered=answered(catalogue, asked.answers),
        settled=bool(asked.answers) and outlook(catalogue, asked.answers.without(slug)).settled,
    )
