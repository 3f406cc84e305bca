"""Content files into a folder on disk."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from comparisons.content_files.faults import ContentError, Fault
from comparisons.content_files.folders import Folder
from comparisons.content_files.writer import write_content
from comparisons.engine import Catalogue

UNFINISHED = ".unfinished"
"""The end of the name of a file that is not whole yet; nothing reads those."""


def export_content(catalogue: Catalogue, folder: Path) -> int:
    """Write the files of a catalogue into a folder, and tell how many they are.

    Each takes its place in one step, and none before all are written. A framework or a guide that the catalogue does
    not have would be loaded with the others: so a folder that holds one is refused, and left as it is. Raises
    ContentError, with what is in the way or cannot be written.
    """
    files = write_content(catalogue)
    if others := [name for name in Folder(folder).names() if name not in files]:
        reason = "is not of this catalogue. Take it out of the folder, or export into another one"
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
        for (path, place), content in zip(unfinished.items(), files.values(), strict=True):
            place.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for path, place in unfinished.items():
            path.replace(place)
    except OSError:
        for path in unfinished:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise
