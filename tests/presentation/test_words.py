"""Sentences that visitors and editors read use everyday words: in templates, and in the strings of the code."""

import ast
import re
from pathlib import Path

import pytest

from tests.browser.pages import TEMPLATES

ROOT = TEMPLATES.parent.parent
CODE = ROOT / "comparisons"
FROZEN = [CODE / "presentation" / "wording" / "version_1.py", *CODE.glob("migrations/*.py")]
"""What the JSON of old releases says never changes, nor what a migration was written with."""
AVOIDED = {
    "told": "says, shows",
    "stands?(?! out)": "is, are",
    "narrowly": "but only just",
    "whom": "who, or another sentence",
    "anew": "again",
    "meanwhile": "since",
    "thereof": "of it",
    "mend(?:ed)?": "correct",
    "lapses?": "end",
    "dearest": "costs most",
    "obliged": "must",
    "speaks?": "is for, is against",
    "points of score": "a number with its scale",
    "somebody": "someone",
    "by itself": "alone",
    "for ever": "permanent",
}
"""A word as a regular expression -> what to write instead."""
AVOIDED_WORDS = re.compile(rf"\b(?:{'|'.join(AVOIDED)})\b", re.IGNORECASE)
CODE_OF_TEMPLATES = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^<>]*>", re.DOTALL)


def texts_of_template(path):
    """What a reader sees of it: neither tags nor what Jinja2 fills in."""
    yield CODE_OF_TEMPLATES.sub(" ", path.read_text(encoding="utf-8"))


def texts_of_module(path):
    """The strings of a module with a space in them, but for documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


SOURCES = dict.fromkeys(sorted(ROOT.glob("templates/**/*.html")), texts_of_template)
SOURCES |= {path: texts_of_module for path in sorted(CODE.rglob("*.py")) if path not in FROZEN}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_sentences_use_everyday_words(path):
    words = [word for text in SOURCES[path](path) if " " in text for word in AVOIDED_WORDS.findall(text)]

    assert words == []


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("page.html", '<p title="a">It is told by {{ told }}.</p>', ["told"]),
        ("words.py", '"""It stands here."""\nX = f"It stands {x} there."\n', ["stands"]),
        ("words.py", 'X = "Nothing stands out"\n', []),
    ],
)
def test_words_are_searched_for_where_readers_see_them(tmp_path, name, content, expected):
    path = Path(tmp_path / name)
    path.write_text(content, encoding="utf-8")
    texts = texts_of_template(path) if name.endswith("html") else texts_of_module(path)

    assert [word for text in texts for word in AVOIDED_WORDS.findall(text)] == expected
