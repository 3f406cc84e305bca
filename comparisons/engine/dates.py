"""What changes when: the dated events of frameworks, seen from a day that the caller gives."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comparisons.engine.catalogue import Catalogue, Event, Framework

RECENT = datetime.timedelta(days=366)
"""How long what happened is still news to those who get a recommendation."""


@dataclass(frozen=True)
class FrameworkEvent:
    """An event with its framework. It is `past` on its day too."""

    framework: Framework
    event: Event
    past: bool


@dataclass(frozen=True)
class Dates:
    """`upcoming` events, the next one first, and `past` ones, the latest first."""

    upcoming: tuple[FrameworkEvent, ...]
    past: tuple[FrameworkEvent, ...]


def dates_of(frameworks: Iterable[Framework], today: datetime.date) -> Dates:
    """The events of these frameworks. Of those on one day, in the order of the frameworks.

    An event whose day is not known is past on the last day of its month or year.
    """
    events = [
        FrameworkEvent(framework, event, event.date <= today) for framework in frameworks for event in framework.events
    ]
    events.sort(key=lambda entry: entry.event.date)
    past = [entry for entry in events if entry.past]
    past.sort(key=lambda entry: entry.event.date, reverse=True)
    return Dates(tuple(entry for entry in events if not entry.past), tuple(past))


def news_of(frameworks: Iterable[Framework], today: datetime.date) -> tuple[FrameworkEvent, ...]:
    """For each framework the latest event, if it is recent, and the next one."""
    return tuple(entry for framework in frameworks for entry in _news(framework, today))


def _news(framework: Framework, today: datetime.date) -> Iterator[FrameworkEvent]:
    dates = dates_of([framework], today)
    yield from (entry for entry in dates.past[:1] if today - entry.event.date <= RECENT)
    yield from dates.upcoming[:1]


def passed_since_review(catalogue: Catalogue, today: datetime.date) -> tuple[FrameworkEvent, ...]:
    """The events after the last review of their framework that have passed: what they changed is to be written down."""
    past = dates_of(catalogue.frameworks, today).past
    return tuple(entry for entry in past if entry.event.date > entry.framework.reviewed_on)
