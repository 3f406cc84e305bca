"""Many rows are marked as checked in one act, by those who may change them."""

import datetime

import pytest
from django.db.models import F
from django.db.models.signals import pre_save
from django.urls import reverse
from django.utils import timezone

from comparisons.models import AuditLogEntry, Framework, Guide, Source, Value
from comparisons.releases import publish
from tests.factories import FrameworkFactory, SourceFactory, ValueFactory, make_publishable
from tests.pages import html_of

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.date(2020, 1, 1)


def act(client, model, action, rows):
    address = reverse(f"admin:comparisons_{model._meta.model_name}_changelist")
    return client.post(address, {"action": action, "_selected_action": [row.pk for row in rows]}, follow=True)


def test_frameworks_are_marked_as_reviewed_today_in_one_act(admin_client):
    old = FrameworkFactory.create_batch(2, reviewed_on=LONG_AGO)
    fresh = FrameworkFactory(reviewed_on=timezone.now().date())
    other = FrameworkFactory(reviewed_on=LONG_AGO)

    page = html_of(act(admin_client, Framework, "mark_reviewed", [*old, fresh]))

    today = timezone.now().date()
    newest = AuditLogEntry.objects.first()
    entries = AuditLogEntry.objects.in_change_set(newest.change_set)
    assert "2 frameworks marked as reviewed today." in page
    assert [row.reviewed_on for row in Framework.objects.order_by("pk")] == [today, today, today, LONG_AGO]
    assert {entry.key for entry in entries} == {row.pk for row in old}
    assert (newest.created_by, newest.comment) == ("admin", "marked as reviewed today")
    assert Framework.objects.get(pk=fresh.pk).version == fresh.version
    assert Framework.objects.get(pk=other.pk).version == other.version


def test_sources_are_marked_as_checked_today(admin_client):
    source = SourceFactory(accessed=LONG_AGO)

    page = html_of(act(admin_client, Source, "mark_accessed", [source]))

    assert "1 source marked as checked today." in page
    assert Source.objects.get().accessed == timezone.now().date()


def test_values_are_verified_but_not_without_a_source(admin_client):
    sourced, unsourced = ValueFactory(confidence="unverified"), ValueFactory(confidence="unverified")
    sourced.sources.add(SourceFactory(), SourceFactory())

    page = html_of(act(admin_client, Value, "mark_verified", [sourced, unsourced]))

    assert "1 value marked as verified." in page
    assert "1 value without a source: not marked." in page
    assert dict(Value.objects.values_list("pk", "confidence")) == {sourced.pk: "verified", unsourced.pk: "unverified"}


def test_nothing_is_marked_where_somebody_else_saves_one_of_the_rows_meanwhile(admin_client):
    rows = FrameworkFactory.create_batch(2, reviewed_on=LONG_AGO)

    def save_it_first(instance, **_signal):
        if instance.pk == rows[1].pk:
            Framework.objects.filter(pk=instance.pk).update(version=F("version") + 1)

    pre_save.connect(save_it_first, Framework)
    try:
        page = html_of(act(admin_client, Framework, "mark_reviewed", rows))
    finally:
        pre_save.disconnect(save_it_first, Framework)

    assert "Your changes were not saved" in page
    assert [row.reviewed_on for row in Framework.objects.all()] == [LONG_AGO, LONG_AGO]


@pytest.mark.parametrize(
    ("model", "action"),
    [(Framework, "mark_reviewed"), (Guide, "mark_reviewed"), (Source, "mark_accessed"), (Value, "mark_verified")],
)
def test_reader_is_not_offered_it_and_cannot_do_it(may, admin_client, model, action):
    value = ValueFactory(confidence="unverified")
    value.sources.add(SourceFactory(accessed=LONG_AGO))
    Framework.objects.update(reviewed_on=LONG_AGO)
    reader = may(f"view_{model._meta.model_name}")
    address = reverse(f"admin:comparisons_{model._meta.model_name}_changelist")
    before = AuditLogEntry.objects.count()

    act(reader, model, action, model.objects.all())

    assert f'value="{action}"' not in html_of(reader.get(address))
    assert AuditLogEntry.objects.count() == before


@pytest.mark.parametrize(("model", "name"), [("framework", "See it in the draft"), ("release", "Read this release")])
def test_link_out_of_the_desk_is_named_after_where_it_leads(admin_client, model, name):
    make_publishable()
    publish.publish("First.", "ada")
    page = html_of(admin_client.get(f"/admin/comparisons/{model}/1/change/"))

    assert f'class="viewsitelink">{name}</a>' in page
    assert "View on site" not in page
