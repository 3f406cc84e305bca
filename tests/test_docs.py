"""The documents name only what is there: files, commands, targets; and the README stays an entry."""

import re
from itertools import takewhile
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / ".github").glob("*.md")),
    ROOT / "comparisons" / "content" / "README.md",
]
IMAGES = sorted((ROOT / "docs" / "images").iterdir())

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(r"`((?:comparisons|config|docs|templates|static|tests|requirements)/[^`\s*<]*)`")
BEGINNINGS = (ROOT, ROOT / "templates")
MAP = re.compile(r"^## (?:What is where|Code map)\n(.*?)^## ", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"[\w./]*[./]\w*")

named = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def missing(paths):
    return [path for path in paths if not Path(path).exists()]


def mapped(text):
    """The paths of a code map: each line begins with one or several, and what is indented further is in the first."""
    folders = {0: ROOT}
    for line in MAP.search(text)[1].splitlines():
        depth = len(line) - len(line.lstrip())
        names = list(takewhile(NAME.fullmatch, re.split(r" {2,}", line.strip())))
        above = folders[max(d for d in folders if d < depth)] if names else ROOT
        yield from (above / name for name in names)
        if names:
            folders = {d: path for d, path in folders.items() if d < depth} | {depth: above / names[0]}


@named
def test_links_lead_somewhere(document):
    links = [link for link in LINK.findall(document.read_text(encoding="utf-8")) if "://" not in link]

    assert missing(document.parent / link for link in links) == []


@named
def test_named_files_are_there(document):
    names = PATH.findall(document.read_text(encoding="utf-8"))

    assert [name for name in names if not any((folder / name).exists() for folder in BEGINNINGS)] == []


@pytest.mark.parametrize("name", ["README.md", "docs/development.md"])
def test_code_map_names_what_is_there(name):
    paths = list(mapped((ROOT / name).read_text(encoding="utf-8")))

    assert len(paths) > 10
    assert missing(paths) == []


@pytest.mark.parametrize("name", ["README.md", "docs/development.md"])
def test_code_map_has_every_part(name):
    paths = mapped((ROOT / name).read_text(encoding="utf-8"))

    inside = [path.relative_to(ROOT).parts for path in paths]
    parts = {path.parent.name for path in (ROOT / "comparisons").glob("*/*") if path.suffix in {".py", ".yaml"}}
    assert parts - {names[1] for names in inside if names[0] == "comparisons" and len(names) > 1} == set()


@named
def test_named_commands_and_targets_exist(document):
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"^\.PHONY: (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert set(re.findall(r"[`=>]make ([a-z-]+)", text)) <= set(targets)
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= set(get_commands())


def test_every_command_is_described_to_operators():
    ours = {name for name, app in get_commands().items() if app == "comparisons"}

    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| `([a-z_]+)", text.split("## Commands")[1].split("\n## ")[0], re.MULTILINE)) == ours


def test_readme_is_an_entry():
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    assert len(text.split()) <= 1052  # half of what it had before there was a docs folder
    assert re.findall(r"\]\((docs/images/[^)]+)\)", text) == [str(path.relative_to(ROOT)) for path in IMAGES]


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.name)
def test_picture_is_small(path):
    assert path.suffix == ".png"
    assert path.stat().st_size < 60_000
