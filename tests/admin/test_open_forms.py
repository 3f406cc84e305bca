"""An editor sees who else has a form open, before they type."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from comparisons.editing.open_forms import EXPIRY, mark_open
from comparisons.models import AuditLogEntry, OpenForm
from tests.admin.people import signed_in
from tests.factories import FrameworkFactory, SourceFactory
from tests.pages import html_of

pytestmark = pytest.mark.django_db

OPEN_FORMS = "/admin/open-forms/"


@pytest.fixture
def ada(db):
    return signed_in("ada", "Editor")


@pytest.fixture
def bob(db):
    return signed_in("bob", "Editor")


def report(client, path, **more):
    return client.post(OPEN_FORMS, {"path": path, **more})


@pytest.mark.parametrize("page", ["change", "supports"])
def test_page_names_who_has_it_open_and_since_when(ada, bob, page):
    path = reverse(f"admin:comparisons_framework_{page}", args=[FrameworkFactory().pk])
    report(ada, path)
    opened_at = OpenForm.objects.get().opened_at

    text = f"ada has had this form open since {opened_at:%H:%M} UTC. You can edit it too"
    assert text in html_of(bob.get(path))
    assert report(bob, path).json()["notice"].startswith(text)
    assert text not in html_of(ada.get(path))
    assert "bob has had this form open" in report(ada, path).json()["notice"]


def test_form_that_is_closed_or_no_longer_reported_is_not_named(ada, bob):
    first, second = (reverse("admin:comparisons_source_change", args=[SourceFactory().pk]) for _ in range(2))
    report(ada, first)
    report(ada, first, closed="yes")
    long_ago = timezone.now() - EXPIRY - datetime.timedelta(seconds=1)
    OpenForm.objects.create(path=second, username="ada", opened_at=long_ago, seen_at=long_ago)

    pages = [html_of(bob.get(path)) for path in (first, second)]
    report(bob, second)

    assert [page.count("has had this form open") for page in pages] == [0, 0]
    assert [form.username for form in OpenForm.objects.all()] == ["bob"]


def test_report_keeps_since_when_a_form_is_open_and_is_no_change(ada):
    path = reverse("admin:comparisons_source_change", args=[SourceFactory().pk])
    earlier = timezone.now() - EXPIRY / 2
    OpenForm.objects.create(path=path, username="ada", opened_at=earlier, seen_at=earlier)
    entries = AuditLogEntry.objects.count()

    report(ada, path)

    form = OpenForm.objects.get()
    assert form.opened_at == earlier < form.seen_at
    assert AuditLogEntry.objects.count() == entries


@pytest.mark.parametrize(
    "path",
    ["", "/", "/admin/", "/admin/auth/user/1/change/", "/admin/comparisons/source/", "\x00", "/admin/" + "x" * 5000],
)
def test_what_is_no_form_of_the_working_copy_is_refused(ada, path):
    assert report(ada, path).status_code == 400
    assert not OpenForm.objects.exists()


def test_who_may_not_save_a_form_neither_reports_it_nor_learns_who_has_it_open(ada):
    path = reverse("admin:comparisons_source_change", args=[SourceFactory().pk])
    mark_open(path, "ada")
    publisher = signed_in("paul", "Publisher")

    assert report(publisher, path).status_code == 403
    assert "has had this form open" not in html_of(publisher.get(path))
    assert [form.username for form in OpenForm.objects.all()] == ["ada"]
