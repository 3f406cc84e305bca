"""The preview of a text is what the site makes of it."""

import pytest

from comparisons.models import Method
from comparisons.presentation.markdown import as_html
from tests.admin.addresses import address
from tests.factories import FrameworkFactory, make_publishable
from tests.pages import html_of

pytestmark = pytest.mark.django_db

PATH = "/admin/markdown/"
TEXT = "A **bold** word.\n\n- [One](https://a.example/)\n- <script>alert(1)</script> [x](javascript:alert(1))"


def preview(client, text, field="description"):
    return client.post(PATH, {"field": field, field: text})


def test_preview_is_what_the_site_renders(admin_client):
    response = preview(admin_client, TEXT.replace("\n", "\r\n"))

    assert response.status_code == 200
    assert str(as_html(TEXT)) in response.content.decode()
    assert "<script" not in response.content.decode()


def test_unfinished_texts_take_no_place_of_published_ones(admin_client):
    as_html.cache_clear()

    preview(admin_client, "A text that nobody has saved.")

    assert as_html.cache_info().currsize == 0


@pytest.mark.parametrize(
    ("text", "words"), [("", "There is nothing to show yet."), ("x" * 20_001, "20,000 characters are the most.")]
)
def test_nothing_and_too_much_are_answered_in_words(admin_client, text, words):
    assert words in html_of(preview(admin_client, text))


@pytest.mark.parametrize("data", [{}, {"field": "description"}, {"description": "x"}])
def test_request_that_names_no_field_is_refused(admin_client, data):
    assert admin_client.post(PATH, data).status_code == 400


@pytest.mark.parametrize(("right", "status"), [("view_framework", 200), ("view_user", 403)])
def test_preview_is_for_those_who_may_read_the_working_copy(may, right, status):
    assert preview(may(right), TEXT).status_code == status


def test_every_box_for_markdown_has_help_and_a_preview(admin_client):
    make_publishable()
    pages = [
        html_of(admin_client.get(path))
        for path in (
            address(FrameworkFactory()),
            "/admin/comparisons/guide/add/",
            address(Method.objects.get_or_create()[0]),
        )
    ]

    assert [page.count("Markdown: **bold**") for page in pages] == [1, 2, 1]
    assert [page.count(f'hx-post="{PATH}"') for page in pages] == [1, 2, 1]
    assert "A few paragraphs in Markdown: **bold**" in pages[0]
    assert all('id="preview-' in page and "htmx-config" in page for page in pages)


def test_form_without_markdown_loads_no_htmx(admin_client):
    assert "htmx-config" not in html_of(admin_client.get("/admin/comparisons/aspect/add/"))
