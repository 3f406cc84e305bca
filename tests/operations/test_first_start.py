"""A first start: alone, or several at once on one folder or one database. What is written is for its owner alone."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from comparisons.management.commands.serve import names_to_know
from comparisons.releases import start_lock
from tests import postgresql
from tests.browser.site import ROOT, environment, free_port, manage, serving
from tests.servers.editor import Editor
from tests.test_make import run as run_make


def prepare_together(*folders, database=""):
    """The outputs of as many processes that prepare at the same moment."""
    started = [
        subprocess.Popen(
            [sys.executable, "manage.py", "prepare"],
            cwd=ROOT,
            env=environment(folder, "http://127.0.0.1:8000", database),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for folder in folders
    ]
    outputs = [process.communicate(timeout=300)[0] for process in started]
    assert [process.returncode for process in started] == [0] * len(folders), outputs
    return outputs


def readable_by_others(folder):
    return [path for path in [folder, *folder.rglob("*")] if path.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]


@pytest.mark.exhaustive
def test_two_first_starts_on_one_folder_make_one_site_which_only_its_owner_reads(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)

    outputs = prepare_together(folder, folder)

    assert sorted(text.count("First editor: editor") for text in outputs) == [0, 1]
    assert sorted(text.count("Static files: collected") for text in outputs) == [0, 1]
    assert readable_by_others(folder) == []
    assert {path.name for path in folder.iterdir()} >= {"plumbline.sqlite3", "static"}


@pytest.mark.exhaustive
def test_two_first_starts_on_one_postgresql_make_one_site(tmp_path):
    folders = [tmp_path / name for name in ("one", "two")]

    with postgresql.running(durable=False) as address:
        outputs = prepare_together(*folders, database=address)

    assert sorted(text.count("First editor: editor") for text in outputs) == [0, 1]
    assert [text.count("Static files: collected") for text in outputs] == [1, 1]


@pytest.mark.exhaustive
@pytest.mark.servers
def test_serve_alone_shows_pages_with_their_stylesheets(tmp_path):
    address = f"http://127.0.0.1:{free_port()}"
    words = manage("serve", "--workers", "1", "--port", address.rpartition(":")[2])

    with serving(environment(tmp_path, address), address, words):
        page = Editor(address).get("/")
        manifest = json.loads((tmp_path / "static" / "staticfiles.json").read_text())
        stylesheet = Editor(address).get(f"/static/{manifest['paths']['css/tokens.css']}")

    assert (page.status, stylesheet.status) == (200, 200)
    assert '"/static/css/' in page.text


def test_lock_of_a_folder_is_free_again_after_a_failure(settings, tmp_path):
    settings.DATA_DIR = tmp_path

    with pytest.raises(RuntimeError), start_lock.folder_locked():
        raise RuntimeError
    with start_lock.folder_locked():
        assert (tmp_path / start_lock.NAME).exists()


def test_key_is_made_once_though_several_make_it_at_the_same_moment(tmp_path):
    """`--always-make` stands for a second `make run` that saw no key yet."""
    key = tmp_path / "secret-key"
    words = ["make", "--file", str(ROOT / "Makefile"), str(key)]
    script = "for n in 1 2 3 4; do " + " ".join(words) + " & done; wait"

    together = run_make("/bin/sh", "-c", script, DATA_DIR=str(tmp_path))
    first = key.read_text()
    late = run_make(*words, "--always-make", "--old-file=.venv/run", DATA_DIR=str(tmp_path))

    assert (together.stderr, late.stderr) == ("", "")
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(first.strip()) > 80
    assert key.read_text() == first


@pytest.mark.parametrize(
    ("host", "site"),
    [("0.0.0.0", "127.0.0.1"), ("::", "127.0.0.1"), ("::1", "[::1]"), ("192.0.2.7", "192.0.2.7")],  # noqa: S104
)
def test_make_run_names_a_site_that_a_browser_can_open(host, site):
    done = run_make("make", "--dry-run", "run", f"HOST={host}", DATA_DIR=str(Path(os.devnull)))

    assert f"http://{site}:8000" in done.stdout
    assert f"--host {host} --port 8000" in done.stdout


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104
def test_start_on_every_address_says_which_variable_names_the_site(host, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", *settings.LOOPBACK]

    [line] = names_to_know(host)

    assert "Set SITE_URL to the address that visitors type" in line
    settings.ALLOWED_HOSTS = ["plumbline.example"]
    assert list(names_to_know(host)) == []
    assert list(names_to_know("127.0.0.1")) == []
