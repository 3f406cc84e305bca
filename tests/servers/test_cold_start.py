"""A server that starts while its database is away: the last release, or a page that asks for patience; it heals."""

from contextlib import contextmanager

import pytest

from comparisons.management.commands.serve import granian
from tests.browser.site import DATABASE, copy_database, environment, free_port, manage, serving
from tests.servers.editor import Editor
from tests.servers.visitors import SEEN, comes


@pytest.fixture
def folder(ready_site, tmp_path):
    """That of a site of its own, whose server has not been started yet."""
    tmp_path.chmod(0o755)
    (tmp_path / "static").symlink_to(ready_site / "static")
    copy_database(ready_site / DATABASE, tmp_path / DATABASE)
    (tmp_path / DATABASE).chmod(0o644)
    return tmp_path


@pytest.fixture
def address():
    return f"http://127.0.0.1:{free_port()}"


@contextmanager
def server(folder, address, words, first_page="/"):
    with serving(environment(folder, address), address + first_page, words) as process:
        yield process


def serve(address):
    return manage("serve", "--workers", "1", "--port", address.rpartition(":")[2])


def take_away(folder):
    """What SQLite cannot open stands where its file was."""
    (folder / DATABASE).rename(folder / "elsewhere")
    (folder / DATABASE).mkdir()


def bring_back(folder):
    (folder / DATABASE).rmdir()
    (folder / "elsewhere").rename(folder / DATABASE)


def readable_by_others(folder):
    """The folder itself, and what we keep in it, as far as others may enter or read it."""
    paths = [folder, *(path for path in folder.iterdir() if path.suffix != ".log" and not path.is_symlink())]
    return [path.name for path in paths if path.stat().st_mode & 0o077]


@pytest.mark.exhaustive
def test_last_release_is_served_without_the_database_and_editing_comes_back_with_it(folder, address):
    with server(folder, address, serve(address)):
        before = {path: Editor(address).get(path).body for path in SEEN}
    take_away(folder)

    with server(folder, address, serve(address)):
        during = {path: Editor(address).get(path).body for path in SEEN}
        refused = Editor(address).get("/admin/login/")
        bring_back(folder)
        is_healed = comes(address, "/admin/login/", 200)

    log = next(folder.glob("*.log")).read_text()
    assert during == before
    assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
    assert "Serving the last release." in log
    assert f"Started without the database: serving release 1 from {folder / 'last-release'}" in log
    assert is_healed


@pytest.mark.exhaustive
def test_server_that_never_knew_a_release_asks_for_patience_and_shows_it_once_it_can(folder, address):
    take_away(folder)
    words = granian("127.0.0.1", int(address.rpartition(":")[2]), 1)

    with server(folder, address, words, "/static/icon.svg"):
        refused = Editor(address).get("/")
        bring_back(folder)
        is_healed = comes(address, "/", 200)

    assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
    assert "<h1>Not ready yet</h1>" in refused.text
    assert is_healed


@pytest.mark.exhaustive
def test_nobody_else_can_read_what_a_server_keeps(folder, address):
    with server(folder, address, serve(address)):
        Editor(address).sign_in()
        open_files = readable_by_others(folder)

    assert open_files == []
    assert {path.name for path in folder.iterdir()} >= {DATABASE, "last-release"}
