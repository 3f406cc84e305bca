"""The thread that publishes at a set time: what one look does, also while the database fails."""

import logging

import pytest
from django.db import OperationalError, connection

from comparisons.models import Release
from comparisons.releases import release_cache
from comparisons.releases.schedule_watch import Watch
from tests.releases.test_schedule import let_it_be_due, schedule_review

pytestmark = pytest.mark.django_db


def test_look_publishes_what_is_due_and_serves_it(paul, caplog):
    caplog.set_level(logging.INFO)
    schedule_review()
    watch = Watch()
    watch.look()
    assert not Release.objects.exists()
    let_it_be_due()

    watch.look()

    assert release_cache.current_number() == 1
    assert "Release 1 is published as scheduled by paul" in caplog.messages


def test_look_when_nothing_is_due_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        Watch().look()


def test_failing_database_is_logged_once_and_survived(paul, caplog):
    def fail(*_args):
        raise OperationalError("it is away")

    schedule_review()
    let_it_be_due()
    watch = Watch()

    with connection.execute_wrapper(fail):
        watch.look()
        watch.look()
    lines = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    watch.look()
    with connection.execute_wrapper(fail):
        watch.look()

    assert lines == ["The database cannot be used, so nothing is published at its time: it is away"]
    assert Release.objects.count() == 1
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 2
