"""The dates of frameworks as a calendar to subscribe to: RFC 5545, an event of a whole day for each."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.text import capfirst
from icalendar import Calendar
from icalendar import Event as CalendarEvent

from comparisons.engine.dates import FrameworkEvent, dates_of
from comparisons.presentation.wording import event_in_words, happening_in_words
from comparisons.releases.release_cache import Edition

MEDIA_TYPE = "text/calendar; charset=utf-8"


def calendar_of(edition: Edition) -> bytes:
    """All events, the earliest first. Who subscribes keeps an entry whose date or text changes: `UID` stays."""
    calendar = Calendar()
    calendar.add("prodid", "-//Plumbline//Dates of frameworks//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Dates of information-security frameworks")
    calendar.add("x-wr-calname", "Dates of information-security frameworks")
    calendar.add("refresh-interval", datetime.timedelta(days=1), parameters={"VALUE": "DURATION"})
    dates = dates_of(edition.catalogue.frameworks, edition.day)
    for entry in (*reversed(dates.past), *dates.upcoming):
        calendar.add_component(_event(edition, entry))
    return bytes(calendar.to_ical())


def _event(edition: Edition, entry: FrameworkEvent) -> CalendarEvent:
    framework, event = entry.framework, entry.event
    component = CalendarEvent()
    component.add("uid", f"{framework.slug}.{event.slug}@{urlsplit(settings.SITE_URL).hostname}")
    component.add("dtstamp", edition.published_at or _midnight(framework.reviewed_on))
    component.add("dtstart", event.date)
    component.add("dtend", event.date + datetime.timedelta(days=1))
    component.add("summary", f"{framework.short_name}: {event.name}, {happening_in_words(entry)}")
    component.add("description", capfirst(event_in_words(entry).text))
    component.add("url", settings.SITE_ORIGIN + edition.address("framework", slug=framework.slug))
    component.add("transp", "TRANSPARENT")
    return component


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
