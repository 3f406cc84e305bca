"""Backups that are made while others write restore every row, to either database; a bad archive changes nothing."""

import json
import threading
import zipfile

import pytest

from tests import postgresql
from tests.examples import exhaustive
from tests.operations.stopped_site import Site, must, rewrite

BATCH = 20
"""Rows that the load writes in each transaction."""
LOADED = ("auth_group", "django_session")


@pytest.fixture(params=exhaustive(["sqlite", "postgresql"], quick=["sqlite"]))
def site(request, source, tmp_path):
    """The same site on each database: that of PostgreSQL is restored from a backup of SQLite."""
    if request.param == "sqlite":
        yield source
        return
    must(source.run("backup", str(tmp_path / "first.zip")))
    with postgresql.running(durable=False) as address:
        site = Site(tmp_path / "postgresql", address)
        must(site.run("restore", str(tmp_path / "first.zip")))
        yield site


def write_until(ended, site, batches):
    """A transaction that adds to the table that is read first and to the one that is read last, again and again."""
    with site.connect() as connection:
        while not ended.is_set():
            number = len(batches)
            connection.execute("BEGIN")
            for place in range(BATCH):
                connection.execute(f"INSERT INTO auth_group (name) VALUES ('load {number}-{place}')")  # noqa: S608
            session = f"INSERT INTO django_session VALUES ('load {number}', '', '2026-11-26 12:00:00')"  # noqa: S608
            connection.execute(session)
            connection.execute("COMMIT")
            batches.append(number)


@pytest.mark.exhaustive
def test_backup_under_load_is_of_one_moment_and_restores_every_row(site, tmp_path):
    ended, batches, file = threading.Event(), [], tmp_path / "load.zip"
    writer = threading.Thread(target=write_until, args=(ended, site, batches))
    writer.start()
    try:
        must(site.run("backup", str(file)))
    finally:
        ended.set()
        writer.join()
    at_the_end = site.rows()
    site.wipe()
    must(site.run("restore", str(file)))

    restored = site.rows()
    load, sessions = (["load " in row for row in restored[table]].count(True) for table in LOADED)
    assert load == sessions * BATCH
    assert 0 <= sessions < len(batches)
    assert [{*restored[table]} <= {*at_the_end[table]} for table in LOADED] == [True, True]
    assert restored | dict.fromkeys(LOADED) == at_the_end | dict.fromkeys(LOADED)


@pytest.mark.exhaustive
def test_second_restore_replaces_what_was_written_since(site, tmp_path):
    must(site.run("backup", str(tmp_path / "a.zip")))
    before = site.rows()
    with site.connect() as connection:
        connection.execute("DELETE FROM comparisons_draftlink")
        connection.execute("INSERT INTO auth_group (name) VALUES ('of later')")

    refused = site.run("restore", str(tmp_path / "a.zip"))
    changed = site.rows()
    must(site.run("restore", "--yes", str(tmp_path / "a.zip")))
    with site.connect() as connection:
        connection.execute("INSERT INTO auth_group (name) VALUES ('of today')")
        [(key,)] = connection.execute("SELECT id FROM auth_group WHERE name = 'of today'").fetchall()

    assert (refused.returncode, refused.stderr) == (
        1,
        "CommandError: The database is not empty. To overwrite it, add --yes.\n",
    )
    assert changed != before
    assert key == len(before["auth_group"]) + 1
    assert {**site.rows(), "auth_group": []} == {**before, "auth_group": []}


@pytest.mark.exhaustive
def test_archive_of_postgresql_restores_to_sqlite(source, tmp_path):
    before = source.rows()
    must(source.run("backup", str(tmp_path / "a.zip")))
    with postgresql.running(durable=False) as address:
        other = Site(tmp_path / "postgresql", address)
        must(other.run("restore", str(tmp_path / "a.zip")))
        must(other.run("backup", str(tmp_path / "b.zip")))

    must(source.run("restore", "--yes", str(tmp_path / "b.zip")))

    assert source.rows() == before


def test_archive_says_what_it_is_and_is_for_its_owner_alone(source, tmp_path):
    file = tmp_path / "a.zip"

    must(source.run("backup", str(file)))

    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert file.stat().st_mode & 0o777 == 0o600
    assert manifest["database"] == "sqlite"
    assert ["comparisons", "0001_initial"] in manifest["migrations"]
    assert len(manifest["key_fingerprint"]) == 16
    assert source.env["SECRET_KEY"].encode() not in content


def drop_last_line(name, content):
    return content.rstrip(b"\n").rpartition(b"\n")[0] if name == "tables/auth_user.jsonl" else content


def rename_database(name, content):
    return content.replace(b"sqlite", b"oracle") if name == "manifest.json" else content


DAMAGES = {
    "cut": (lambda file: file.write_bytes(file.read_bytes()[:-400]), "is damaged, or is no backup of Plumbline"),
    "another file": (lambda file: file.write_bytes(b"something else"), "is damaged, or is no backup of Plumbline"),
    "a row less": (lambda file: rewrite(file, drop_last_line), "the rows of auth_user were changed"),
    "manifest": (lambda file: rewrite(file, rename_database), "its manifest was changed"),
    "missing": (lambda file: file.unlink(), "cannot be read: No such file or directory"),
}


@pytest.mark.parametrize(
    "damage",
    exhaustive(DAMAGES, quick=["a row less"]),
)
def test_damaged_archive_changes_nothing(source, archive, damage):
    before, (change, reason) = source.rows(), DAMAGES[damage]
    change(archive)

    done = source.run("restore", "--yes", str(archive))

    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: Nothing was changed. ")
    assert reason in done.stderr
    assert source.rows() == before
