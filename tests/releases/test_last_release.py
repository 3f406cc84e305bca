"""The current release in a file: written whole, read only if it is whole, and served until the database answers."""

import os
import stat

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, ProgrammingError
from django.test import Client

from comparisons.management.commands import prepare, serve
from comparisons.releases import checked_file, last_release, publish, release_cache
from comparisons.releases.first_run import close_to_others
from comparisons.releases.stored import StoredRelease
from tests.factories import make_publishable, release_of


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    release_cache.replace()
    return tmp_path


@pytest.fixture
def stored(shipped):
    return StoredRelease.of(release_of(shipped, 3))


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_saved_release_is_loaded_as_it_was(folder, stored):
    last_release.save(3, stored)

    assert last_release.load() == (3, stored)
    assert names(folder) == ["last-release"]
    assert stat.S_IMODE(last_release.path().stat().st_mode) == 0o600


def test_same_release_is_not_written_again_and_another_replaces_it(stored):
    last_release.save(3, stored)
    before = last_release.path().stat().st_ino
    last_release.save(3, stored)
    again = last_release.path().stat().st_ino

    last_release.save(4, stored)

    assert again == before
    assert last_release.load() == (4, stored)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:0],
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b'"number": 3', b'"number": 4'),
        lambda content: content[:64],
        lambda content: b"\x00" * len(content),
    ],
)
def test_damaged_file_is_not_used_and_is_replaced(caplog, stored, damage):
    last_release.save(3, stored)
    last_release.path().write_bytes(damage(last_release.path().read_bytes()))

    release_cache.load_last()

    assert (last_release.load(), release_cache.current_number()) == (None, 0)
    assert "is damaged, and is not used" in caplog.text
    last_release.save(3, stored)
    assert last_release.load() == (3, stored)


@pytest.mark.parametrize("body", [b"{}", b"[]", b"no JSON", b'{"number": 3, "catalogue": 5, "checksum": ""}'])
def test_file_of_another_version_is_not_used(caplog, body):
    checked_file.write(last_release.path(), body)

    assert last_release.load() is None
    assert "was written by another version" in caplog.text


def test_write_that_fails_keeps_the_file_and_leaves_no_other(folder, monkeypatch, caplog, stored):
    def fail(_handle):
        raise OSError(28, "No space left on device")

    last_release.save(3, stored)
    monkeypatch.setattr(os, "fsync", fail)

    last_release.save(4, stored)

    assert last_release.load() == (3, stored)
    assert names(folder) == ["last-release"]
    assert "Release 4 is not kept for a start without the database" in caplog.text


def test_folder_that_cannot_be_made_costs_a_line_in_the_log(settings, folder, caplog, stored):
    (folder / "file").write_text("")
    settings.DATA_DIR = folder / "file" / "data"

    last_release.save(3, stored)

    assert last_release.load() is None
    assert "is not kept for a start without the database" in caplog.text


def test_last_release_is_served_until_the_database_answers(stored):
    last_release.save(3, stored)

    release_cache.load_last()

    assert (release_cache.current_number(), release_cache.is_complete()) == (3, False)
    assert [Client().get(path).status_code for path in ("/", "/releases/3/", "/releases/2/")] == [200, 200, 404]


@pytest.mark.django_db
def test_older_releases_are_there_again_once_the_database_answers(shipped):
    for number in (1, 2):
        release_of(shipped, number).save()
    release_cache.refresh()
    release_cache.replace()
    release_cache.load_last()

    release_cache.refresh()

    assert (release_cache.current_number(), release_cache.is_complete()) == (2, True)
    assert release_cache.release(1).number == 1


@pytest.mark.django_db
def test_release_is_kept_when_it_is_published(django_capture_on_commit_callbacks):
    make_publishable()

    with django_capture_on_commit_callbacks(execute=True):
        release = publish.publish("A note.", "ada")

    assert last_release.load() == (1, StoredRelease.of(release))


# --- starting -------------------------------------------------------------------------------------------------------


@pytest.fixture
def start(monkeypatch):
    """Run `serve` up to the web server, with a database that answers `prepare` with this error."""

    def start_with(error):
        def fail(*, is_terminal):
            raise error

        started = []
        monkeypatch.setattr(prepare, "prepare", fail)
        monkeypatch.setattr(serve, "refuse_busy_port", lambda *_: None)
        monkeypatch.setattr(os, "execv", lambda *words: started.append(words))
        monkeypatch.setattr(os, "umask", lambda mask: mask)
        call_command("serve")
        return started

    return start_with


def test_server_starts_without_the_database_if_it_has_a_release(start, capsys, stored):
    last_release.save(3, stored)

    assert len(start(OperationalError("connection refused"))) == 1
    assert "connection refused\nServing the last release." in capsys.readouterr().err


def test_server_without_a_release_needs_the_database(start):
    with pytest.raises(CommandError, match="The database cannot be used: connection refused"):
        start(OperationalError("connection refused"))


def test_server_does_not_start_where_a_migration_is_wrong(start, stored):
    last_release.save(3, stored)

    with pytest.raises(CommandError, match="no such column"):
        start(ProgrammingError("no such column"))


def test_what_we_keep_is_closed_to_others_and_the_rest_left_alone(folder):
    ours = ["plumbline.sqlite3", "plumbline.sqlite3-wal", "secret-key", "last-release"]
    folder.chmod(0o755)
    (folder / "static" / "css").mkdir(parents=True)
    for name in [*ours, "static/css/tokens.css", "theirs"]:
        (folder / name).write_text("")
        (folder / name).chmod(0o644)

    close_to_others(folder)

    modes = {str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}
    closed = dict.fromkeys([*ours, "static/css/tokens.css"], 0o600) | dict.fromkeys(["static", "static/css"], 0o700)
    assert modes == {**closed, "theirs": 0o644}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_folder_that_many_use_stays_open(folder):
    folder.chmod(0o1777)

    close_to_others(folder)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o1777
