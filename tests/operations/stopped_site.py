"""A site that is not served: its database, the commands that use it, and the archives that they make."""

import json
import sqlite3
import subprocess
import zipfile
from contextlib import closing

import psycopg

from tests.browser.site import DATABASE, ROOT, environment, manage


class Site:
    """A database, and the commands that use it."""

    def __init__(self, folder, address=""):
        folder.mkdir(exist_ok=True)
        self.folder, self.address = folder, address
        self.env = environment(folder, "http://127.0.0.1:8000", address)

    def run(self, *words, **variables):
        return subprocess.run(  # noqa: S603  (no shell, own words)
            manage(*words), cwd=ROOT, env=self.env | variables, capture_output=True, text=True, check=False, timeout=300
        )

    def connect(self):
        if self.address:
            return closing(psycopg.connect(self.address, autocommit=True))
        return closing(sqlite3.connect(self.folder / DATABASE, timeout=20, isolation_level=None))

    def rows(self):
        """All rows of all tables as text, by table. When migrations ran is no content."""
        catalogue = (
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            if self.address
            else "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence'"
        )
        with self.connect() as connection:
            tables = {name for (name,) in connection.execute(catalogue).fetchall()} - {"django_migrations"}
            return {name: sorted(map(as_text, connection.execute(f'SELECT * FROM "{name}"'))) for name in tables}  # noqa: S608

    def wipe(self):
        if not self.address:
            (self.folder / DATABASE).unlink()
            return
        with self.connect() as connection:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def as_text(row):
    """PostgreSQL keeps JSON without the order of its keys."""
    values = [json.loads(cell) if isinstance(cell, str) and cell.startswith("{") else cell for cell in row]
    return json.dumps(values, sort_keys=True, default=repr)


def must(done):
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def rewrite(archive, change):
    """The archive again, with each member as `change(name, content)` returns it."""
    with zipfile.ZipFile(archive) as old:
        members = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(archive, "w") as new:
        for name, content in members.items():
            new.writestr(name, change(name, content))
