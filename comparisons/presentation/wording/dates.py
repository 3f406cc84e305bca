"""What changes when, in words: pages, files and calendars say the same."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils.formats import date_format

from comparisons.engine.catalogue import Event, EventKind, Framework, Status
from comparisons.engine.dates import FrameworkEvent, news_of
from comparisons.presentation.wording.statements import Statement, statement

PAST: dict[EventKind, str] = {
    "proposed": "proposed {}",
    "adopted": "adopted {}",
    "applies-from": "started to apply {}",
    "phase": "began {}",
    "transition-ends": "ended {}",
    "superseded-by": "took its place {}",
}
FUTURE: dict[EventKind, str] = {
    "proposed": "is due to be proposed {}",
    "adopted": "is due to be adopted {}",
    "applies-from": "will apply from {}",
    "phase": "will begin {}",
    "transition-ends": "will end {}",
    "superseded-by": "will take its place {}",
}
FORMATS = {"day": "j F Y", "month": "F Y", "year": "Y"}

STATUSES: dict[Status, str] = {
    "proposed": "Proposed",
    "adopted": "Adopted, does not apply yet",
    "in-force": "In force",
    "being-replaced": "Being replaced",
    "superseded": "Superseded",
}


def date_in_words(event: Event) -> str:
    """As exact as the source is: a day, a month or a year."""
    return date_format(event.date, FORMATS[event.precision])


def happening_in_words(entry: FrameworkEvent) -> str:
    """As in “began on 10 November 2026”."""
    event = entry.event
    verb = (PAST if entry.past else FUTURE)[event.kind]
    on = "" if verb.endswith("from {}") else "on " if event.precision == "day" else "in "
    return verb.format(on + date_in_words(event))


def event_in_words(entry: FrameworkEvent) -> Statement:
    """As in “CMMC, Phase 2: began on 10 November 2026.”, and what it means."""
    label = f"{entry.framework.short_name}, {entry.event.name}:"
    return statement(f"{happening_in_words(entry)}. {entry.event.text}".strip(), label=label)


def status_in_words(framework: Framework) -> str:
    return STATUSES[framework.status]


def news_in_words(frameworks: Iterable[Framework], today: datetime.date) -> tuple[Statement, ...]:
    """What those who get these frameworks should know: that one is being replaced, what has just changed, what will."""
    chosen = tuple(frameworks)
    warnings = [
        statement(f"{status_in_words(framework).lower()}.", label=f"{framework.short_name}:")
        for framework in chosen
        if framework.status != "in-force"
    ]
    return (*warnings, *map(event_in_words, news_of(chosen, today)))
