"""Moments on the desk read the same wherever the reader is."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from comparisons.admin.form_parts.moments import ago, moment_html
from tests.pages import html_of


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "just now"),
        (59, "just now"),
        (61, "1 minute ago"),
        (7 * 60 + 1, "7 minutes ago"),
        (90 * 60, "1 hour ago"),
        (3 * 86400 + 1, "3 days ago"),
    ],
)
def test_time_that_passed_is_in_its_largest_unit(seconds, words):
    moment = timezone.now() - datetime.timedelta(seconds=seconds)

    assert ago(moment).replace("\xa0", " ") == words


@pytest.mark.django_db
def test_page_of_a_person_has_moments_in_the_time_of_the_reader(admin_client):
    person = User.objects.create_user("grace", last_login=timezone.now())

    page = html_of(admin_client.get(reverse("admin:auth_user_change", args=[person.pk])))

    for moment in (person.last_login, person.date_joined):
        assert moment_html(moment) in page
    assert 'name="last_login' not in page
