"""What changes when, seen from a day."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine.catalogue import Event
from comparisons.engine.dates import dates_of, news_of, passed_since_review
from tests.engine.catalogues import catalogue, criterion, framework, option

TODAY = datetime.date(2026, 11, 26)


def days(count):
    return TODAY + datetime.timedelta(days=count)


def dated(slug, *counts, reviewed=None):
    """A framework with an event so many days from today, each called by the number."""
    events = tuple(
        Event(slug=f"event-{n}", kind="phase", name=str(count), date=days(count)) for n, count in enumerate(counts)
    )
    return framework(slug).model_copy(update={"events": events, "reviewed_on": reviewed or TODAY})


def names(entries):
    return [f"{entry.framework.slug} {entry.event.name}" for entry in entries]


def test_next_event_comes_first_and_the_latest_of_the_past():
    dates = dates_of([dated("a", 5, -5, 0), dated("b", 1, -1, 0)], TODAY)

    assert names(dates.upcoming) == ["b 1", "a 5"]
    assert names(dates.past) == ["a 0", "b 0", "b -1", "a -5"]


@given(st.lists(st.integers(-900, 900), max_size=6), st.integers(-900, 900))
def test_every_event_is_in_one_list_and_the_lists_are_in_order(counts, moved):
    dates = dates_of([dated("a", *counts)], days(moved))

    upcoming, past = ([int(entry.event.name) for entry in entries] for entries in (dates.upcoming, dates.past))
    assert upcoming == sorted(count for count in counts if count > moved)
    assert past == sorted((count for count in counts if count <= moved), reverse=True)
    assert [entry.past for entry in (*dates.upcoming, *dates.past)] == [False] * len(upcoming) + [True] * len(past)


def test_news_are_the_latest_event_of_the_last_year_and_the_next_one():
    frameworks = [dated("a", -400, -300, -2, 3, 9), dated("b", -367, 1), dated("c", -366), dated("d")]

    assert names(news_of(frameworks, TODAY)) == ["a -2", "a 3", "b 1", "c -366"]


def test_events_after_the_review_that_have_passed_are_to_be_followed():
    frameworks = [dated("a", -11, -10, -9, 0, 1, reviewed=days(-10)), dated("b", -1)]
    made = catalogue(frameworks, [criterion("v", [option("v0", {"a": 2})])])

    assert names(passed_since_review(made, TODAY)) == ["a 0", "a -9"]
