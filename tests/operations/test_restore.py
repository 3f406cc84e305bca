"""What a restore refuses, and what it says; and archives of earlier schemas."""

import hashlib
import json
import zipfile

import pytest

from comparisons.releases import start_lock
from tests.operations.stopped_site import must, rewrite


def with_migrations(file, change):
    """Write the archive with other migrations, as if another version had made it."""

    def changed(name, content):
        if name not in {"manifest.json", "manifest.sha256"}:
            return content
        return text if name == "manifest.json" else hashlib.sha256(text).hexdigest()

    with zipfile.ZipFile(file) as old:
        manifest = json.loads(old.read("manifest.json"))
    manifest["migrations"] = change(manifest["migrations"])
    text = json.dumps(manifest).encode()
    rewrite(file, changed)


def test_archive_of_a_newer_schema_is_refused(source, archive):
    before = source.rows()
    with_migrations(archive, lambda migrations: [*migrations, ["comparisons", "9999_of_later"]])

    done = source.run("restore", "--yes", str(archive))

    assert done.returncode == 1
    assert "its tables are newer than this version's (comparisons 9999_of_later). Install that version" in done.stderr
    assert source.rows() == before


@pytest.mark.exhaustive
def test_archive_of_an_earlier_schema_is_restored_and_migrated(source, archive):
    before = source.rows()
    later = ("0012_open_forms", "0013_levels_and_events")

    must(source.run("migrate", "comparisons", "0011", "--verbosity", "0"))
    must(source.run("backup", "--yes", str(archive)))
    must(source.run("restore", "--yes", str(archive)))

    after = source.rows()
    with zipfile.ZipFile(archive) as made:
        migrations = [name for _app, name in json.loads(made.read("manifest.json"))["migrations"]]
    assert [name for name in later if name in migrations] == []
    assert {*after} == {*before}
    assert after["comparisons_framework"] != []
    assert after["auth_user"] == before["auth_user"]


def test_restore_is_refused_while_a_server_runs(source, archive, settings):
    settings.DATA_DIR = source.folder
    before = source.rows()

    start_lock.mark_as_serving()
    refused = source.run("restore", "--yes", str(archive))

    assert refused.returncode == 1
    assert refused.stderr.startswith("CommandError: Nothing was changed. The site is being served from this DATA_DIR")
    assert source.rows() == before


def test_server_does_not_start_during_a_restore(settings, tmp_path):
    settings.DATA_DIR = tmp_path

    with start_lock.not_serving(), pytest.raises(start_lock.ServingError):
        start_lock.mark_as_serving()


@pytest.mark.exhaustive
def test_restore_with_another_key_says_what_it_ends(source, archive):
    done = must(source.run("restore", "--yes", str(archive), SECRET_KEY="another key"))

    assert "The backup was made with another secret key." in done.stderr


def test_backup_replaces_a_file_only_if_asked(source, archive):
    before = archive.read_bytes()

    refused = source.run("backup", str(archive))

    assert (refused.returncode, archive.read_bytes()) == (1, before)
    assert refused.stderr == f"CommandError: {archive} exists. Choose another name, or replace it with --yes.\n"


def test_backup_that_fails_leaves_no_file(source, archive):
    (source.folder / "plumbline.sqlite3").write_bytes(b"no database" * 1000)
    archive.unlink()

    done = source.run("backup", str(archive))

    assert done.returncode == 1
    assert list(archive.parent.glob("*.zip*")) == []
