"""The page of dates, its calendar, and where else dates and levels are shown. The day is set by hand."""

import datetime
from collections import Counter

import pytest
from django.test import Client
from icalendar import Calendar

from comparisons.engine.catalogue import Event, Level
from comparisons.releases import release_cache
from tests.factories import MOMENT, release_of
from tests.pages import html_of

CMMC_LEVEL = Level(
    slug="level-9",
    name="Level 9",
    needed_by="Those whose contract names it.",
    checked_by="An assessor.",
    result="A status for three years.",
    months_min=2,
    months_max=5,
    confidence="verified",
)
NAME = "Phase 9, “of” <many>; more"
PHASE = Event(slug="phase-9", kind="phase", name=NAME, date="2026-12-10", text="It begins.\nThen.")
BEFORE, AFTER = datetime.date(2026, 12, 9), datetime.date(2026, 12, 10)


@pytest.fixture
def at(monkeypatch):
    """Set the day of the site."""
    return lambda day: monkeypatch.setattr(release_cache, "today", lambda: day)


@pytest.fixture(autouse=True)
def served(shipped):
    """CMMC has one level and one date more; every obligation of CMMC is one of that level."""
    cmmc = shipped.framework_of["cmmc"].model_copy(update={"events": (PHASE,), "status": "being-replaced"})
    cmmc = cmmc.model_copy(update={"levels": (*cmmc.levels, CMMC_LEVEL)})
    changed = shipped.model_copy(
        update={
            "frameworks": tuple(cmmc if f.slug == "cmmc" else f for f in shipped.frameworks),
            "criteria": tuple(map(_with_level, shipped.criteria)),
        }
    )
    release_cache.replace(release_of(changed))
    return changed


def _with_level(criterion):
    options = [
        option.model_copy(
            update={
                "support": tuple(
                    s.model_copy(update={"level": "level-9"}) if s.framework == "cmmc" and s.requires else s
                    for s in option.support
                )
            }
        )
        for option in criterion.options
    ]
    return criterion.model_copy(update={"options": tuple(options)})


def requiring(served):
    """The answer that requires CMMC, as a query string."""
    return next(
        f"{criterion.slug}={option.slug}"
        for criterion in served.criteria
        for option in criterion.options
        for support in option.support
        if support.framework == "cmmc" and support.level
    )


def get(address):
    return Client().get(address)


def test_date_is_coming_until_its_day_and_then_has_happened(at):
    at(BEFORE)
    before = get("/dates/")
    at(AFTER)
    after = get("/dates/")

    coming, past = html_of(before).split("What has happened")
    assert "Phase 9, “of” &lt;many&gt;; more</strong> will begin on 10 December 2026." in coming
    assert "Phase 9" not in past
    coming, past = html_of(after).split("What has happened")
    assert "Phase 9" not in coming
    assert "more</strong> began on 10 December 2026." in past
    assert before["ETag"] != after["ETag"]


def test_release_by_its_number_speaks_from_the_day_of_its_publication(at):
    at(AFTER)
    pinned = get("/releases/1/dates/")
    at(AFTER + datetime.timedelta(days=900))
    later = get("/releases/1/dates/")

    assert f'datetime="{MOMENT:%Y-%m-%d}"' in html_of(pinned)
    assert "more</strong> will begin on 10 December 2026." in html_of(pinned)
    assert (later["ETag"], later.content) == (pinned["ETag"], pinned.content)


def test_calendar_has_every_date_once_and_says_what_the_page_says(served):
    response = get("/dates.ics")

    calendar = Calendar.from_ical(response.content)
    entries = {str(entry["UID"]): entry for entry in calendar.walk("VEVENT")}
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert Counter(uid.partition(".")[0] for uid in entries) == {
        f.slug: len(f.events) for f in served.frameworks if f.events
    }
    entry = entries["cmmc.phase-9@127.0.0.1"]
    assert entry.decoded("DTSTART") == datetime.date(2026, 12, 10)
    assert entry.decoded("DTEND") == datetime.date(2026, 12, 11)
    assert entry.decoded("DTSTAMP") == MOMENT
    assert str(entry["SUMMARY"]) == f"CMMC: {PHASE.name}, will begin on 10 December 2026"
    assert str(entry["DESCRIPTION"]).endswith("on 10 December 2026. It begins.\nThen.")
    assert str(entry["URL"]).endswith("/frameworks/cmmc/")


def test_no_line_of_the_calendar_is_longer_than_75_bytes():
    lines = get("/dates.ics").content.split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert lines[-1] == b""


def test_profile_says_what_is_coming_and_what_a_level_is(at):
    at(BEFORE)

    page = html_of(get("/frameworks/cmmc/"))

    assert "<dt>Status</dt><dd>Being replaced</dd>" in page
    assert '<dt>Next change</dt><dd><a href="#dates">Phase 9, “of” &lt;many&gt;; more</a> will begin on 10' in page
    assert '<li id="level-cmmc-level-9"><h3>Level 9</h3>' in page
    assert "<dt>How long it takes</dt><dd>2 to 5 months</dd>" in page


def test_comparison_shows_levels_on_the_page_and_in_its_files():
    page = html_of(get("/compare/cmmc-vs-hipaa-security-rule/"))
    data = get("/compare/cmmc-vs-hipaa-security-rule.json").json()
    text = get("/compare/cmmc-vs-hipaa-security-rule.md").content.decode()

    assert "CMMC, Level 9</h3>" in page
    assert [level["slug"] for level in data["levels"]["cmmc"]][-1] == "level-9"
    assert list(data["levels"]) == ["cmmc"]
    assert "| Level 9 | Those whose contract names it. |" in text
    assert "levels" not in get("/compare/hipaa-security-rule-vs-nist-csf.json").json()


def test_recommendation_names_the_level_that_is_required(served, at):
    at(AFTER)
    query = requiring(served)

    page = html_of(get(f"/recommendation/?{query}"))
    data = get(f"/recommendation.json?{query}").json()
    text = get(f"/recommendation.md?{query}").content.decode()

    [required] = [entry for entry in data["required"] if entry["framework"] == "cmmc"]
    [plan] = [entry for entry in data["plan"] if entry["framework"] == "cmmc"]
    assert required["level"] == plan["level"] == "level-9"
    assert plan["stages"] == [{"stage": "level-9", "starts": [0, 0], "ends": [2, 5]}]
    assert ">CMMC, Level 9</a>" in page
    assert "CMMC, Level 9" in text
    assert "CMMC Level 9" in data["title"] or "CMMC Level 9" in page


def test_recommendation_warns_of_what_is_changing(served, at):
    at(AFTER)
    query = requiring(served)

    page = html_of(get(f"/recommendation/?{query}"))
    data = get(f"/recommendation.json?{query}").json()
    text = get(f"/recommendation.md?{query}").content.decode()

    assert "<strong>CMMC:</strong> being replaced." in page
    assert "more:</strong> began on 10 December 2026. It begins." in page
    assert "began on 10 December 2026" in text
    assert [entry["slug"] for entry in data["dates"] if entry["framework"] == "cmmc"] == ["phase-9"]


def test_recommendation_without_a_level_has_no_key_for_one():
    data = get("/recommendation.json?market=north-america&industry=saas").json()

    assert [entry for entry in (*data["required"], *data["plan"]) if "level" in entry] == []
