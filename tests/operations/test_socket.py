"""A site on a Unix socket: who may connect, and what becomes of a socket that is there already."""

import os
import signal
import socket
import stat
import subprocess
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from comparisons.management.commands.serve import place, refuse_busy_socket
from tests.browser.site import ROOT, copy_site, environment, manage, started


class Connection(HTTPConnection):
    def __init__(self, path):
        super().__init__("127.0.0.1", timeout=60)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self.path))


def status_of(path, address):
    """The status of a GET, or the name of what went wrong."""
    connection = Connection(path)
    try:
        connection.request("GET", address)
        return connection.getresponse().status
    except OSError as error:
        return type(error).__name__
    finally:
        connection.close()


def left_by_a_killed_server(path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def test_socket_of_a_killed_server_is_removed(tmp_path):
    left_by_a_killed_server(tmp_path / "socket")

    refuse_busy_socket(str(tmp_path / "socket"))

    assert list(tmp_path.iterdir()) == []


def test_socket_that_is_not_there_can_be_made(tmp_path):
    assert refuse_busy_socket(str(tmp_path / "socket")) is None


def test_socket_of_a_running_server_is_refused_and_stays(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        server.listen()

        with pytest.raises(CommandError, match="another server listens on"):
            refuse_busy_socket(str(tmp_path / "socket"))

    assert (tmp_path / "socket").is_socket()


def test_file_that_is_no_socket_is_refused_and_stays(tmp_path):
    (tmp_path / "file").write_text("Something else.")

    with pytest.raises(CommandError, match="is a file, and no socket"):
        refuse_busy_socket(str(tmp_path / "file"))

    assert (tmp_path / "file").read_text() == "Something else."


def test_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=f"no folder {tmp_path / 'absent'} in which"):
        refuse_busy_socket(str(tmp_path / "absent" / "socket"))


def test_start_says_what_a_proxy_has_to_set(settings):
    settings.SOCKET = "/run/plumbline/socket"

    settings.BEHIND_PROXY = False
    without = list(place("127.0.0.1", 8000))
    settings.BEHIND_PROXY = True

    assert without[0] == "Plumbline is at the socket /run/plumbline/socket, for a proxy that connects to it."
    assert ["BEHIND_PROXY=true" in line for line in without] == [False, True]
    assert list(place("127.0.0.1", 8000)) == without[:1]


@contextmanager
def serving(env):
    log, words = Path(env["DATA_DIR"]) / "serve.log", manage("serve", "--workers", "1")
    with started(words, env, log, lambda: status_of(env["SOCKET"], "/readyz") == 200) as process:
        yield process


@pytest.mark.exhaustive
@pytest.mark.servers
def test_site_on_a_socket_is_for_the_group_alone_and_starts_again_after_a_kill(ready_site, tmp_path):
    copy_site(ready_site, tmp_path)
    path = tmp_path / "socket"
    env = environment(tmp_path, "http://127.0.0.1") | {"SOCKET": str(path)}

    with serving(env) as process:
        mode, status = stat.S_IMODE(path.stat().st_mode), status_of(path, "/frameworks/soc-2/")
        second = subprocess.run(  # noqa: S603  (no shell, own words)
            manage("serve"), cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    is_left = path.is_socket()
    with serving(env):
        status_after = status_of(path, "/frameworks/soc-2/")

    assert (oct(mode), status, is_left, status_after) == ("0o660", 200, True, 200)
    assert (
        second.stderr == f"CommandError: SOCKET: another server listens on {path}. Stop it, or choose another path.\n"
    )
    assert not path.exists()
