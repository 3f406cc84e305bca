"""Files are taken by one page, from people who may upload, up to a size; elsewhere they are refused, unread."""

import io

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from comparisons.content_files import MAX_ARCHIVE, pack, write_content
from comparisons.content_files.upload_handler import BoundedUploadHandler
from comparisons.editing.loading import load
from tests.content_files.catalogues import SMALL
from tests.forms import untouched_form

pytestmark = pytest.mark.django_db

COMPARE = "/admin/content/compare/"
A_CHUNK = BoundedUploadHandler.chunk_size


@pytest.fixture
def visitor():
    """With a cookie that anybody can make up: without it, Django looks at no token, and so at no form."""
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrf"] = "a" * 32
    return client


@pytest.fixture
def editor(visitor):
    """Someone who may upload, and whose forms need a token."""
    load(SMALL)
    visitor.force_login(User.objects.create_superuser("ada"))
    return visitor


def file_of(size, name="content.zip"):
    return SimpleUploadedFile(name, b"x" * size)


def post(client, path, fields):
    """The answer, and how many bytes of the form were read."""
    body = io.BytesIO(encode_multipart(BOUNDARY, fields))
    size = {"CONTENT_LENGTH": len(body.getvalue()), "CONTENT_TYPE": MULTIPART_CONTENT}
    return client.generic("POST", path, **size, **{"wsgi.input": body}), body.tell()


def page_of(response):
    return response.content.decode()


def token_of(editor):
    return untouched_form(page_of(editor.get("/admin/content/")), "upload_form")


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/content/apply/", "/admin/comparisons/source/add/"])
@pytest.mark.parametrize("client", ["visitor", "editor"])
def test_file_on_any_other_page_is_refused_unread(request, path, client):
    response, read = post(request.getfixturevalue(client), path, {"username": "ada", "archive": file_of(1_000_000)})

    assert response.status_code == 400
    assert "That request could not be read" in page_of(response)
    assert read <= 2 * A_CHUNK


def test_file_from_somebody_who_is_not_signed_in_is_not_read(visitor):
    response, read = post(visitor, COMPARE, {"archive": file_of(1_000_000)})

    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={COMPARE}")
    assert read == 0


def test_file_from_somebody_who_may_not_upload_is_not_read(visitor):
    reader = User.objects.create_user("reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_framework"))
    visitor.force_login(reader)

    response, read = post(visitor, COMPARE, {"archive": file_of(1_000_000)})

    assert response.status_code == 403
    assert read == 0


def test_upload_needs_the_token_of_the_form(editor):
    archive = pack(write_content(SMALL))

    without, _ = post(editor, COMPARE, {"archive": SimpleUploadedFile("content.zip", archive)})
    with_token, _ = post(editor, COMPARE, {**token_of(editor), "archive": SimpleUploadedFile("content.zip", archive)})

    assert without.status_code == 403
    assert with_token.status_code == 200
    assert "Nothing: the working copy already has everything in the files." in page_of(with_token)


@pytest.mark.parametrize(
    ("size", "reason"),
    [
        (MAX_ARCHIVE, "choose a zip archive"),
        (MAX_ARCHIVE + 1, "The archive is larger than 1,000,000 bytes."),
        (5 * MAX_ARCHIVE, "The archive is larger than 1,000,000 bytes."),
    ],
)
def test_archive_over_the_limit_is_named_too_large(editor, size, reason):
    response, _ = post(editor, COMPARE, {**token_of(editor), "archive": file_of(size)})

    assert response.status_code == 200
    assert reason in page_of(response)


def test_second_file_is_refused(editor):
    response, _ = post(editor, COMPARE, {**token_of(editor), "archive": file_of(10), "other": file_of(10)})

    assert response.status_code == 400


@pytest.mark.parametrize(("size", "kept"), [(0, 0), (MAX_ARCHIVE, MAX_ARCHIVE), (MAX_ARCHIVE + 1, 0)])
def test_file_is_kept_whole_or_not_at_all(size, kept):
    handler = BoundedUploadHandler()
    handler.new_file("archive", "content.zip", "application/zip", size)
    for start in range(0, size, A_CHUNK):
        handler.receive_data_chunk(b"x" * min(A_CHUNK, size - start), start)

    file = handler.file_complete(size)

    assert file.size == size
    assert len(file.read()) == kept
