"""The site as it is run: granian, hashed static files, the shipped content as release 1, and an editor."""

from __future__ import annotations

import os
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from comparisons.management.commands.serve import granian

ROOT = Path(__file__).parent.parent.parent
EDITOR, PASSWORD = "ada", "a password for tests"
DATABASE, CHANGED, SESSION = "plumbline.sqlite3", "changed.sqlite3", "session"
"""Files in the folder of a site. `tests.browser.ready` tells what they hold."""
PATIENCE = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, address: str, database: str = "") -> dict[str, str]:
    """What a site in this folder is started with. Without the address of a database, it makes one in the folder."""
    ours = {
        "SECRET_KEY": "for tests only, and as long as the check of secret keys asks for: 0123456789",
        "DATA_DIR": str(folder),
        "SITE_URL": address,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
        "SESSION_IDLE_MINUTES": "1440",  # tests share a session, and the last may come long after the first
        **({"DATABASE_URL": database} if database else {}),
    }
    others = ("DATABASE_URL", "DEBUG", "ALLOWED_HOSTS", "BEHIND_PROXY", "SOCKET", "SECRET_KEY_FILE", "LOG_LEVEL")
    return {name: value for name, value in os.environ.items() if name not in others} | ours


def answers(address: str, certificate: tuple[Path, Path] | None) -> bool:
    trusted = ssl.create_default_context(cafile=certificate[0]) if certificate else None
    try:
        with urllib.request.urlopen(address, context=trusted) as response:  # noqa: S310  (our own address)
            return response.status == 200
    except urllib.error.HTTPError as error:
        error.close()
    except OSError:
        pass
    return False


def manage(*words: str) -> list[str]:
    return [sys.executable, "manage.py", *words]


def prepare(env: dict[str, str]) -> None:
    """Make the database of a site ready, and its static files unless the folder has some."""
    subprocess.run([sys.executable, "-m", "tests.browser.ready"], check=True, cwd=ROOT, env=env)


def sign_in(page: Page, name: str = EDITOR) -> None:
    """As people do it. Tests about something else begin with a browser in which someone is signed in."""
    page.goto("/admin/login/?next=/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("/admin/")


def signed_in(address: str, ready: Path) -> dict[str, Any]:
    """The state of a browser in which an editor has signed in, however long ago: a setting for a context."""
    cookie = {"name": "session", "value": (ready / SESSION).read_text(), "path": "/", "sameSite": "Lax"}
    cookie |= {"domain": urlsplit(address).hostname, "expires": -1, "httpOnly": True, "secure": False}
    return {"storage_state": {"cookies": [cookie], "origins": []}}


def copy_database(source: Path, target: Path) -> None:
    """A server may be reading and writing the target: to it, all of this is one transaction."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def copy_site(source: Path, target: Path, database: str = DATABASE) -> None:
    """A copy of a site that is ready, with this database of its folder. Static files and audits are shared.

    To audit the shipped content takes a processor some seconds, which each copy would spend while tests use it.
    """
    copy_database(source / database, target / DATABASE)
    for name in ("static", "audits"):
        (source / name).mkdir(exist_ok=True)
        (target / name).symlink_to(source / name)


def rows(database: Path) -> list[str]:
    """All that a database holds, but for what signing in and opening a form leave."""
    tables = ("django_session", "auth_user", "comparisons_openform", "comparisons_signinattempt")
    left = tuple(f'INSERT INTO "{table}"' for table in tables)
    left += tuple(f"INSERT INTO \"sqlite_sequence\" VALUES('{table}'" for table in tables[2:])
    with closing(sqlite3.connect(database)) as connection:
        return [line for line in connection.iterdump() if not line.startswith(left)]


@contextmanager
def running(
    folder: Path, certificate: tuple[Path, Path] | None = None, *, ready: Path | None = None, path: str = ""
) -> Iterator[str]:
    """The address of a site of its own, in this folder and below this path, as long as the block lasts.

    With a certificate and its key, it is on https. With the folder of a site that is ready, it begins as that one is,
    and shares some of its files: a second of work instead of ten.
    """
    port = free_port()
    address = f"https://localhost:{port}{path}" if certificate else f"http://127.0.0.1:{port}{path}"
    env = environment(folder, address)
    if certificate:
        env["GRANIAN_SSL_CERTIFICATE"], env["GRANIAN_SSL_KEYFILE"] = map(str, certificate)
    if ready:
        copy_site(ready, folder)
    else:
        prepare(env)
    with serving(env, address, granian("127.0.0.1", port, 1), certificate):
        yield address


@contextmanager
def serving(
    env: dict[str, str], address: str, words: list[str], certificate: tuple[Path, Path] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that these words start, in a process group of its own; at first it answers at the address."""
    log = Path(env["DATA_DIR"]) / f"{urlsplit(address).port}.log"
    with started(words, env, log, lambda: answers(address, certificate)) as process:
        yield process


@contextmanager
def started(
    words: list[str], env: dict[str, str], log: Path, is_ready: Callable[[], bool]
) -> Iterator[subprocess.Popen[bytes]]:
    """A program that these words start, in a process group of its own; at first it is ready."""
    with log.open("a") as file:
        process = subprocess.Popen(words, cwd=ROOT, env=env, stdout=file, stderr=file, start_new_session=True)  # noqa: S603
        try:
            deadline = time.monotonic() + PATIENCE
            while not is_ready():
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.05)
            yield process
        finally:
            process.terminate()
            process.wait()
