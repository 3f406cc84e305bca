"""Publishing at a set time, as a publisher does it and as the desk shows it."""

import datetime
import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from comparisons.models import AuditLogEntry, Framework, Release, ScheduledRelease
from comparisons.releases import publish, schedule
from tests.factories import make_publishable
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = pytest.mark.django_db

PAGE, CANCEL, DESK = "/admin/publish/", "/admin/publish/cancel/", "/admin/"
FORM = "%Y-%m-%dT%H:%M"


@pytest.fixture
def people():
    """A browser for each role, before a working copy to publish."""
    make_publishable()
    clients = {}
    for role in ("Editor", "Publisher", "Administrator"):
        user = User.objects.create_user(role.lower())
        user.groups.add(Group.objects.get(name=role))
        clients[role] = Client()
        clients[role].force_login(user)
    return clients


def tomorrow(**more):
    return (timezone.now() + datetime.timedelta(days=1, **more)).replace(second=0, microsecond=0)


def post(client, **update):
    """Send the form of the publish page, with a time."""
    form = untouched_form(html_of(client.get(PAGE)), "publish_form")
    later = {"when": "later", "publish_at": f"{tomorrow():{FORM}}"}
    return client.post(PAGE, {**form, "note": "Why.", **later, **update})


def cancel(client, page=PAGE):
    return client.post(CANCEL, untouched_form(html_of(client.get(page)), "cancel_scheduled"), follow=True)


def test_reader_without_the_right_to_see_what_is_scheduled_sees_nothing_of_it(people, may):
    post(people["Publisher"])
    reader = may("view_framework", "view_release")
    sentence = "scheduled a release for"

    is_visible = [
        sentence in html_of(client.get(page)) for client in (people["Editor"], reader) for page in (PAGE, DESK)
    ]

    assert is_visible == [True, True, False, False]


def test_publisher_schedules_and_everybody_who_edits_sees_it(people):
    moment = tomorrow()

    answer = post(people["Publisher"], note="Why.\r\n\r\n<b>What</b>.", publish_at=f"{moment:{FORM}}")

    row = ScheduledRelease.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, DESK)
    assert (row.publish_at, row.note, row.created_by) == (moment, "Why.\n\n<b>What</b>.", "publisher")
    assert row.reviewed == publish.review().token
    assert not Release.objects.exists()
    for role in ("Editor", "Publisher"):
        for path in (DESK, PAGE):
            page = html_of(people[role].get(path))
            assert f'datetime="{moment:%Y-%m-%dT%H:%M}:00+00:00">{moment:%-d %B %Y, %H:%M} UTC</time>' in page
            assert "publisher scheduled a release for" in page
            assert "Why.<br><br>&lt;b&gt;What&lt;/b&gt;." in page
            assert ('value="Cancel it"' in page) == (role == "Publisher")
    assert "scheduled a release" not in html_of(people["Administrator"].get(DESK))


def test_time_is_the_readers(people):
    moment = tomorrow()

    post(people["Publisher"], publish_at=f"{moment:{FORM}}", minutes_to_utc="-90")

    assert ScheduledRelease.objects.get().publish_at == moment - datetime.timedelta(minutes=90)


def refused(answer, words):
    page = html_of(answer)
    assert "<title>Error: Review and publish" in page
    assert re.search(rf'<p class="errornote">Nothing was (published|scheduled)\.\s+{re.escape(words)}', page), page
    assert not ScheduledRelease.objects.exists()
    assert not Release.objects.exists()
    return page


@pytest.mark.parametrize(
    "fields",
    [
        {"publish_at": ""},
        {"publish_at": "tomorrow"},
        {"publish_at": "2026-13-01T10:00"},
        {"minutes_to_utc": "x"},
        {"minutes_to_utc": "901"},
        {"minutes_to_utc": "9" * 5000},
        {"publish_at": "9999-12-31T23:59", "minutes_to_utc": "60"},
    ],
)
def test_what_is_no_time_is_refused(people, fields):
    refused(post(people["Publisher"], **fields), "Give the date and the time at which it is to be published.")


def test_time_that_has_passed_is_refused_and_what_was_typed_stays(people):
    page = refused(post(people["Publisher"], publish_at="2026-01-01T10:00"), "1 January 2026, 10:00 UTC has passed.")

    form = untouched_form(page, "publish_form")
    assert (form["note"], form["when"], form["publish_at"]) == (["Why."], ["later"], ["2026-01-01T10:00"])


def test_time_beside_now_is_refused(people):
    refused(post(people["Publisher"], when="now"), "You gave a time, and chose to publish now.")


def test_working_copy_that_was_changed_since_the_review_is_refused(people):
    token = publish.review().token
    Framework.objects.update(edition="2027")

    refused(post(people["Publisher"], reviewed=token), "The working copy was changed after you reviewed.")


def test_editor_may_neither_schedule_nor_cancel(people):
    post(people["Publisher"])
    row = ScheduledRelease.objects.get()
    form = {"when": "later", "publish_at": f"{tomorrow():{FORM}}", "note": "Why.", "reviewed": row.reviewed}

    answers = [people["Editor"].post(PAGE, form), people["Editor"].post(CANCEL, {"seen": row.created_at.isoformat()})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert ScheduledRelease.objects.get() == row


def test_second_publisher_is_refused_and_sees_who_was_first(people):
    token = publish.review().token
    post(people["Publisher"])
    grace = User.objects.create_superuser("grace")
    people["Editor"].force_login(grace)

    page = html_of(post(people["Editor"], reviewed=token))

    assert "publisher has scheduled the release at" in page
    assert ScheduledRelease.objects.get().created_by == "publisher"


def test_publisher_cancels(people):
    post(people["Publisher"])

    answer = cancel(people["Publisher"])

    assert "It is no longer scheduled." in html_of(answer)
    assert not ScheduledRelease.objects.exists()
    entry = AuditLogEntry.objects.first()
    assert (entry.action, entry.created_by, entry.comment) == (
        "deleted",
        "publisher",
        "scheduled publishing cancelled",
    )
    assert people["Editor"].get(f"/admin/comparisons/auditlogentry/{entry.pk}/change/").status_code == 200


def test_who_cancels_what_is_gone_is_told(people):
    post(people["Publisher"])
    form = untouched_form(html_of(people["Publisher"].get(PAGE)), "cancel_scheduled")
    cancel(people["Publisher"], DESK)

    answer = people["Publisher"].post(CANCEL, form, follow=True)

    assert "Nothing was cancelled" in html_of(answer)


def test_desk_says_at_once_that_a_change_prevents_it(people):
    post(people["Publisher"])
    Framework.objects.update(edition="2027")

    page = html_of(people["Editor"].get(DESK))

    assert "Will not be published" in page
    assert "<strong>The working copy was changed after publisher had reviewed it.</strong>" in page


def test_desk_of_a_working_copy_that_cannot_be_read_says_that_it_will_not_be_published(people):
    post(people["Publisher"])
    Framework.objects.filter(pk=Framework.objects.first().pk).update(website="https://a b.example")

    assert "Will not be published" in html_of(people["Editor"].get(DESK))


def test_desk_says_why_it_was_refused_until_a_publisher_takes_that_off(people):
    post(people["Publisher"])
    Framework.objects.update(edition="2027")
    ScheduledRelease.objects.update(publish_at=timezone.now())
    schedule.publish_due()

    page = html_of(people["Publisher"].get(DESK))
    cancel(people["Publisher"], DESK)

    assert "Not published</h2>" in page
    assert "<strong>The working copy was changed after publisher had reviewed it.</strong>" in page
    assert "Not published</h2>" not in html_of(people["Publisher"].get(DESK))


def test_desk_says_that_no_timer_has_published_it(people):
    post(people["Publisher"])
    ScheduledRelease.objects.update(publish_at=timezone.now() - datetime.timedelta(minutes=11))

    assert "nothing has published it.</strong>" in html_of(people["Editor"].get(DESK))
