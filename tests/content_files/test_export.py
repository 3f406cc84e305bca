"""`manage.py export_content`: the working copy or a release into a folder, whole or not at all."""

import pytest
from django.core.management import CommandError, call_command

from comparisons.content_files import ContentError, Folder, export_content, read_content, write_content
from comparisons.content_files.export import UNFINISHED
from comparisons.editing.draft import draft_catalogue
from comparisons.editing.loading import load
from comparisons.models import Framework
from comparisons.releases import publish
from tests.content_files.catalogues import SMALL

ALPHA = "frameworks/alpha.yaml"


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_folder_holds_the_files_and_nothing_else(tmp_path):
    number = export_content(SMALL, tmp_path / "new" / "folder")

    assert contents(tmp_path / "new" / "folder") == write_content(SMALL)
    assert number == len(write_content(SMALL))


def test_second_export_into_the_same_folder_is_the_same(tmp_path):
    export_content(SMALL, tmp_path)
    (tmp_path / "scenarios.yaml").write_text("[]\n", encoding="utf-8")
    before = contents(tmp_path)

    export_content(read_content(tmp_path), tmp_path)

    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", ["frameworks/gamma.yaml", "guides/gamma-vs-delta.yaml"])
def test_folder_with_a_file_of_something_else_is_refused_and_left_alone(tmp_path, name):
    export_content(SMALL, tmp_path)
    (tmp_path / name).write_text("slug: gamma\n", encoding="utf-8")
    (tmp_path / ALPHA).write_text("slug: alpha\n", encoding="utf-8")
    before = contents(tmp_path)

    with pytest.raises(ContentError, match=f"{name}: is not part of this catalogue. Remove it from the folder"):
        export_content(SMALL, tmp_path)

    assert contents(tmp_path) == before


def test_file_that_cannot_be_written_leaves_every_file_as_it_was(tmp_path):
    export_content(SMALL, tmp_path)
    (tmp_path / ALPHA).write_text("slug: alpha\n", encoding="utf-8")
    (tmp_path / f"guides/alpha-vs-beta.yaml{UNFINISHED}").mkdir()
    before = contents(tmp_path)

    with pytest.raises(ContentError, match=r"guides/alpha-vs-beta\.yaml: cannot be written: Is a directory"):
        export_content(SMALL, tmp_path)

    assert contents(tmp_path) == before


def test_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(ContentError, match="file: cannot be written: "):
        export_content(SMALL, tmp_path / "file")


@pytest.mark.django_db
def test_command_exports_the_working_copy_or_a_release(tmp_path, capsys):
    load(SMALL)
    publish.publish("First.", "ada")
    Framework.objects.filter(slug="alpha").update(summary="Words of an editor: new.")

    call_command("export_content", tmp_path / "draft")
    call_command("export_content", tmp_path / "release", release=1)

    assert read_content(tmp_path / "draft") == draft_catalogue()
    assert read_content(tmp_path / "release") == SMALL
    assert capsys.readouterr().out.splitlines()[0] == f"Wrote 14 files to {tmp_path / 'draft'}."


@pytest.mark.django_db
def test_command_says_which_release_is_not_there(tmp_path):
    with pytest.raises(CommandError, match=r"There is no release 7\."):
        call_command("export_content", tmp_path, release=7)

    assert Folder(tmp_path).has("sources.yaml") is False


@pytest.mark.django_db
def test_command_says_what_is_in_the_way(tmp_path):
    load(SMALL)
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides/other.yaml").write_text("", encoding="utf-8")

    with pytest.raises(CommandError, match=r"Nothing was written\.\nguides/other\.yaml: is not part of this catalogue"):
        call_command("export_content", tmp_path)
