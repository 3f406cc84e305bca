"""Pack content files into a zip archive, and unpack an untrusted archive.

An archive is unpacked into memory, never onto a disk. If any file in it is too large, damaged, encrypted, a link, or
not a content file, the whole archive is refused.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from comparisons.content_files.faults import ContentError, Fault
from comparisons.content_files.file_names import (
    SCENARIOS,
    SUFFIXES,
    content_files,
    content_name_of,
    is_passed_over,
    top_folder,
)
from comparisons.content_files.other_formats import what_it_is

MAX_ARCHIVE = 1_000_000
"""Bytes. A form of the admin sends the archive twice, so it must stay below DATA_UPLOAD_MAX_MEMORY_SIZE."""
MAX_CONTENT = 3_000_000
"""Bytes of all files together: about six times the shipped content."""
MAX_ENTRIES = 500

FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date in a zip archive. All files get it, so that the same files give the same archive."""

ZIP_START = b"PK"
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
"""What `zipfile` raises if an archive is damaged or uses an unknown feature."""


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of the files by name. The same files always give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, FIRST_DATE)
            info.create_system = 3  # Unix, wherever it is made
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, files[name], zipfile.ZIP_DEFLATED, compresslevel=9)
    return target.getvalue()


def packed(name: str, data: bytes) -> bytes:
    """An archive: the data if they are one, or else one with the data as the file of this name.

    A file whose name is not that of a required file describes a guide if it has key differences, else a framework.
    """
    suffix = f".{name.rpartition('.')[2].lower()}"
    if data.startswith(ZIP_START) or suffix not in SUFFIXES:
        return data
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    folder = "guides" if re.search(rb"^key_differences\s*:", data, re.MULTILINE) else "frameworks"
    return pack({content_name_of(f"{stem}{suffix}") or f"{folder}/{stem}.yaml": data})


def unpack(data: bytes) -> dict[str, bytes]:
    """The content files of an archive by name. They are at its root, or in one folder. Raises ContentError."""
    if len(data) > MAX_ARCHIVE:
        raise _refused(f"is larger than {MAX_ARCHIVE:,} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = _entries(archive)
            if not entries:
                raise _refused("holds no content file")
            if faults := tuple(_faults(entries)):
                raise ContentError(faults)
            return _read(archive, entries)
    except DAMAGED as error:
        raise _refused(f"{what_it_is(data)}: choose a zip archive, or one YAML file") from error


def _refused(reason: str) -> ContentError:
    return ContentError((Fault("The archive", 0, "", reason),))


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Name -> entry of each content file. A folder around everything is left out of the names."""
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES:
        raise _refused(f"holds more than {MAX_ENTRIES} files")
    if not all(info.filename for info in infos):
        raise _refused("holds a file without a name")
    files = [info for info in infos if not (info.is_dir() or is_passed_over(info.filename))]
    top = top_folder(info.filename for info in files)
    shortened = [info.filename[len(top) :] for info in files]
    names = content_files(shortened)
    if names.faults:
        raise ContentError(names.faults)
    entries = {name: files[shortened.index(actual)] for name, actual in names.actual.items()}
    return {name: info for name, info in entries.items() if name != SCENARIOS}


def _faults(entries: Mapping[str, zipfile.ZipInfo]) -> Iterator[Fault]:
    for name, info in entries.items():
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in {0, stat.S_IFREG}:
            yield Fault(name, 0, "", "is a link or a device, and not a file")
        elif info.flag_bits & 0x1:
            yield Fault(name, 0, "", "is encrypted")
        elif info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            yield Fault(name, 0, "", "uses a compression that is not supported")


def _read(archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo]) -> dict[str, bytes]:
    """Read at most MAX_CONTENT bytes, whatever sizes the archive claims."""
    left, files = MAX_CONTENT, {}
    for name, info in entries.items():
        with archive.open(info) as file:
            files[name] = file.read(left + 1)
        left -= len(files[name])
        if left < 0:
            raise _refused(f"holds more than {MAX_CONTENT:,} bytes of content")
    return files
