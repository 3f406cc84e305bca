"""The page that says how the site is."""

import datetime
import io
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection

from comparisons.management.commands import backup
from comparisons.models import LinkCheck
from comparisons.releases import last_backup, publish, release_cache
from tests.factories import SourceFactory, make_publishable
from tests.pages import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PAGE = "/admin/status/"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def lines_of(client):
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td></tr>', html_of(client.get(PAGE)))
    return {name: " ".join(re.sub("<.*?>", " ", text).split()) for name, text in rows}


def test_site_without_release_backup_and_checks_says_so(admin_client):
    lines = lines_of(admin_client)

    assert lines["Newest release"] == "none yet"
    assert lines["Last backup from this machine"] == "none"
    assert lines["Links last checked"] == "never"


def test_page_names_the_database_that_answers_and_what_this_server_shows(admin_client):
    make_publishable()
    publish.publish("First.", "ada")
    release_cache.refresh()

    lines = lines_of(admin_client)

    assert lines["Newest release"].startswith("1, ")
    assert lines["Release that this server shows"] == "1"
    assert lines["Database"].startswith({"sqlite": "SQLite 3", "postgresql": "PostgreSQL 1"}[connection.vendor])


def test_page_names_the_last_backup_and_the_last_check_of_links(admin_client):
    last_backup.save("2026-11-26T21:30:00+00:00", Path("/var/backups/plumbline.backup"))
    made_at = datetime.datetime(2026, 11, 25, 8, 5, tzinfo=datetime.UTC)
    LinkCheck.objects.create(source=SourceFactory(), outcome="works", checked_at=made_at)

    lines = lines_of(admin_client)

    assert lines["Last backup from this machine"] == "plumbline.backup, 26 November 2026, 21:30 UTC"
    assert lines["Links last checked"] == "25 November 2026, 08:05 UTC"


@pytest.mark.parametrize("content", [b"", b"x", b"0" * 64 + b"\n{}"])
def test_damaged_note_of_a_backup_is_none(admin_client, folder, content):
    (folder / last_backup.NAME).write_bytes(content)

    assert lines_of(admin_client)["Last backup from this machine"] == "none"


def test_it_is_for_those_who_manage_people(may):
    editor = may("view_framework", "change_framework")

    assert editor.get(PAGE).status_code == 403
    assert "Status of the site" not in html_of(editor.get("/admin/"))


def test_backup_is_noted_for_its_owner_alone(folder, monkeypatch):
    made_at = "2026-11-26T21:30:00+00:00"
    manifest = SimpleNamespace(made_at=made_at, tables={}, key_fingerprint="0123")
    monkeypatch.setattr(backup, "back_up", lambda _path: manifest)

    call_command("backup", str(folder / "plumbline.backup"), stdout=io.StringIO())

    noted = last_backup.load()
    assert (noted.file, noted.made_at.isoformat()) == ("plumbline.backup", made_at)
    assert (folder / last_backup.NAME).stat().st_mode & 0o077 == 0
