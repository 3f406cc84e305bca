"""A PostgreSQL of the tests' own.

`python -m tests.postgresql` makes sure that its programs are there, or says in one line why not. With the words of a
command it runs that on an empty database: `python -m tests.postgresql .venv/bin/pytest -m database`.

In this order: the folder POSTGRESQL, the programs on PATH, the newest that Debian's packages bring, and on Debian, as
root, the distribution's package. The cluster that this package starts is left alone: each of ours lives in a folder
of its own, on a free port of 127.0.0.1, and ends with the tests.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from tests.browser.site import free_port

PACKAGED = Path("/usr/lib/postgresql")
UNPRIVILEGED = ("postgres", "nobody")
ADVICE = "No PostgreSQL: install one (Debian: apt install postgresql), or name its programs with POSTGRESQL=/its/bin."
USER = "plumbline"


def found() -> Path | None:
    """The folder of the programs to use, where there is one."""
    if named := os.environ.get("POSTGRESQL"):
        folders = [Path(named)]
    else:
        on_path = shutil.which("initdb")
        versions = sorted(PACKAGED.glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)
        folders = [*([Path(on_path).resolve().parent] if on_path else []), *versions]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


def install() -> None:
    """Try what can bring one; `found` tells whether it did."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        for words in (["update"], ["install", "--yes", "--no-install-recommends", "postgresql"]):
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(["apt-get", *words], check=False, stdout=sys.stderr, env=environment)  # noqa: S603, S607


def _owner() -> str | None:
    """Who runs it: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


class Where(TypedDict):
    owner: str | None
    folder: Path


def _run(program: str, *words: str, owner: str | None, folder: Path) -> None:
    programs = found()
    assert programs, ADVICE
    settings = {"user": owner, "group": pwd.getpwnam(owner).pw_gid, "extra_groups": []} if owner else {}
    done = subprocess.run(  # noqa: S603  (no shell, own words)
        [programs / program, *words],
        check=False,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        **settings,
    )
    log = folder / "log"
    assert done.returncode == 0, done.stderr + (log.read_text() if log.exists() else "")


@dataclass(frozen=True)
class Cluster:
    """A server with an empty database. `address` is as DATABASE_URL takes it."""

    address: str
    folder: Path
    owner: str | None
    options: str

    def start(self) -> None:
        _run(*("pg_ctl", "-D", "data", "-l", "log", "-o", self.options, "-w", "start"), **self._where)

    def stop(self) -> None:
        """At once, as if it were killed: connections end without a word."""
        _run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop", **self._where)

    def send(self, number: int) -> None:
        """A signal to all of its processes."""
        main = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        done = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], check=True, capture_output=True, text=True)  # noqa: S607
        pairs = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
        for process in [main, *(process for process, parent in pairs if parent == main)]:
            os.kill(process, number)

    @property
    def _where(self) -> Where:
        return {"owner": self.owner, "folder": self.folder}


@contextmanager
def running(*, durable: bool = True) -> Iterator[str]:
    """The address of an empty database, as long as the block lasts."""
    with cluster(durable=durable) as server:
        yield server.address


@contextmanager
def cluster(*, durable: bool = True, superuser: str = USER) -> Iterator[Cluster]:
    """A server that runs when the block begins, and is gone when it has ended.

    One that is not durable is faster, and would lose what it wrote when the machine loses its power.
    """
    owner, password, port = _owner(), secrets.token_hex(16), free_port()
    # A folder that pytest makes is closed to others, and the path of a socket may not be long.
    with tempfile.TemporaryDirectory(prefix="plumbline-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "password").write_text(password)
        if owner:
            for path in (folder, folder / "password"):
                shutil.chown(path, owner)
        _run(
            *("initdb", "--pgdata=data", f"--username={superuser}", "--pwfile=password", "--auth=scram-sha-256"),
            *("--encoding=UTF8", "--no-locale", "--no-sync"),
            owner=owner,
            folder=folder,
        )
        options = f"-p {port} -h 127.0.0.1 -k {folder}" + ("" if durable else " -c fsync=off -c synchronous_commit=off")
        address = f"postgres://{superuser}:{password}@127.0.0.1:{port}/postgres"
        server = Cluster(address, folder, owner, options)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def main() -> None:
    if not found() and not os.environ.get("POSTGRESQL"):
        install()
    folder = found()
    if not folder:
        sys.exit(ADVICE)
    if not sys.argv[1:]:
        sys.stdout.write(f"{folder}\n")
        return
    with running(durable=False) as address:
        done = subprocess.run(sys.argv[1:], check=False, env={**os.environ, "TESTS_DATABASE_URL": address})  # noqa: S603
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
