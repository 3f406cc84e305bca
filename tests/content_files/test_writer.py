"""Reading what was written gives the catalogue again, and writing that the same bytes, whatever an editor wrote."""

import pytest
import yaml
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from comparisons.content_files import SHIPPED, InMemoryFiles, load_content, read_files, write_content
from comparisons.content_files.catalogue_reader import read_unchecked
from comparisons.content_files.yaml_layout import WIDTH, yaml_text
from comparisons.editing.draft import draft_catalogue
from comparisons.editing.loading import load
from comparisons.engine.catalogue.canonical_order import in_order
from tests.content_files.catalogues import (
    BROKEN_INTO_LINES,
    SAID_OTHERWISE,
    SMALL,
    hostile_catalogues,
    lines,
    texts,
    words,
)
from tests.examples import examples

FEWER = settings(max_examples=examples(100))
"""Each example is a whole catalogue, written and read."""

scalars = (
    lines | texts | st.sampled_from(SAID_OTHERWISE + BROKEN_INTO_LINES) | st.text() | st.integers() | st.booleans()
)
data = st.recursive(
    scalars | st.dates(), lambda parts: st.lists(parts, max_size=4) | st.dictionaries(words, parts, max_size=4)
)


def stripped(data):
    """Without the newline that a block ends with, and that no type of the catalogue keeps."""
    if isinstance(data, dict):
        return {key: stripped(part) for key, part in data.items()}
    if isinstance(data, list):
        return [stripped(part) for part in data]
    return data.removesuffix("\n") if isinstance(data, str) else data


def test_shipped_files_are_as_they_are_written(as_written):
    written = write_content(as_written)

    shipped_files = {name: (SHIPPED / name).read_bytes() for name in written}
    assert written == shipped_files


def test_shipped_content_comes_back(as_written):
    assert read_files(InMemoryFiles(write_content(as_written))) == as_written


@FEWER
@given(hostile_catalogues())
def test_hostile_content_comes_back(catalogue):
    written = write_content(catalogue)

    read, _ = read_unchecked(InMemoryFiles(written))

    assert read == in_order(catalogue)
    assert write_content(read) == write_content(in_order(catalogue))


@FEWER
@given(hostile_catalogues())
def test_a_file_has_no_line_that_some_editors_see_and_others_do_not(catalogue):
    for content in write_content(catalogue).values():
        text = content.decode()
        assert text.splitlines() == text.removesuffix("\n").split("\n")
        assert "\t\n" not in text
        assert " \n" not in text


@given(data)
def test_data_comes_back_and_is_laid_out_the_same(data):
    text = yaml_text(data)

    assert stripped(yaml.safe_load(text)) == stripped(data)
    assert yaml_text(data) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"a": "plain text", "b": 7, "c": True, "d": ""}, 'a: plain text\nb: 7\nc: true\nd: ""\n'),
        ({"a": "no", "on": "2026-01-31"}, 'a: "no"\n"on": "2026-01-31"\n'),
        ({"a": ["b-c", "d/e", "no"]}, 'a: [b-c, d/e, "no"]\n'),
        ({"a": ["The stamp.", "b"]}, "a:\n  - The stamp.\n  - b\n"),
        ({"a": [{"b": 1, "c": {"d": 2}}]}, "a:\n  - b: 1\n    c:\n      d: 2\n"),
        ([{"\u00a0b": 1, "c": 2}], "- \u00a0b: 1\n  c: 2\n"),
        ([{"a": 1}, {"a": 2}], "- a: 1\n\n- a: 2\n"),
        ({"a": "one\n\ntwo"}, "a: |\n  one\n\n  two\n"),
        ({"a": "word " * 30 + "end"}, f"a: >-\n  {('word ' * 23).strip()}\n  {'word ' * 7}end\n"),
        ({"a": "x" * 130}, f"a: {'x' * 130}\n"),
        ({"a": "tab\there", "b": "line\u2028end"}, 'a: "tab\\there"\nb: "line\\u2028end"\n'),
        ({"a": [], "b": {}}, "a: []\nb: {}\n"),
        ([], "[]\n"),
    ],
)
def test_layout_is_what_people_would_write(data, text):
    assert yaml_text(data) == text


@given(st.text("ab ", max_size=400).map(str.strip).filter(bool))
def test_no_line_is_longer_than_it_has_to_be(text):
    for line in yaml_text({"key": text}).splitlines():
        assert len(line) <= WIDTH or max(len(word) for word in text.split()) + text.count("  ") > WIDTH / 4


def test_fields_that_say_nothing_are_left_out():
    written = write_content(SMALL)

    assert b"overlaps" not in written["frameworks/alpha.yaml"]
    assert b"exclusive: false" not in written["criteria.yaml"]
    assert b"degree: 0" in written["criteria.yaml"]


def test_guides_come_back_in_their_order():
    second = SMALL.guides[0].model_copy(update={"slug": "a-guide"})
    catalogue = SMALL.model_copy(update={"guides": (*SMALL.guides, second)})

    read = read_files(InMemoryFiles(write_content(catalogue)))

    assert [guide.slug for guide in read.guides] == ["alpha-vs-beta", "a-guide"]


@pytest.mark.django_db
@settings(max_examples=examples(10))  # each is written to the database
@given(hostile_catalogues())
def test_hostile_content_is_the_same_in_the_database(catalogue):
    with transaction.atomic():
        load(catalogue, replace=True)

        assert draft_catalogue() == in_order(catalogue)
        transaction.set_rollback(True)


@pytest.mark.exhaustive
@pytest.mark.django_db
def test_what_was_exported_loads_as_the_working_copy_was(as_written, tmp_path):
    load(as_written)
    for name, content in write_content(draft_catalogue()).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)

    loaded = load_content(tmp_path, overwrite=True)

    assert str(loaded) == "0 added, 0 changed, 0 removed"
    assert write_content(draft_catalogue()) == write_content(as_written)
