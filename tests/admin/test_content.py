"""Content files in the admin: away and back, seen before anything changes, and told where anything is wrong."""

import io
import os
import re
import zipfile

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparisons.content_files import MAX_ARCHIVE, pack, unpack, write_content
from comparisons.editing.draft import draft_catalogue
from comparisons.editing.loading import load
from comparisons.models import AuditLogEntry, Framework, Source, Stage
from comparisons.releases import publish
from tests.content_files.catalogues import SMALL
from tests.examples import examples
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = pytest.mark.django_db

PAGE, COMPARE, APPLY = "/admin/content/", "/admin/content/compare/", "/admin/content/apply/"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def small_rows(db):
    load(SMALL)


@pytest.fixture
def editor(client, small_rows):
    """Someone who may change the working copy, and delete nothing in it."""
    user = User.objects.create_user("ada", is_staff=True)
    allowed = Permission.objects.filter(content_type__app_label="comparisons").exclude(codename__startswith="delete_")
    user.user_permissions.set(allowed)
    client.force_login(user)
    return client


def other_words():
    frameworks = (SMALL.frameworks[0].model_copy(update={"summary": "Other words.", "stages": ()}), SMALL.frameworks[1])
    return write_content(SMALL.model_copy(update={"frameworks": frameworks}))


def send(client, archive, **fields):
    return client.post(COMPARE, {"archive": SimpleUploadedFile("content.zip", archive), **fields})


def shown(response):
    return html_of(response)


def test_text_that_a_comment_cuts_off_is_told_before_anything_changes(editor):
    files = write_content(SMALL)
    name = next(name for name in files if name.startswith("frameworks/"))
    text = files[name].decode().replace("summary: ", "summary: Control # 2, and more\n# ", 1)

    page = shown(send(editor, pack({**files, name: text.encode()})))
    untouched = shown(send(editor, pack(files)))

    assert "Texts that a comment may cut off: 1" in page
    assert "the text ends before the #, which begins a comment: quote it if it goes on" in page
    assert "comment may cut off" not in untouched


def test_working_copy_is_taken_away_as_files(admin_client, small_rows):
    Framework.objects.filter(slug="alpha").update(summary="An editor's words.")

    response = admin_client.get("/admin/content/working-copy.zip")

    assert response["Content-Disposition"] == 'attachment; filename="plumbline-working-copy.zip"'
    assert response["Content-Type"] == "application/zip"
    assert response.content == pack(write_content(draft_catalogue()))


def test_release_is_taken_away_as_files(admin_client, small_rows):
    publish.publish("First.", "ada")
    Framework.objects.filter(slug="alpha").update(summary="An editor's words.")

    response = admin_client.get("/admin/content/release-1.zip")

    assert response["Content-Disposition"] == 'attachment; filename="plumbline-release-1.zip"'
    assert response.content == pack(write_content(SMALL))
    assert 'href="/admin/content/release-1.zip"' in shown(admin_client.get(PAGE))


@pytest.mark.parametrize("number", ["2", "99999999999999999999"])
def test_release_that_is_not_there_is_not_found(admin_client, number):
    assert admin_client.get(f"/admin/content/release-{number}.zip").status_code == 404


def test_comparison_shows_before_and_after_and_changes_nothing(admin_client, small_rows):
    page = shown(send(admin_client, pack(other_words())))

    assert "Nothing is changed yet." in page
    assert "0 added, 1 changed, 0 removed" in page
    assert re.search(r"The <del>first one</del>\.|The first one\.", page)
    assert "Other words." in re.sub(r"<[^>]+>", "", page)
    assert "Edit<span" not in page
    assert draft_catalogue() == SMALL


def test_applying_does_what_was_shown_in_the_name_of_the_editor(editor):
    page = shown(send(editor, pack(other_words())))

    applied = editor.post(APPLY, untouched_form(page, "apply_form"), follow=True)

    assert "The files are in the working copy: 0 added, 1 changed, 0 removed." in shown(applied)
    assert "This is a draft; visitors do not see it yet." in shown(applied)
    assert Framework.objects.get(slug="alpha").summary == "Other words."
    assert Stage.objects.exists()
    assert {(entry.created_by, entry.comment) for entry in AuditLogEntry.objects.exclude(created_by="")} == {
        ("ada", "uploaded files")
    }


def test_what_files_do_not_hold_is_listed_and_removed_where_asked_for(admin_client, small_rows):
    page = shown(send(admin_client, pack(other_words()), removes="on"))

    admin_client.post(APPLY, untouched_form(page, "apply_form"))

    assert "Would be removed: 1" in page
    assert "<li>Alpha: Build</li>" in page
    assert not Stage.objects.exists()
    assert publish.review().errors == ()


def test_uploading_what_was_taken_away_changes_nothing(admin_client, small_rows):
    archive = admin_client.get("/admin/content/working-copy.zip").content

    page = shown(send(admin_client, archive, removes="on"))

    assert "Nothing: the working copy already has everything in the files, and nothing else." in page
    assert untouched_form(page, "apply_form") == {}


def test_working_copy_that_changed_meanwhile_is_compared_again(admin_client, small_rows):
    page = shown(send(admin_client, pack(other_words())))
    Source.objects.filter(slug="law").update(title="Another title")

    again = shown(admin_client.post(APPLY, untouched_form(page, "apply_form")))

    assert "<title>Error: " in again
    assert "The working copy was changed after you looked." in again
    assert "0 added, 2 changed, 0 removed" in again
    assert Framework.objects.get(slug="alpha").summary == "The first one."

    admin_client.post(APPLY, untouched_form(again, "apply_form"))

    assert Framework.objects.get(slug="alpha").summary == "Other words."


def test_applying_twice_shows_that_nothing_is_left_to_do(admin_client, small_rows):
    form = untouched_form(shown(send(admin_client, pack(other_words()))), "apply_form")
    admin_client.post(APPLY, form)

    second = admin_client.post(APPLY, form)

    assert "Nothing: the working copy already has everything in the files." in shown(second)


def test_every_fault_is_shown_with_file_line_place_and_reason(admin_client, small_rows):
    files = write_content(SMALL)
    files["sources.yaml"] = files["sources.yaml"].replace(b"kind: primary", b"kind: first")
    files["aspects.yaml"] = files["aspects.yaml"].replace(b"name: Basics", b"nmae: Basics")

    page = shown(send(admin_client, pack(files)))

    table = page.partition("What is wrong with the files</caption>")[2].partition("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    cells = [re.sub(r"<[^>]+>", "|", row) for row in rows[1:]]
    assert "<title>Error: " in page
    assert [[cell for cell in row.split("|") if cell][:3] for row in cells] == [
        ["sources.yaml", "7", "sources &gt; law &gt; kind"],
        ["aspects.yaml", "4", "groups &gt; basics &gt; name"],
        ["aspects.yaml", "5", "groups &gt; basics &gt; nmae"],
    ]
    assert draft_catalogue() == SMALL


def test_very_many_faults_are_counted(admin_client, small_rows):
    files = {**write_content(SMALL), "sources.yaml": b"- {}\n" * 100}

    page = shown(send(admin_client, pack(files)))

    assert "And 101 more." in page


@pytest.mark.parametrize(
    ("archive", "told"),
    [
        (b"", "choose a zip archive"),
        (b"slug: soc-2\n", "choose a zip archive"),
        (pack({HOSTILE: b""}), "is not a content file"),
        (pack({}), "holds no content file"),
        (b"x" * (MAX_ARCHIVE + 1), "is larger than 1,000,000 bytes"),
        (b"x" * (4 * MAX_ARCHIVE), "is larger than 1,000,000 bytes"),
    ],
)
def test_what_cannot_be_used_is_told(admin_client, small_rows, archive, told):
    response = send(admin_client, archive)

    assert response.status_code == 200
    assert told in shown(response)
    assert HOSTILE not in shown(response)
    assert draft_catalogue() == SMALL


def test_form_without_an_archive_is_told(admin_client, small_rows):
    for data in ({}, {"archive": "text"}, {"removes": "on"}):
        page = shown(admin_client.post(COMPARE, data))

        assert "Choose an archive or a YAML file." in page
        assert 'aria-invalid="true"' in page


@pytest.mark.parametrize("signed_token", [None, "", "forged", "a:b:c", "\0"])
def test_signed_token_that_is_forged_changes_nothing(admin_client, small_rows, signed_token):
    page = shown(admin_client.post(APPLY, {} if signed_token is None else {"signed_token": signed_token}))

    assert "This is not the upload that you compared." in page
    assert draft_catalogue() == SMALL


def test_largest_archive_goes_through_the_form(admin_client, small_rows):
    """It cannot be compressed, and comes back in a signed token."""
    target, files = io.BytesIO(), write_content(SMALL)
    others = sum(map(len, files.values()))
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr("README.md", os.urandom(MAX_ARCHIVE - others - 5_000))
    assert MAX_ARCHIVE * 0.95 < len(target.getvalue()) <= MAX_ARCHIVE
    assert unpack(target.getvalue())
    Framework.objects.filter(slug="alpha").update(summary="An editor's words.")

    page = shown(send(admin_client, target.getvalue()))
    applied = admin_client.post(APPLY, untouched_form(page, "apply_form"))

    assert applied.status_code == 302
    assert draft_catalogue() == SMALL


def test_working_copy_that_cannot_be_read_is_told(admin_client, small_rows):
    Framework.objects.filter(slug="alpha").update(website="https://no where")

    for response in (send(admin_client, pack(other_words())), admin_client.get("/admin/content/working-copy.zip")):
        assert response.status_code == 200
        assert "The working copy cannot be read." in shown(response)
        assert "frameworks &gt; 0 &gt; website" in shown(response)


def test_who_may_not_change_everything_may_not_upload(client, small_rows):
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_framework"))
    user.user_permissions.add(Permission.objects.get(codename="change_framework"))
    client.force_login(user)

    assert client.get("/admin/content/working-copy.zip").status_code == 200
    assert "upload_form" not in shown(client.get(PAGE))
    assert send(client, pack(other_words())).status_code == 403
    assert client.post(APPLY, {"signed_token": "x"}).status_code == 403


def test_who_may_not_delete_may_not_remove(editor, admin_client):
    page = shown(send(admin_client, pack(other_words()), removes="on"))

    assert "Also remove" not in shown(editor.get(PAGE))
    assert send(editor, pack(other_words()), removes="on").status_code == 403
    assert editor.post(APPLY, untouched_form(page, "apply_form")).status_code == 403
    assert draft_catalogue() == SMALL


def test_who_may_not_read_gets_nothing(client, small_rows):
    nobody = User.objects.create_user("nobody")
    nobody.user_permissions.add(Permission.objects.get(codename="view_user"))
    client.force_login(nobody)

    for address in (PAGE, "/admin/content/working-copy.zip", "/admin/content/release-1.zip"):
        assert client.get(address).status_code == 403


def test_steps_that_are_opened_by_their_address_lead_to_the_page(admin_client):
    for address in (COMPARE, APPLY):
        response = admin_client.get(address)

        assert (response.status_code, response["Location"]) == (302, PAGE)


@settings(max_examples=examples(100), suppress_health_check=[HealthCheck.function_scoped_fixture])  # stays signed in
@given(st.binary(max_size=2000) | st.binary(max_size=30).map(lambda patch: pack(other_words())[:-60] + patch))
def test_any_upload_is_answered(admin_client, data):
    load(SMALL, replace=True)

    response = send(admin_client, data)

    assert response.status_code == 200
    assert draft_catalogue() == SMALL
