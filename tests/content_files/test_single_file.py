"""One file alone is read together with the working copy."""

import pytest

from comparisons.content_files import ContentError, pack, packed, unpack, write_content
from comparisons.content_files.upload import Upload, propose
from comparisons.editing.loading import load
from tests.content_files.catalogues import SMALL

FILES = write_content(SMALL)
ALPHA = "frameworks/alpha.yaml"


@pytest.fixture(autouse=True)
def working_copy(db):
    load(SMALL)


@pytest.mark.parametrize(
    ("name", "content_name"),
    [
        ("alpha.yaml", ALPHA),
        ("alpha.YML", ALPHA),
        ("Sources.yaml", "sources.yaml"),
        ("alpha-vs-beta.yaml", "guides/alpha-vs-beta.yaml"),
        ("downloads\\alpha.yaml", ALPHA),
    ],
)
def test_file_gets_the_name_that_it_has_among_the_others(name, content_name):
    data = FILES[content_name]

    assert unpack(packed(name, data)) == {content_name: data}


def test_archive_stays_as_it_is():
    archive = pack(FILES)

    assert packed("alpha.yaml", archive) == archive
    assert packed("notes.txt", b"slug: alpha\n") == b"slug: alpha\n"


@pytest.mark.parametrize("removes", [False, True])
def test_framework_alone_changes_itself_and_nothing_else(removes):
    changed = FILES[ALPHA].replace(b"The first one.", b"The very first one.")

    proposal = propose(Upload(packed("alpha.yaml", changed), removes))

    assert [(change.kind, change.path) for change in proposal.item_changes] == [("changed", ("framework", "alpha"))]
    assert proposal.problems == ()


def test_fault_of_a_framework_alone_names_its_line():
    wrong = FILES[ALPHA].replace(b"[law, blog]", b"[law, bog]")

    with pytest.raises(ContentError, match=r"^frameworks/alpha\.yaml, line \d+, .*There is no source “bog”\.$"):
        propose(Upload(packed("alpha.yaml", wrong), removes=False))
