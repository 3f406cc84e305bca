"""The file of a backup: written whole or not at all, and checked whole before anything is read from it."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

FORMAT = 1
MANIFEST, CHECKSUM = "manifest.json", "manifest.sha256"

DAMAGE = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, EOFError, NotImplementedError, RuntimeError)
"""What reading a damaged archive raises."""


class ArchiveError(Exception):
    """The file is no archive of ours, is damaged, or cannot be written."""


@dataclass(frozen=True)
class Table:
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the archive is. `migrations` names the schema, `last_keys` the last number that each table gave out."""

    format: int
    version: str
    made_at: str
    database: str
    key_fingerprint: str
    migrations: list[tuple[str, str]]
    tables: dict[str, Table]
    last_keys: dict[str, int]


def key_fingerprint() -> str:
    """16 hexadecimal digits that tell one secret key from another. The key itself is not in an archive."""
    return hashlib.sha256(b"plumbline.backup\0" + settings.SECRET_KEY.encode()).hexdigest()[:16]


class Writer:
    """Writes an archive beside its place, under another name, and puts it there with `finish`."""

    def __init__(self, path: Path) -> None:
        self._path, self._partial = path, path.with_name(f"{path.name}.{secrets.token_hex(8)}.partial")
        descriptor = os.open(self._partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # never a file of another
        self._file = os.fdopen(descriptor, "wb")
        self._archive = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def add_table(self, name: str, lines: Iterable[bytes]) -> Table:
        digest, number = hashlib.sha256(), 0
        with self._archive.open(_member(name), "w", force_zip64=True) as member:
            for line in lines:
                digest.update(line)
                member.write(line)
                number += 1
        return Table(number, digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        text = json.dumps(asdict(manifest), indent=1)
        self._archive.writestr(MANIFEST, text)
        self._archive.writestr(CHECKSUM, hashlib.sha256(text.encode()).hexdigest())
        self._archive.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._partial.replace(self._path)

    def abandon(self) -> None:
        self._file.close()
        with suppress(FileNotFoundError):
            self._partial.unlink()


class Reader:
    """An archive whose every byte has been checked. Raises ArchiveError."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
            self.manifest = self._checked_manifest()
            for name, table in self.manifest.tables.items():
                self._check(name, table)
        except OSError as error:
            raise ArchiveError(f"{path} cannot be read: {error.strerror or error}.") from error
        except DAMAGE as error:
            raise ArchiveError(f"{path} is damaged, or is no backup of Plumbline: {error}") from error

    def lines(self, name: str) -> Iterator[bytes]:
        with self._archive.open(_member(name)) as member:
            yield from member

    def _checked_manifest(self) -> Manifest:
        text = self._archive.read(MANIFEST)
        if hashlib.sha256(text).hexdigest() != self._archive.read(CHECKSUM).decode():
            raise ValueError("its manifest was changed.")
        fields = json.loads(text)
        if fields["format"] != FORMAT:
            raise ValueError(f"its format is {fields['format']}, and this version reads {FORMAT}.")
        fields["tables"] = {name: Table(**table) for name, table in fields["tables"].items()}
        fields["migrations"] = [(app, name) for app, name in fields["migrations"]]
        return Manifest(**fields)

    def _check(self, name: str, table: Table) -> None:
        digest, number = hashlib.sha256(), 0
        for line in self.lines(name):
            digest.update(line)
            number += 1
        if (number, digest.hexdigest()) != (table.rows, table.sha256):
            raise ValueError(f"the rows of {name} were changed.")


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"
