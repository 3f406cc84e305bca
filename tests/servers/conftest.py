"""A site on each database, served by several processes, and eight people who are signed in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Any

import psycopg
import pytest

from comparisons.management.commands.serve import granian
from tests import postgresql
from tests.browser.site import DATABASE, copy_database, environment, free_port, manage, prepare, serving
from tests.examples import exhaustive
from tests.servers.editor import Editor

EDITORS = 8


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.servers)


@dataclass(frozen=True)
class Entry:
    change_set: Any
    model: str
    key: int
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True)
class Site:
    """`addresses` are of servers that share a database; on SQLite, one server with two workers stands for two."""

    database: str
    env: dict[str, str]
    addresses: tuple[str, str]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What one statement finds in the database, past the product."""
        if self.database.startswith("sqlite:///"):
            connection: Any = sqlite3.connect(self.database.removeprefix("sqlite:///"))
        else:
            connection = psycopg.connect(self.database)
        try:
            return list(connection.execute(query).fetchall())
        finally:
            connection.close()

    def entries(self, where: str = "TRUE") -> list[Entry]:
        """The audit log, the oldest entry first."""
        fields = "change_set, model, key, before, after"
        rows = self.rows(f"SELECT {fields} FROM comparisons_auditlogentry WHERE {where} ORDER BY id")  # noqa: S608
        return [Entry(*names, _state(before), _state(after)) for *names, before, after in rows]


def _state(kept: Any) -> dict[str, Any]:
    """PostgreSQL hands JSON out as what it says, SQLite as text."""
    return dict((json.loads(kept) if isinstance(kept, str) else kept) or {})


@pytest.fixture(scope="session", params=exhaustive(["sqlite", "postgresql"], quick=["sqlite"]))
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'plumbline.sqlite3'}"
    else:
        with postgresql.running() as address:
            yield address


@pytest.fixture(scope="session")
def site(database: str, tmp_path_factory: pytest.TempPathFactory, ready_site: Path) -> Iterator[Site]:
    folder, ports = tmp_path_factory.mktemp("together"), [free_port(), free_port()]
    addresses = [f"http://127.0.0.1:{port}" for port in ports]
    env = environment(folder, addresses[0], database)
    (folder / "static").symlink_to(ready_site / "static")
    if (ready_site / "audits").exists():
        copytree(ready_site / "audits", folder / "audits")
    if database.startswith("sqlite"):
        copy_database(ready_site / DATABASE, Path(database.removeprefix("sqlite:///")))
    else:
        prepare(env)
    with ExitStack() as servers:
        servers.enter_context(serving(env, addresses[0], manage("serve", "--port", str(ports[0]))))
        if database.startswith("sqlite"):
            addresses[1] = addresses[0]
        else:
            servers.enter_context(serving(env, addresses[1], granian("127.0.0.1", ports[1], 2)))
        yield Site(database, env, (addresses[0], addresses[1]))


@pytest.fixture(scope="session")
def editors(site: Site) -> list[Editor]:
    """Half of them at one server, half at the other."""
    return [Editor(site.addresses[number % 2]).sign_in() for number in range(EDITORS)]
