"""Which content file a file is, by its name: files come from all systems, editors and archives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from comparisons.content_files.faults import Fault

SHARED = ("sources.yaml", "aspects.yaml", "criteria.yaml", "crosswalk.yaml")
"""The required files, in the order in which they are read."""

PARTS = ("frameworks", "guides")
"""The folders with one file for each framework and guide."""

SCENARIOS = "scenarios.yaml"
"""Answers with the verdict that they must give. An optional file, and not part of the catalogue."""

SUFFIXES = (".yaml", ".yml")
"""However they are capitalised."""

PASSED_OVER = re.compile(
    r"\._.* | \.\#.* | ~\$.* | .*~ | .*\.(?:swp|tmp|bak|orig|unfinished)"  # what editors and macOS leave behind
    r"| __MACOSX | Thumbs\.db | desktop\.ini"
    r"| \..+"  # .DS_Store, .git, .github, .gitignore, .editorconfig
    r"| (?:readme|licen[cs]e|notice|changelog|contributing|notes|authors)(?:\.(?:md|txt|rst|html|pdf))?",
    re.IGNORECASE | re.VERBOSE,
)
"""Names of files and folders that may be beside content files, and that a load does not read."""

OTHER_FORMATS = {
    ".csv": "a CSV file",
    ".tsv": "a table of values with tabs",
    ".xlsx": "an Excel workbook",
    ".xls": "an Excel workbook",
    ".ods": "a spreadsheet",
    ".docx": "a Word document",
    ".json": "a JSON file",
    ".zip": "an archive within the archive",
}


@dataclass(frozen=True)
class FileNames:
    """The content files among others: name of the content file -> name that it has here, and what is wrong."""

    actual: dict[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def content_files(names: Iterable[str]) -> FileNames:
    """Find the content files among these names, which are relative to their folder.

    A name may have backslashes, `.yml`, and capitals where content files have none. Names that are not content files
    and not usual beside them are faults, and so are two names for one content file.
    """
    actual: dict[str, str] = {}
    faults = []
    for name in names:
        if is_passed_over(name):
            continue
        content_name = content_name_of(name)
        if content_name is None:
            faults.append(Fault(name, 0, "", _why_unread(name)))
        elif content_name in actual:
            other = actual[content_name]
            reason = "appears more than once" if other == name else f"is the same file as {other}: keep one"
            faults.append(Fault(name, 0, "", reason))
        else:
            actual[content_name] = name
    return FileNames(actual, tuple(faults))


def is_passed_over(name: str) -> bool:
    parts = PurePosixPath(_with_slashes(name)).parts
    is_schema = len(parts) == 2 and parts[0] == "schema" and parts[1].endswith(".json")
    return is_schema or any(PASSED_OVER.fullmatch(part) for part in parts if part != "..")


def content_name_of(name: str) -> str | None:
    """The name that a content file has in the product: `frameworks/soc-2.yaml` for `Frameworks/soc-2.YML`."""
    folder, slash, file = _with_slashes(name).rpartition("/")
    stem, dot, suffix = file.rpartition(".")
    if f"{dot}{suffix}".lower() not in SUFFIXES or not stem:
        return None
    if not (folder or slash):
        shared = f"{stem.lower()}.yaml"
        return shared if shared in (*SHARED, SCENARIOS) else None
    return f"{folder.lower()}/{stem}.yaml" if folder.lower() in PARTS else None


def top_folder(names: Iterable[str]) -> str:
    """The folder around all files, with its slash. Empty if there is none."""
    names = [_with_slashes(name) for name in names]
    roots = {name.partition("/")[0] for name in names}
    has_one_root = len(roots) == 1 and all("/" in name for name in names)
    return f"{roots.pop()}/" if has_one_root and not {root.lower() for root in roots} & {*PARTS} else ""


def _with_slashes(name: str) -> str:
    return name.replace("\\", "/")


def _why_unread(name: str) -> str:
    path = PurePosixPath(_with_slashes(name))
    suffix = path.suffix.lower()
    if suffix in OTHER_FORMATS:
        return f"is {OTHER_FORMATS[suffix]}: content files are YAML"
    is_below_a_part = len(path.parts) > 2 and path.parts[0].lower() in PARTS and ".." not in path.parts
    if suffix in SUFFIXES and is_below_a_part:
        return f"is in a folder of its own: move it to {path.parts[0].lower()}/"
    return "is not a content file: the README lists their names"
