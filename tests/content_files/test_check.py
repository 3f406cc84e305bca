"""Everything that is wrong with a folder, each with file and line, and without a database."""

import datetime
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from comparisons.content_files import SHIPPED, Folder, check_content
from tests.content_files.catalogues import SMALL_FOLDER

ROOT = Path(__file__).parent.parent.parent
ALPHA, GUIDE = "frameworks/alpha.yaml", "guides/alpha-vs-beta.yaml"
DAY = datetime.date(2026, 2, 1)

SCENARIO = """\
- name: Here
  answers:
    market: here
    duties: [nothing]
  expect:
    verdict: clear
    recommended: [alpha]
    required: []
  because: It is known here.
"""


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(SMALL_FOLDER, tmp_path / "content"))


def spoil(folder, name, old, new):
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def told(folder):
    checked = check_content(Folder(folder), DAY)
    return [str(fault) for fault in checked.errors], [str(fault) for fault in checked.warnings]


def run(command, *words):
    """A command of manage.py, where no database answers."""
    env = os.environ | {"DEBUG": "true", "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    words = [sys.executable, "manage.py", command, *map(str, words)]
    return subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)  # noqa: S603


def test_shipped_content_has_no_error():
    assert check_content(Folder(SHIPPED), DAY).errors == ()


def test_warnings_name_file_and_line(folder):
    errors, warnings = told(folder)

    assert errors == []
    assert warnings == [
        "criteria.yaml, line 6, criteria > market: “Where are your customers?”: it does not say who to ask.",
        "criteria.yaml, line 40, criteria > duties: “What binds you?”: it does not say why we ask.",
        "criteria.yaml, line 40, criteria > duties: “What binds you?”: it does not say who to ask.",
        "frameworks/alpha.yaml, line 38, framework > alpha > values > price: Alpha, Price: no source, not verified.",
    ]


def test_overdue_review_is_a_warning(folder):
    checked = check_content(Folder(folder), datetime.date(2026, 8, 1))

    assert "frameworks/alpha.yaml, line 1, framework > alpha: Alpha: review was due on 2026-07-31." in [
        str(fault) for fault in checked.warnings
    ]


def test_faults_of_every_file_are_told_at_once(folder):
    spoil(folder, "sources.yaml", "kind: primary", "kind: first")
    spoil(folder, "aspects.yaml", "name: Basics", "name: [Basics")
    spoil(folder, "frameworks/beta.yaml", "issuer: A committee\n", "")
    (folder / "scenarios.yaml").write_text(SCENARIO.replace("verdict: clear", "verdict: sure"), encoding="utf-8")

    errors, warnings = told(folder)

    assert [error.partition(":")[0] for error in errors] == [
        "sources.yaml, line 5, sources > law > kind",
        "aspects.yaml, line 4",
        "frameworks/beta.yaml, line 1, issuer",
        "scenarios.yaml, line 6, scenarios > Here > expect > verdict",
    ]
    assert warnings == []


def test_references_of_every_file_are_told_at_once(folder):
    spoil(folder, ALPHA, "[law, blog]", "[law, bog]")
    spoil(folder, GUIDE, "criterion: market", "criterion: place")

    errors, _ = told(folder)

    assert errors == [
        "frameworks/alpha.yaml, line 33, framework > alpha > values > purpose: There is no source “bog”.",
        f"{GUIDE}, line 12, guide > alpha-vs-beta > how_to_choose > Market: There is no criterion “place”.",
    ]


def test_what_the_database_would_refuse_is_told_without_one(folder):
    spoil(folder, ALPHA, "short_name: Alpha", f"short_name: {'A' * 61}")
    spoil(folder, ALPHA, "https://alpha.example/\n", "https://alpha\n")

    errors, _ = told(folder)

    assert errors == [
        f"{ALPHA}, line 4, framework > alpha > short_name: Ensure this value has at most 60 characters (it has 61).",
        f"{ALPHA}, line 10, framework > alpha > website: Enter a valid URL.",
    ]


def test_scenario_that_holds_is_no_error(folder):
    (folder / "scenarios.yaml").write_text(SCENARIO, encoding="utf-8")

    assert told(folder)[0] == []


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("market: here", "market: nowhere", "line 3, Here > answers > market: This option does not exist"),
        ("market: here", "place: here", "line 3, Here > answers > place: There is no criterion “place”."),
        (
            "market: here",
            "market: there",
            "line 4, Here > answers > duties: This option does not exist",
        ),
        (
            "[nothing]",
            "[nothing, statute]",
            "line 4, Here > answers > duties: These options cannot be chosen",
        ),
        ("verdict: clear", "verdict: close", "line 6, Here > expect > verdict: the answers give “clear”, not “close”"),
        ("[alpha]", "[beta]", "line 7, Here > expect > recommended: the answers give [alpha], not [beta]"),
        ("required: []", "required: [beta]", "line 8, Here > expect > required: the answers give [], not [beta]"),
    ],
)
def test_scenario_that_does_not_hold_is_an_error(folder, old, new, error):
    (folder / "scenarios.yaml").write_text(SCENARIO.replace(old, new), encoding="utf-8")

    errors, _ = told(folder)

    assert errors[0].startswith(f"scenarios.yaml, {error}")


def test_command_passes_good_content_without_a_database(folder):
    done = run("check_content", folder)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("No errors, ")


def test_command_fails_with_every_error(folder):
    spoil(folder, "sources.yaml", "kind: primary", "kind: first")
    spoil(folder, "frameworks/beta.yaml", "issuer: A committee\n", "")

    done = run("check_content", folder)

    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "error: sources.yaml, line 5, sources > law > kind: has to be primary, secondary or dataset",
        "error: frameworks/beta.yaml, line 1, issuer: is missing",
    ]
    assert "2 errors." in done.stderr


@pytest.mark.parametrize(
    ("name", "old", "new", "warnings"),
    [
        (ALPHA, "summary: The first one.", "summary: The first #1.", 1),
        (ALPHA, "summary: The first one.", "summary: The first one. # or so", 1),
        (ALPHA, "summary: The first one.", 'summary: "The first #1."', 0),
        (ALPHA, "summary: The first one.", "summary: The first one.\n# a remark", 0),
        (ALPHA, "review_months: 6", "review_months: 6  # half a year", 0),
    ],
)
def test_text_that_a_comment_follows_is_a_warning(folder, name, old, new, warnings):
    spoil(folder, name, old, new)

    expected = f"{ALPHA}, line 8, summary: the text ends before the #, which begins a comment: quote it if it goes on"
    assert told(folder)[1].count(expected) == warnings
