"""An installation with rows is upgraded, and can be taken back."""

import datetime
import uuid

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse

from comparisons.models import AuditLogEntry, DraftLink

BEFORE, AFTER = "0006_roles", "0007_audit_log_entries"
NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)
CHANGE_SET = uuid.UUID(int=7)


def migrate(name):
    call_command("migrate", "comparisons", name, verbosity=0)


def old_model(name):
    state = MigrationExecutor(connection).loader.project_state([("comparisons", BEFORE)])
    return state.apps.get_model("comparisons", name)


def permissions_of(group):
    return {*Group.objects.get(name=group).permissions.values_list("codename", flat=True)}


@pytest.fixture
def installation(django_db_setup, django_db_blocker):
    """Before the upgrade, with a row of each model. Not in a transaction: there SQLite cannot rebuild tables."""
    with django_db_blocker.unblock():
        call_command("migrate", verbosity=0)  # the database is empty where only these tests run
        migrate(BEFORE)
        try:
            old_model("Edit").objects.create(
                act=CHANGE_SET, moment=NOON, who="ada", way="form", model="comparisons.source", key=1, label="A law"
            )
            old_model("DraftLink").objects.create(
                made_for="Grace", made_by="ada", made_at=NOON, expires_at=NOON + datetime.timedelta(days=7)
            )
            yield
        finally:
            call_command("migrate", verbosity=0)
            User.objects.filter(username="paul").delete()
            DraftLink.objects.all().delete()
            AuditLogEntry.objects.all()._raw_delete("default")


@pytest.mark.exhaustive
@pytest.mark.usefixtures("installation")
def test_upgrade_keeps_the_rows_of_the_audit_log_and_the_draft_links():
    migrate(AFTER)

    entry, link = AuditLogEntry.objects.get(), DraftLink.objects.get()
    assert (entry.change_set, entry.created_at, entry.created_by, entry.comment) == (CHANGE_SET, NOON, "ada", "form")
    assert (entry.model, entry.key, entry.label) == ("comparisons.source", 1, "A law")
    assert (link.recipient, link.created_by, link.created_at) == ("Grace", "ada", NOON)


@pytest.mark.exhaustive
@pytest.mark.usefixtures("installation")
def test_publisher_may_view_the_audit_log_after_the_upgrade():
    before = permissions_of("Publisher")

    migrate(AFTER)

    assert permissions_of("Publisher") == before - {"view_edit"} | {"view_auditlogentry"}
    assert not Permission.objects.filter(codename="view_edit").exists()
    call_command("migrate", verbosity=0)  # to sign in takes the tables of today
    paul = User.objects.create_user("paul", is_staff=True)
    paul.groups.add(Group.objects.get(name="Publisher"))
    client = Client()
    client.force_login(paul)
    page = client.get(reverse("admin:comparisons_auditlogentry_changelist"))
    client.logout()
    assert page.status_code == 200
    assert "A law" in page.content.decode()


@pytest.mark.exhaustive
@pytest.mark.usefixtures("installation")
def test_upgrade_can_be_taken_back():
    before = permissions_of("Publisher")
    migrate(AFTER)

    migrate(BEFORE)

    edit, link = old_model("Edit").objects.get(), old_model("DraftLink").objects.get()
    assert (edit.act, edit.moment, edit.who, edit.way) == (CHANGE_SET, NOON, "ada", "form")
    assert (link.made_for, link.made_by, link.made_at) == ("Grace", "ada", NOON)
    assert permissions_of("Publisher") == before
    assert "view_edit" in before
