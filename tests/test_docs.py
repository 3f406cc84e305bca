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
PATH = re.compile(r"`((?:comparisons|config|deploy|docs|templates|static|tests|requirements)/[^`\s*<:]*)(?:::\w+)?`")
TEST = re.compile(r"`(tests/[^`\s:]+\.py)::(\w+)`")
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


@named
def test_named_tests_are_there(document):
    names = set(TEST.findall(document.read_text(encoding="utf-8")))

    sources = {file: (ROOT / file).read_text(encoding="utf-8") for file, _test in names}
    assert [(file, test) for file, test in sorted(names) if f"\ndef {test}(" not in sources[file]] == []


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


# --- docs/asvs.md -----------------------------------------------------------------------------------------------

ASVS = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
SECTIONS = {
    1: (2, 9, 11, 3, 2),
    2: (3, 3, 4, 1),
    3: (0, 2, 4, 6, 5, 0, 2),
    4: (3, 1, 2, 4),
    5: (1, 3, 2, 3),
    6: (3, 12, 4, 4, 5, 3, 0, 4),
    7: (3, 4, 2, 5, 2, 2),
    8: (2, 3, 1, 1),
    9: (3, 4),
    10: (2, 2, 4, 11, 5, 2, 3),
    11: (2, 3, 3, 4, 1, 1),
    12: (3, 2, 4),
    13: (1, 5, 2, 5),
    14: (2, 4, 3),
    15: (3, 3, 7),
    16: (1, 5, 4, 3, 3),
    17: (1, 4, 2),
}
"""How many requirements of level 1 and 2 each section of OWASP ASVS 5.0.0 has, by chapter. They come first in it."""
REQUIREMENTS = [
    f"{chapter}.{section}.{number}"
    for chapter, counts in SECTIONS.items()
    for section, count in enumerate(counts, 1)
    for number in range(1, count + 1)
]
ANSWERS = ["met", "not met", "does not apply"]


def asvs_rows():
    """The requirements of each row, its answer, and its last cell. A range stands for all between its ends."""
    for line in re.findall(r"^\| \d+\..*\|$", ASVS.split("## All requirements")[1], re.MULTILINE):
        name, _asks, answer, where = (cell.strip() for cell in line.strip("|").split(" | "))
        first, _, last = name.partition(" to ")
        yield REQUIREMENTS[REQUIREMENTS.index(first) : REQUIREMENTS.index(last or first) + 1], answer, where


def test_each_requirement_of_asvs_has_one_row():
    assert len(REQUIREMENTS) == 253
    assert [name for names, _answer, _where in asvs_rows() for name in names] == REQUIREMENTS


def test_each_row_of_asvs_has_an_answer_and_what_it_rests_on():
    unclear = [
        names[0]
        for names, answer, where in asvs_rows()
        if answer not in ANSWERS
        or (answer == "met" and not re.search(r"`[^`]+`|\]\([^)]+\)", where))
        or (answer != "met" and not re.fullmatch(r"[A-Z0-9].{10,}\.", where))
    ]

    assert unclear == []


def test_totals_of_asvs_are_those_of_its_rows():
    counts = {answer: sum(len(names) for names, own, _where in asvs_rows() if own == answer) for answer in ANSWERS}

    totals = dict(re.findall(r"^\| ([a-z ]+) \| (\d+) \|$", ASVS, re.MULTILINE))

    assert {name: int(total) for name, total in totals.items()} == counts | {"together": len(REQUIREMENTS)}


def test_what_is_not_met_says_what_an_operator_can_do():
    advice = ASVS.split("## Not met")[1].split("\n## ")[0]

    unmet = [name for names, answer, _where in asvs_rows() if answer == "not met" for name in names]
    assert re.findall(r"^\| (\d[\d.]+) \| \S", advice, re.MULTILINE) == unmet
