"""Publishing at a set time: only what was reviewed, once, and by someone who still may."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from comparisons.editing.draft import draft_catalogue
from comparisons.models import AuditLogEntry, Framework, Release, ScheduledRelease, Value
from comparisons.releases import publish, schedule
from comparisons.releases.publish import PublishError

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HOUR = datetime.timedelta(hours=1)


def schedule_review(publish_at=None, note="Why.", username="paul"):
    return schedule.schedule(publish_at or timezone.now() + HOUR, note, username, publish.review().token)


def let_it_be_due():
    row = ScheduledRelease.objects.get()
    row.publish_at = timezone.now() - datetime.timedelta(minutes=1)
    row.save()
    return row


def log():
    entries = AuditLogEntry.objects.filter(model="comparisons.scheduledrelease").order_by("pk")
    return [(entry.action, entry.created_by, entry.comment) for entry in entries]


def test_nothing_is_published_before_its_time(paul):
    schedule_review()

    assert schedule.publish_due() is None
    assert not Release.objects.exists()


def test_what_was_reviewed_is_published_once_its_time_has_come(paul):
    schedule_review(note="Why.\r\n\r\nAnd what.")
    let_it_be_due()

    release = schedule.publish_due()

    assert release == Release.objects.get()
    assert (release.note, release.published_by) == ("Why.\n\nAnd what.", "paul")
    assert release.sha256 == publish.checksum(draft_catalogue().model_dump_json())
    assert not ScheduledRelease.objects.exists()
    assert schedule.publish_due() is None
    assert log() == [
        ("added", "paul", "publishing scheduled"),
        ("changed", "", "program"),
        ("deleted", "", "published at the scheduled time"),
    ]


def refusal_of_what_is_due():
    row = let_it_be_due()
    refused = schedule.publish_due()
    assert refused == row
    assert schedule.publish_due() is None, "it is not tried again"
    assert log()[-1] == ("changed", "", "refused at the scheduled time")
    return ScheduledRelease.objects.get().refusal


def test_changed_working_copy_is_not_published(paul):
    schedule_review()
    Framework.objects.update(edition="2027")

    assert refusal_of_what_is_due() == "The working copy was changed after paul had reviewed it."
    assert not Release.objects.exists()


def test_what_was_reviewed_against_an_older_release_is_not_published(paul):
    row = schedule_review()
    publish.publish("Meanwhile.", "ada")
    row.save(force_insert=True)

    assert refusal_of_what_is_due() == "Release 1 was published after paul had reviewed it."
    assert Release.objects.count() == 1


def test_what_has_an_error_when_its_time_comes_is_not_published(paul):
    row = schedule_review()
    Value.objects.first().delete()
    row.reviewed = publish.review().token
    row.save()

    assert "has no value for" in refusal_of_what_is_due()
    assert not Release.objects.exists()


@pytest.mark.parametrize("loss", ["role", "account", "activity"])
def test_nothing_is_published_for_somebody_who_is_no_publisher_any_more(paul, loss):
    schedule_review()
    if loss == "role":
        paul.groups.clear()
    elif loss == "activity":
        paul.is_active = False
        paul.save()
    else:
        paul.delete()

    assert refusal_of_what_is_due() == "paul may no longer publish."
    assert not Release.objects.exists()


def refused(match, **kwargs):
    with pytest.raises(PublishError, match=match):
        schedule_review(**kwargs)
    assert log() == []


@pytest.mark.parametrize("early", [datetime.timedelta(0), -HOUR])
def test_time_that_has_passed_is_refused(paul, early):
    refused("UTC has passed. Choose a later time, or publish now.", publish_at=timezone.now() + early)


def test_time_that_is_far_away_is_refused(paul):
    refused("Choose a time within a year.", publish_at=timezone.now() + datetime.timedelta(days=367))


def test_note_that_cannot_be_kept_is_refused(paul):
    refused("a character that cannot be shown", note="Why.\x00")


def test_working_copy_with_an_error_is_refused(paul):
    Value.objects.first().delete()
    AuditLogEntry.objects.all()._raw_delete("default")

    refused("has no value for")


def test_working_copy_that_was_changed_after_the_review_is_refused(paul):
    token = publish.review().token
    Framework.objects.update(edition="2027")

    with pytest.raises(PublishError, match="The working copy was changed after you reviewed"):
        schedule.schedule(timezone.now() + HOUR, "Why.", "paul", token)

    assert not ScheduledRelease.objects.exists()


def test_second_publisher_is_refused_as_long_as_the_first_is_waiting(paul):
    schedule_review()

    with pytest.raises(PublishError, match=r"paul has scheduled the release at .* already. Cancel that first."):
        schedule_review(username="grace")

    assert ScheduledRelease.objects.get().created_by == "paul"


def test_what_cannot_be_published_any_more_is_replaced(paul):
    schedule_review()
    Framework.objects.update(edition="2027")

    schedule_review(username="grace")

    assert ScheduledRelease.objects.get().created_by == "grace"


def test_publishing_by_hand_leaves_nothing_scheduled(paul):
    schedule_review()

    publish.publish("Now.", "grace")

    assert not ScheduledRelease.objects.exists()
    assert log()[-1] == ("deleted", "grace", "published")


def test_only_what_was_seen_is_cancelled(paul):
    seen = schedule_review().created_at.isoformat()
    assert schedule.cancel(seen, "grace")
    schedule_review()

    assert not schedule.cancel(seen, "grace")

    assert ScheduledRelease.objects.count() == 1
    assert [entry for entry in log() if entry[0] == "deleted"] == [
        ("deleted", "grace", "scheduled publishing cancelled")
    ]


def test_command_publishes_and_says_so(paul, capsys):
    schedule_review()
    call_command("publish_scheduled")
    assert capsys.readouterr().out == ""
    let_it_be_due()

    call_command("publish_scheduled")

    assert capsys.readouterr().out == "Release 1 is published, as scheduled by paul.\n"
    assert Release.objects.count() == 1


def test_command_fails_once_where_it_is_refused(paul):
    schedule_review()
    Framework.objects.update(edition="2027")
    let_it_be_due()

    with pytest.raises(CommandError, match=r"was not published. The working copy was changed after paul had reviewed"):
        call_command("publish_scheduled")
    call_command("publish_scheduled")

    assert not Release.objects.exists()
