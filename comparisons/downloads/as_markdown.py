"""The decision record as Markdown, to keep in a repository or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.http import HttpResponse

from comparisons.downloads.naming import file_name
from comparisons.editions import Edition
from comparisons.engine import Standing
from comparisons.engine.carrying_over import CarryingOver
from comparisons.engine.catalogue import Framework
from comparisons.engine.explaining import Change
from comparisons.engine.ranking import Contribution
from comparisons.engine.recording import Record
from comparisons.wording import fit_in_words, in_words, score_in_words

MEANT_BY_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~&])")
NUMBER_OF_A_LIST = re.compile(r"^(\d+)\.")


def recommendation_as_markdown(edition: Edition, record: Record, query: str) -> HttpResponse:
    text = "\n".join(_lines(edition, record, query))
    name = file_name(edition, "recommendation", "md")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text + "\n", content_type="text/markdown; charset=utf-8", headers=headers)


def plain(text: str) -> str:
    """Text in one line that says in Markdown what it says, and nothing else."""
    return NUMBER_OF_A_LIST.sub(r"\1\\.", MEANT_BY_MARKDOWN.sub(r"\\\1", " ".join(text.split())))


def _lines(edition: Edition, record: Record, query: str) -> Iterator[str]:
    told = record.recommendation
    yield f"# Decision record: {plain(in_words(told))}"
    yield ""
    yield from _origin(edition, query)
    yield from _part("Answers", _answers(record))
    yield from _part("Obligations", _obligations(record))
    yield from _part("Standings", [f"- {plain(s.framework.short_name)}: {score_in_words(s)}" for s in told.standings])
    for standing in told.standings:
        if standing.contributions:
            yield from _part(f"Reasons: {plain(standing.framework.short_name)}", _reasons(standing))
    yield from _part("Plan, in months from today", _plan(record))
    for carried in record.carried_over:
        names = f"{plain(carried.held.short_name)} to {plain(carried.wanted.short_name)}"
        yield from _part(f"Never carries over from {names}", _never(carried))
    yield from _part("Revisit when", _triggers(record))
    yield from _part("To find out", _to_find_out(record))


def _part(heading: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", f"## {heading}", "", *found)


def _origin(edition: Edition, query: str) -> Iterator[str]:
    if edition.published_at is None:
        yield "Made from a draft, which nobody can look up later."
    else:
        address = edition.pinned("recommendation")
        yield f"Release {edition.number} of {edition.published_at:%Y-%m-%d}, checksum {edition.checksum}."
        yield f"The same result, for ever: <{settings.SITE_URL}{address}{'?' if query else ''}{query}>"
    yield ""
    yield "Orientation, not legal advice."


def _answers(record: Record) -> Iterator[str]:
    for criterion, options in record.answered:
        answer = "; ".join(option.label for option in options) or "not sure"
        priority = ", counts double" if criterion.slug in record.recommendation.answers.priorities else ""
        yield f"- {plain(criterion.question)} {plain(answer)}{priority}"


def _obligations(record: Record) -> Iterator[str]:
    for obligation in record.recommendation.obligations:
        reason = plain(obligation.support.reason)
        yield f"- {plain(obligation.framework.short_name)}, by {obligation.basis}. {reason}"


def _reasons(standing: Standing) -> Iterator[str]:
    for contribution in (*standing.reasons_for, *standing.reasons_against, *standing.neutral):
        reason, option = plain(contribution.support.reason), plain(contribution.option.label)
        yield f"- {_points(contribution)}: {reason} \\({option}\\)"


def _points(contribution: Contribution) -> str:
    return f"{contribution.points:+d}" if contribution.points else "0"


def _plan(record: Record) -> Iterator[str]:
    for road in record.plan.roads:
        for step in road.steps:
            span, name = step.span, f"{plain(road.framework.short_name)}, {plain(step.stage.name)}"
            latest = f" to {span.end_max}" if span.end_max > span.end_min else ""
            yield f"- {name}: ends after {span.end_min}{latest}"

    for road, fit in record.plan.fits:
        yield f"- {plain(fit_in_words(road, fit))}"


def _never(carried: CarryingOver) -> Iterator[str]:
    yield from (f"- {plain(text)}" for text in carried.never)


def _triggers(record: Record) -> Iterator[str]:
    for criterion, points in record.turns:
        for point in points:
            result = point.recommendation
            yield f"- {plain(criterion.name)}: {_change(point)} \\({result.verdict}{_names(result.recommended)}\\)"
    for pair in record.turning_pairs:
        both = " and ".join(_change(change) for change in pair.changes)
        yield f"- {both} together \\({pair.recommendation.verdict}{_names(pair.recommendation.recommended)}\\)"


def _change(change: Change) -> str:
    taken_away = change.option.slug not in change.options
    return f"{'without ' if taken_away else ''}“{plain(change.option.label)}”"


def _to_find_out(record: Record) -> Iterator[str]:
    for each in record.to_find_out:
        yield f"- {plain(each.criterion.find_out or each.criterion.question)}"


def _names(frameworks: tuple[Framework, ...]) -> str:
    return "".join(f", {plain(framework.short_name)}" for framework in frameworks)
