"""The site as it is run: granian, hashed static files, the shipped content as release 1, and an editor."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent.parent
EDITOR, PASSWORD = "ada", "a password for tests"
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
        **({"DATABASE_URL": database} if database else {}),
    }
    others = ("DATABASE_URL", "DEBUG", "ALLOWED_HOSTS", "BEHIND_PROXY", "SECRET_KEY_FILE", "LOG_LEVEL")
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
    for words in (
        ("collectstatic", "--noinput", "--verbosity", "0"),
        ("migrate", "--verbosity", "0"),
        ("createsuperuser", "--noinput", "--username", EDITOR, "--email", "", "--verbosity", "0"),
    ):
        subprocess.run(manage(*words), check=True, cwd=ROOT, env=env)  # noqa: S603


@contextmanager
def running(folder: Path, certificate: tuple[Path, Path] | None = None) -> Iterator[str]:
    """The address of a site of its own, in this folder, as long as the block lasts.

    With a certificate and its key, it is on https.
    """
    port = free_port()
    address = f"https://localhost:{port}" if certificate else f"http://127.0.0.1:{port}"
    env = environment(folder, address)
    if certificate:
        env["GRANIAN_SSL_CERTIFICATE"], env["GRANIAN_SSL_KEYFILE"] = map(str, certificate)
    prepare(env)
    with serving(env, address, manage("serve", "--port", str(port), "--workers", "1"), certificate):
        yield address


@contextmanager
def serving(
    env: dict[str, str], address: str, words: list[str], certificate: tuple[Path, Path] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that these words start, in a process group of its own; at first it answers at the address."""
    log = Path(env["DATA_DIR"]) / f"{urlsplit(address).port}.log"
    with log.open("a") as file:
        process = subprocess.Popen(words, cwd=ROOT, env=env, stdout=file, stderr=file, start_new_session=True)  # noqa: S603
        try:
            deadline = time.monotonic() + PATIENCE
            while not answers(address, certificate):
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.05)
            yield process
        finally:
            process.terminate()
            process.wait()
