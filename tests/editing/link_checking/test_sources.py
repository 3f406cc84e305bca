"""Without a network nothing is recorded; a check from the desk runs beside the work and says how far it is."""

import os
import socket
import threading

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from comparisons.editing.link_checking import background
from comparisons.models import AuditLogEntry, LinkCheck
from tests.factories import SourceFactory
from tests.pages import html_of

pytestmark = pytest.mark.django_db

GONE = "http://gone.example/"
LIST = reverse("admin:comparisons_source_changelist")


@pytest.fixture
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def no_names(monkeypatch):
    """No name is known, as without a network. Numbers are, so that our server can be reached."""
    real = socket.getaddrinfo

    def getaddrinfo(host, *args, **kwargs):
        if host[0].isdigit():
            return real(host, *args, **kwargs)
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def run():
    call_command("check_links", "--allow-private", "--pause", "0")


def outcomes():
    return dict(LinkCheck.objects.values_list("url", "outcome"))


def test_without_a_network_nothing_is_recorded_and_the_command_says_so(no_names):
    for name in "abc":
        SourceFactory(url=f"http://{name}.example/")

    with pytest.raises(CommandError, match=r"No server can be reached.*Nothing was recorded for 3 links"):
        run()

    assert outcomes() == {}


def test_name_that_is_gone_is_broken_where_another_server_answers(no_names, server):
    SourceFactory(url=GONE)
    SourceFactory(url=server.url())

    run()

    assert outcomes() == {GONE: "broken", server.url(): "works"}


def test_name_that_is_gone_is_broken_where_a_server_that_worked_answers_again(no_names, server):
    LinkCheck.objects.keep(
        SourceFactory(url=server.url()).url, outcome="works", status=200, problem="", final_url=server.url()
    )
    SourceFactory(url=GONE)

    run()

    assert outcomes() == {GONE: "broken", server.url(): "works"}


def test_outcome_of_before_stays_where_the_network_is_gone(no_names):
    url = SourceFactory(url=GONE).url
    LinkCheck.objects.keep(url, outcome="works", status=200, problem="", final_url=url)

    with pytest.raises(CommandError, match=r"1 link\. Check"):
        call_command("check_links", "--older-than", "0")

    assert outcomes() == {GONE: "works"}


@pytest.fixture(scope="module")
def rows_of_migrations(django_db_setup, django_db_blocker):
    """A test with transactions of its own leaves empty tables. The roles, which migrations make, come back after it.

    Their entries in the audit log do not: those are made by their coming back.
    """
    with django_db_blocker.unblock():
        kept = connection.creation.serialize_db_to_string()
    yield
    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string(kept)
        AuditLogEntry.objects.all()._raw_delete("default")


@pytest.mark.usefixtures("rows_of_migrations")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_check_runs_in_the_background_and_the_list_says_what_came_of_it(data_dir, admin_client):
    SourceFactory(url="http://127.0.0.1:1/")

    answered = admin_client.post(reverse("admin:comparisons_source_check_links"), follow=True)
    for thread in threading.enumerate():
        if thread.name == "link-check":
            thread.join(20)

    assert answered.redirect_chain == [(LIST, 302)]
    assert background.progress() == background.Progress(
        1, 1, "Of 1 links: 0 working, 1 broken, 0 for a person to check, 0 skipped.", is_running=False
    )
    assert "Last check of links: Of 1 links" in html_of(admin_client.get(LIST))


def test_check_that_runs_is_shown_and_does_not_start_twice(data_dir, admin_client):
    file = os.open(background.state_path(), os.O_RDWR | os.O_CREAT)
    assert background.lock(file)
    background.write(file, background.Progress(3, 10))

    page = html_of(admin_client.get(LIST))

    assert "Checking links: 3 of 10." in page
    assert background.start() is None
    os.close(file)
    assert background.progress() == background.Progress(3, 10)


def test_no_network_is_told_on_the_list(data_dir, no_names, admin_client):
    SourceFactory(url=GONE)

    background.check(file := os.open(background.state_path(), os.O_RDWR | os.O_CREAT))
    os.close(file)

    assert "this machine seems to have no network. Nothing was recorded for 1 link." in html_of(admin_client.get(LIST))


def test_button_is_for_those_who_may_change_sources(client, django_user_model):
    carl = django_user_model.objects.create_user("carl")
    carl.groups.add(Group.objects.get(name="Administrator"))
    client.force_login(carl)

    assert client.post(reverse("admin:comparisons_source_check_links")).status_code == 403
