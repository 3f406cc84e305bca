"""The site as it is run: granian, hashed static files, the shipped content as release 1, and an editor."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
EDITOR, PASSWORD = "ada", "a password for tests"
PATIENCE = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, address: str) -> dict[str, str]:
    ours = {
        "SECRET_KEY": "for tests only, and as long as the check of secret keys asks for: 0123456789",
        "DATA_DIR": str(folder),
        "SITE_URL": address,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
    }
    others = ("DATABASE_URL", "DEBUG", "ALLOWED_HOSTS", "BEHIND_PROXY", "SECRET_KEY_FILE", "LOG_LEVEL")
    return {name: value for name, value in os.environ.items() if name not in others} | ours


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address) as response:  # noqa: S310  (our own address)
            return response.status == 200
    except urllib.error.HTTPError as error:
        error.close()
    except OSError:
        pass
    return False


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a site of its own, in this folder, as long as the block lasts."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    env = environment(folder, address)

    def manage(*words: str) -> list[str]:
        return [sys.executable, "manage.py", *words]

    for words in (
        ("collectstatic", "--noinput", "--verbosity", "0"),
        ("migrate", "--verbosity", "0"),
        ("createsuperuser", "--noinput", "--username", EDITOR, "--email", "", "--verbosity", "0"),
    ):
        subprocess.run(manage(*words), check=True, cwd=ROOT, env=env)  # noqa: S603
    log = (folder / "site.log").open("w+")
    process = subprocess.Popen(  # noqa: S603
        manage("serve", "--port", str(port), "--workers", "1"), cwd=ROOT, env=env, stdout=log, stderr=log
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while not answers(address):
            assert process.poll() is None, (folder / "site.log").read_text()
            assert time.monotonic() < deadline, (folder / "site.log").read_text()
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()
        log.close()
