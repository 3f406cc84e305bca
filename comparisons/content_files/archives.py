"""Content files as a zip archive, and from one that anybody may have made.

An archive is read into memory and never onto a disk. What is too large, damaged, encrypted, a link, or not a content
file is told; nothing of such an archive is used.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from comparisons.content_files.faults import ContentError, Fault
from comparisons.content_files.folders import PARTS, SCENARIOS, SHARED

MAX_ARCHIVE = 1_000_000
"""Bytes. An archive travels through a form of the admin, which has to stay below DATA_UPLOAD_MAX_MEMORY_SIZE."""
MAX_CONTENT = 3_000_000
"""Bytes of all files together: some fourteen times the shipped content."""
MAX_ENTRIES = 500

NEVER_READ = (SCENARIOS, "README.md")
"""Files that belong to a folder of content, and that a load passes over; the schemas do too."""
LEFT_BY_SYSTEMS = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}
SINCE_1980 = (1980, 1, 1, 0, 0, 0)
"""The first moment that the format knows: an archive does not tell when it was made, and so is always the same."""

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
"""What `zipfile` raises where an archive is not what it says, or uses what it does not know."""


def pack(files: Mapping[str, bytes]) -> bytes:
    """The same files always give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, SINCE_1980)
            info.create_system = 3  # Unix, wherever it is made
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, files[name], zipfile.ZIP_DEFLATED, compresslevel=9)
    return target.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The content files of an archive by name, at its root or in one folder. Raises ContentError."""
    if len(data) > MAX_ARCHIVE:
        raise _refused(f"is larger than {MAX_ARCHIVE:,} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = _entries(archive)
            if faults := tuple(_faults(entries)):
                raise ContentError(faults)
            return _read(archive, {name: info for name, info in entries.items() if _is_read(name)})
    except DAMAGED as error:
        raise _refused(f"cannot be read as a zip archive: {_reason(error)}") from error


def _refused(reason: str) -> ContentError:
    return ContentError((Fault("The archive", 0, "", reason),))


def _reason(error: Exception) -> str:
    return str(error).strip() or "it is damaged"


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Name -> entry, without folders, what systems leave behind, and the one folder that may hold everything."""
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES:
        raise _refused(f"holds more than {MAX_ENTRIES} files")
    files = [info for info in infos if not (info.is_dir() or _is_left_by_a_system(info.filename))]
    top = _top([info.filename for info in files])
    names = [info.filename.removeprefix(top) for info in files]
    if again := [name for name, count in Counter(names).items() if count > 1]:
        raise ContentError(tuple(Fault(name, 0, "", "is there more than once") for name in again))
    return dict(zip(names, files, strict=True))


def _top(names: list[str]) -> str:
    """The folder that all files are in, where none is at the root."""
    firsts = {name.partition("/")[0] for name in names}
    alone = len(firsts) == 1 and all("/" in name for name in names)
    return f"{firsts.pop()}/" if alone and not firsts & {*PARTS} else ""


def _faults(entries: Mapping[str, zipfile.ZipInfo]) -> Iterator[Fault]:
    for name, info in entries.items():
        kind = stat.S_IFMT(info.external_attr >> 16)
        if not (_is_read(name) or _is_passed_over(name)):
            yield Fault(name, 0, "", "is no content file: its name is none of those that the README lists")
        elif kind not in {0, stat.S_IFREG}:
            yield Fault(name, 0, "", "is a link or a device, and not a file")
        elif info.flag_bits & 0x1:
            yield Fault(name, 0, "", "is encrypted")
        elif info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            yield Fault(name, 0, "", "is compressed in a way that is not read here")


def _is_left_by_a_system(name: str) -> bool:
    return not LEFT_BY_SYSTEMS.isdisjoint(PurePosixPath(name).parts)


def _is_read(name: str) -> bool:
    folder, _, rest = name.partition("/")
    return name in SHARED or (folder in PARTS and "/" not in rest and rest.endswith(".yaml"))


def _is_passed_over(name: str) -> bool:
    folder, _, rest = name.partition("/")
    return name in NEVER_READ or (folder == "schema" and "/" not in rest and rest.endswith(".json"))


def _read(archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo]) -> dict[str, bytes]:
    """Not more than is allowed, whatever the archive says of its sizes."""
    left, files = MAX_CONTENT, {}
    for name, info in entries.items():
        with archive.open(info) as file:
            files[name] = file.read(left + 1)
        left -= len(files[name])
        if left < 0:
            raise _refused(f"holds more than {MAX_CONTENT:,} bytes of content")
    return files
