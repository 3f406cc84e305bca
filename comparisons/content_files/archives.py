"""Pack content files into a zip archive, and unpack an untrusted archive.

An archive is unpacked into memory, never onto a disk. If any file in it is too large, damaged, encrypted, a link, or
not a content file, the whole archive is refused.
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
"""Bytes. A form of the admin sends the archive twice, so it must stay below DATA_UPLOAD_MAX_MEMORY_SIZE."""
MAX_CONTENT = 3_000_000
"""Bytes of all files together: about fourteen times the shipped content."""
MAX_ENTRIES = 500

IGNORED = (SCENARIOS, "README.md")
"""Files that may be in a folder of content, and that a load does not read. Schemas are ignored too."""
SYSTEM_FILES = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}
FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date in a zip archive. All files get it, so that the same files give the same archive."""

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


def unpack(data: bytes) -> dict[str, bytes]:
    """The content files of an archive by name. They are at its root, or in one folder. Raises ContentError."""
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
    """Name -> entry, without folders and system files. A folder around everything is left out of the names."""
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES:
        raise _refused(f"holds more than {MAX_ENTRIES} files")
    if not all(info.filename for info in infos):
        raise _refused("holds a file without a name")
    files = [info for info in infos if not (info.is_dir() or _is_system_file(info.filename))]
    top = _top([info.filename for info in files])
    names = [info.filename.removeprefix(top) for info in files]
    if repeated := [name for name, count in Counter(names).items() if count > 1]:
        raise ContentError(tuple(Fault(name, 0, "", "appears more than once") for name in repeated))
    return dict(zip(names, files, strict=True))


def _top(names: list[str]) -> str:
    """The folder around all files, with its slash. Empty if there is none."""
    roots = {name.partition("/")[0] for name in names}
    has_one_root = len(roots) == 1 and all("/" in name for name in names)
    return f"{roots.pop()}/" if has_one_root and not roots & {*PARTS} else ""


def _faults(entries: Mapping[str, zipfile.ZipInfo]) -> Iterator[Fault]:
    for name, info in entries.items():
        kind = stat.S_IFMT(info.external_attr >> 16)
        if not (_is_read(name) or _is_ignored(name)):
            yield Fault(name, 0, "", "is not a content file: the README lists their names")
        elif kind not in {0, stat.S_IFREG}:
            yield Fault(name, 0, "", "is a link or a device, and not a file")
        elif info.flag_bits & 0x1:
            yield Fault(name, 0, "", "is encrypted")
        elif info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            yield Fault(name, 0, "", "uses a compression that is not supported")


def _is_system_file(name: str) -> bool:
    return not SYSTEM_FILES.isdisjoint(PurePosixPath(name).parts)


def _is_read(name: str) -> bool:
    folder, _, rest = name.partition("/")
    return name in SHARED or (folder in PARTS and "/" not in rest and rest.endswith(".yaml"))


def _is_ignored(name: str) -> bool:
    folder, _, rest = name.partition("/")
    return name in IGNORED or (folder == "schema" and "/" not in rest and rest.endswith(".json"))


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
