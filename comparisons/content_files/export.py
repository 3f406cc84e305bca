"""Write content files into a folder on disk."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from comparisons.content_files.faults import ContentError, Fault
from comparisons.content_files.folders import Folder
from comparisons.content_files.writer import write_content
from comparisons.engine import Catalogue

UNFINISHED = ".unfinished"
"""The suffix of a file that is being written. No load reads it."""


def export_content(catalogue: Catalogue, folder: Path) -> int:
    """Write the files of a catalogue into a folder, and return their number.

    All files are written under temporary names first and then renamed. A later load would also read other frameworks
    and guides in the folder, so a folder with such files is refused. Raises ContentError with the files that are in the
    way or cannot be written.
    """
    files = write_content(catalogue)
    if others := [name for name in Folder(folder).names() if name not in files]:
        reason = "is not part of this catalogue. Remove it from the folder, or export to another folder"
        raise ContentError(tuple(Fault(name, 0, "", reason) for name in others))
    try:
        _write(files, folder)
    except OSError as error:
        where = str(error.filename or folder).removesuffix(UNFINISHED)
        raise ContentError((Fault(where, 0, "", f"cannot be written: {error.strerror}"),)) from error
    return len(files)


def _write(files: dict[str, bytes], folder: Path) -> None:
    unfinished = {folder / f"{name}{UNFINISHED}": folder / name for name in files}
    try:
        for (path, target), content in zip(unfinished.items(), files.values(), strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for path, target in unfinished.items():
            path.replace(target)
    except OSError:
        for path in unfinished:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise
